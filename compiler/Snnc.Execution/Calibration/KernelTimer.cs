using System;
using System.Diagnostics;

namespace Snnc.Execution.Calibration;

/// <summary>
/// Times kernels: the least of repeats, each long enough for the clock, fewer of what takes long. What else the machine does only ever adds to a
/// time.
/// </summary>
public static class KernelTimer
{
    private const int FewestRepeats = 2;
    private const double SlowestStream = 1;
    private const double FastestStream = 1000;
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(0.4);
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(5);

    /// <summary>Nanoseconds of one call.</summary>
    /// <param name="repeats">How often it is timed at most.</param>
    public static double Nanoseconds(Action run, int repeats)
    {
        run();
        return Least(run, CallsPerRepeat(run), repeats);
    }

    /// <summary>The least nanoseconds of one call, timed several at a time.</summary>
    public static double Least(Action run, int calls, int repeats)
    {
        var least = double.PositiveInfinity;
        var start = Stopwatch.GetTimestamp();
        for (var repeat = 0; repeat < repeats && (repeat < FewestRepeats || Stopwatch.GetElapsedTime(start) < Longest); repeat++)
        {
            least = Math.Min(least, Elapsed(run, calls).TotalNanoseconds / calls);
        }

        return least;
    }

    /// <summary>
    /// Bytes per nanosecond: what is left of a time is within its error where the weights came in behind the computing, so the result has bounds.
    /// </summary>
    public static double Rate(double bytes, double nanoseconds) => Math.Clamp(bytes / Math.Max(nanoseconds, 1), SlowestStream, FastestStream);

    /// <summary>How many calls are long enough for the clock.</summary>
    public static int CallsPerRepeat(Action run)
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
