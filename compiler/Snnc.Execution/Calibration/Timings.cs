using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Snnc.Execution.Calibration;

/// <summary>
/// The times that are asked for. What is asked for is measured together: compiled on all processors first, and then timed in rounds, one after the other
/// while nothing else runs. What else the machine does comes and goes in seconds, and only ever adds to a time: of all rounds the least counts, and rounds go
/// on with what several of them have not yet agreed upon.
/// </summary>
/// <param name="advance">Is called after each part of the work, of which there are at most <see cref="Parts"/>.</param>
internal sealed class Timings(Action advance)
{
    private const int WarmUps = 3;
    private const int MostRounds = 7;

    // Longer than the runtime waits for calm before it compiles for good what ran often; what that then calls has its turn after.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);

    // Of a machine that is never calm, too much would be lost.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly WholeCore _core = new(Patience);

    private readonly Dictionary<(TimedWork Work, double Rate), TimeSeries?> _series = [];

    /// <summary>Gets into how many parts measuring is divided.</summary>
    public static int Parts => 1 + WarmUps + MostRounds;

    /// <summary>The nanoseconds of an inference with so much activity; a made-up number where it was not measured yet, which is noted.</summary>
    public double Of(TimedWork work, double rate)
    {
        if (_series.TryGetValue((work, rate), out var series) && series is not null)
        {
            return series.Least;
        }

        _series[(work, rate)] = null;
        return 1;
    }

    /// <summary>Measures what was asked for and has no time yet.</summary>
    /// <returns>Whether there was anything.</returns>
    public bool Measure()
    {
        var asked = _series.Where(pair => pair.Value is null).Select(pair => pair.Key).ToList();
        if (asked.Count == 0)
        {
            return false;
        }

        var all = Make(asked);
        advance();
        for (var i = 0; i < WarmUps; i++)
        {
            all.ForEach(series => series.WarmUp());
            Thread.Sleep(Pause);
            advance();
        }

        for (var round = 0; round < MostRounds && all.Exists(series => !series.IsSettled); round++)
        {
            all.Where(series => series.IsDue(round)).ToList().ForEach(series => series.Time());
            advance();
        }

        return true;
    }

    private List<TimeSeries> Make(IReadOnlyList<(TimedWork Work, double Rate)> asked)
    {
        var layers = asked.Select(of => of.Work).OfType<NetworkLayer>().Distinct().ToList();
        IReadOnlyDictionary<NetworkLayer, LayerNetwork>? networks = null;
        Parallel.Invoke(
            () => networks = LayerNetwork.Compile(layers),
            () => asked.Where(of => of.Work is BareKernel).ToList()
                .ForEach(of => _series[of] = new TimeSeries(((BareKernel)of.Work).Runner(of.Rate), false, _core)));
        foreach (var (work, rate) in asked.Where(of => of.Work is NetworkLayer))
        {
            _series[(work, rate)] = new TimeSeries(networks![(NetworkLayer)work].Runner(rate), ((NetworkLayer)work).Backend == LayerNetwork.Native, _core);
        }

        return [.. asked.Select(of => _series[of]!)];
    }
}
