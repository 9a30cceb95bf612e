using System;

namespace Snnc.Runtime;

/// <summary>
/// The steps of a stream that never ends. They are counted in 32 bits; before these are full the count goes back by whole windows, so that windows end when
/// they would have, and the start does not come again. Only random numbers repeat then.
/// </summary>
public static class StreamTime
{
    private const int Least = 1 << 30;

    /// <summary>The step after a step.</summary>
    /// <param name="period">The steps after which all windows end together.</param>
    public static int After(int step, int period) => step < int.MaxValue - 1 ? step + 1 : Earlier(step, period);

    private static int Earlier(int step, int period) => period <= Least
        ? step + 1 - (Least / period * period)
        : throw new SnncRunException($"The stream has taken {step} steps, and its windows end together after {period} only; reset it.");
}
