using System;

namespace Snnc.Runtime.Kernels;

/// <summary>Delays in steps as tensors give them, and the memory that they ask for.</summary>
internal static class DelaySteps
{
    // A gigabyte of reals: more is a mistake in the delays rather than a network.
    private const long MostElements = 1L << 28;

    /// <summary>Checks one.</summary>
    public static int Checked(long delay) => delay is >= 0 and < int.MaxValue
        ? (int)delay
        : throw new SnncRunException($"A delay of {delay} steps is out of range.");

    /// <summary>The greatest, 0 of none.</summary>
    public static int Greatest(ReadOnlySpan<int> delays)
    {
        var greatest = 0;
        foreach (var delay in delays)
        {
            greatest = Math.Max(greatest, delay);
        }

        return greatest;
    }

    /// <summary>Makes the ring of a number of steps with so many elements each.</summary>
    public static T[] Ring<T>(long steps, long length) => steps * length <= MostElements
        ? new T[steps * length]
        : throw new SnncRunException($"A delay of {steps} steps of {length} elements takes too much memory.");
}
