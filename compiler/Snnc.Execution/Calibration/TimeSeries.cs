using System;
using System.Diagnostics;

namespace Snnc.Execution.Calibration;

/// <summary>The times that something took, of which the least counts.</summary>
/// <param name="run">Takes the time.</param>
/// <param name="isCompiled">Whether it is native code already, which the runtime compiles no more.</param>
/// <param name="core">Is waited for.</param>
internal sealed class TimeSeries(Action run, bool isCompiled, WholeCore core)
{
    private const int Repeats = 3;

    // What takes long is timed in few rounds.
    private const double Long = 5e6;
    private const int LongEvery = 3;

    // How near to each other times are the same, and how many of them settle it.
    private const double Near = 0.02;
    private const int Enough = 4;

    // Calls after which the runtime compiles code anew, and what is left out of that where each takes long.
    private const int WarmUpCalls = 40;
    private static readonly TimeSpan LongestWarmUp = TimeSpan.FromMilliseconds(6);

    private int _calls;
    private int _near;

    /// <summary>Gets the least of all times, in nanoseconds.</summary>
    public double Least { get; private set; } = double.PositiveInfinity;

    /// <summary>Gets a value indicating whether several were nearly the least.</summary>
    public bool IsSettled => _near >= Enough;

    /// <summary>Whether it is to be timed in a round.</summary>
    public bool IsDue(int round) => !IsSettled && (round % LongEvery == 0 || Least < Long);

    /// <summary>Runs it often enough for the runtime to compile it for good.</summary>
    public void WarmUp()
    {
        var start = Stopwatch.GetTimestamp();
        for (var call = 0; call < (isCompiled ? 1 : WarmUpCalls) && Stopwatch.GetElapsedTime(start) < LongestWarmUp; call++)
        {
            run();
        }
    }

    /// <summary>Takes a time. What others left in the caches is gone before, and the inputs of all inferences that take turns are there.</summary>
    public void Time()
    {
        core.Await();
        for (var sample = 0; sample < LayerNetwork.Samples; sample++)
        {
            run();
        }

        _calls = _calls > 0 ? _calls : KernelTimer.CallsPerRepeat(run);
        var time = KernelTimer.Least(run, _calls, Repeats);
        _near = time < Least * (1 - Near) ? 1 : time <= Least * (1 + Near) ? _near + 1 : _near;
        Least = Math.Min(Least, time);
    }
}
