using System;
using System.Diagnostics;

namespace Snnc.Execution.Calibration;

/// <summary>Times kernels: the median of repeats, each long enough for the clock.</summary>
public static class KernelTimer
{
    private const int Repeats = 9;
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    /// <summary>Nanoseconds of one call.</summary>
    public static double Nanoseconds(Action run)
    {
        run();
        var calls = CallsPerRepeat(run);
        var times = new double[Repeats];
        for (var repeat = 0; repeat < Repeats; repeat++)
        {
            times[repeat] = Elapsed(run, calls).TotalNanoseconds / calls;
        }

        Array.Sort(times);
        return times[Repeats / 2];
    }

    private static int CallsPerRepeat(Action run)
    {
        var calls = 1;
        while (Elapsed(run, calls) < Shortest)
        {
            calls *= 2;
        }

        return calls;
    }

    private static TimeSpan Elapsed(Action run, int calls)
    {
        var start = Stopwatch.GetTimestamp();
        for (var call = 0; call < calls; call++)
        {
            run();
        }

        return Stopwatch.GetElapsedTime(start);
    }
}
