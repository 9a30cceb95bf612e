using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Snnc.Runtime;

/// <summary>How populations that are computed in vectors lie in memory: in full eights, so that no vector of eight runs over the end.</summary>
public static class Lanes
{
    /// <summary>What sizes are multiples of.</summary>
    public const int Count = 8;

    /// <summary>The place of the first number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref float Start(float[] numbers) => ref MemoryMarshal.GetArrayDataReference(numbers);

    /// <summary>
    /// How a step goes through the neurons of a population whose states are more than the first-level cache holds: in every other one from the last to the
    /// first, so that it begins with what the step before has left there.
    /// </summary>
    /// <param name="count">How many go at a time.</param>
    /// <returns>The first neuron of the first vector, and from it to the next.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (int First, int Next) Turn(int step, int count, int first, int end) => (step & 1) == 0 ? (first, count) : (end - count, -count);

    /// <summary>A size rounded up to full eights.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Padded(int size) => (size + Count - 1) & -Count;

    /// <summary>An array whose numbers are followed by zeros up to full eights.</summary>
    public static float[] Pad(float[] values)
    {
        var padded = new float[Padded(values.Length)];
        values.CopyTo(padded, 0);
        return padded;
    }

    /// <summary>The same of numbers [channels, pixels] as [pixels, channels].</summary>
    public static float[] PadChannelsLast(float[] values, int channels)
    {
        var padded = new float[Padded(values.Length)];
        Kernels.Arrange.Transpose<float>(values, channels, padded.AsSpan(0, values.Length));
        return padded;
    }
}
