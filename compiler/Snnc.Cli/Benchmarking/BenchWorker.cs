using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using Snnc.Cli.Data;
using Snnc.Cli.Reporting;
using Snnc.Cli.Running;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Ir.Interpretation;
using Snnc.Compiler.Text;
using Snnc.Execution;

namespace Snnc.Cli.Benchmarking;

/// <summary>One thread's instance of a network, which runs the samples round and round. Nothing but its calls is measured.</summary>
internal sealed class BenchWorker
{
    /// <summary>Times beyond these would not move a quantile.</summary>
    private const int MaxCalls = 1_000_000;

    /// <summary>The first calls are for the compiler that replaces code while it runs.</summary>
    private const int MinWarmUpCalls = 3;

    private readonly INetworkRunner _runner;
    private readonly SampleSet _samples;
    private readonly Location _place;
    private readonly int _batch;
    private readonly float[][] _inputs;
    private readonly Array[] _outputs;
    private readonly SampleBatch _arrays;
    private readonly List<double> _microseconds = [];
    private int _next;
    private long _ticks;

    public BenchWorker(INetworkRunner runner, SampleSet samples, int batch, int first, Location place)
    {
        (_runner, _samples, _batch, _next, _place) = (runner, samples, batch, first % samples.Count, place);
        (_inputs, _outputs) = (samples.CreateBuffers(), RunArguments.CreateOutputs(runner));
        _arrays = new SampleBatch(_inputs, _outputs, batch);
    }

    /// <summary>Gets microseconds for each inference, one number a call.</summary>
    public IReadOnlyList<double> Microseconds => _microseconds;

    /// <summary>Gets the time of the measured calls together.</summary>
    public TimeSpan Busy => Stopwatch.GetElapsedTime(0, _ticks);

    /// <summary>Gets the managed bytes that the measured calls allocated on this thread.</summary>
    public long AllocatedBytes { get; private set; }

    /// <summary>Gets the measured inferences.</summary>
    public long Inferences => (long)_microseconds.Count * _batch;

    /// <summary>Warms up, then measures.</summary>
    /// <param name="advance">Is told how much time went by.</param>
    /// <exception cref="DiagnosticException">A sample cannot be run.</exception>
    public void Run(BenchSettings settings, Action<TimeSpan> advance, CancellationToken cancellation)
    {
        RunFor(settings.WarmUp, MinWarmUpCalls, MaxCalls, advance, cancellation);
        _microseconds.Clear();
        (_ticks, AllocatedBytes) = (0, 0);
        RunFor(settings.Time, 1, MaxCalls, advance, cancellation);
    }

    private void RunFor(TimeSpan time, int fewest, int most, Action<TimeSpan> advance, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var told = TimeSpan.Zero;
        for (var calls = 0; calls < most && (calls < fewest || clock.Elapsed < time); calls++)
        {
            cancellation.ThrowIfCancellationRequested();
            Measure();
            var now = clock.Elapsed;
            advance(now - told);
            told = now;
        }
    }

    private void Measure()
    {
        var first = _next;
        for (var place = 0; place < _batch; place++)
        {
            _samples.Read(_next, _inputs);
            _arrays.Take(place, _inputs);
            _next = (_next + 1) % _samples.Count;
        }

        try
        {
            Call(first);
        }
        catch (RunException e)
        {
            throw new DiagnosticException(Catalog.RunFailed(e.Location ?? _place, first, Sentence.AsMessage(e.Message), e.Hint));
        }
    }

    private void Call(int first)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        if (_batch == 1)
        {
            _runner.Run(first, _inputs, _outputs);
        }
        else
        {
            _runner.RunBatch(first, 0, _batch, _arrays.Inputs, _arrays.Outputs);
        }

        // A call may be shorter than what the clock, let alone a TimeSpan, tells apart.
        var ticks = Math.Max(Stopwatch.GetTimestamp() - start, 1);
        AllocatedBytes += GC.GetAllocatedBytesForCurrentThread() - allocated;
        _ticks += ticks;
        _microseconds.Add(ticks * 1e6 / Stopwatch.Frequency / _batch);
    }
}
