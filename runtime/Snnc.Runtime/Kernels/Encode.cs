using System;
using System.Runtime.CompilerServices;
using Snnc.Numerics;

namespace Snnc.Runtime.Kernels;

/// <summary>Encoders: one step of what varies in time, from what does not.</summary>
public static class Encode
{
    /// <summary>y = x in every step.</summary>
    public static void Constant(ReadOnlySpan<float> x, Span<float> y)
    {
        Guard.Length(y.Length, x.Length, nameof(y));
        x.CopyTo(y);
    }

    /// <summary>Bernoulli: element i spikes iff <c>hash(seed, (sample*steps + step)*N + i) * max &lt; x_i * 2^24</c>, in doubles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rate(ReadOnlySpan<float> x, double max, long seed, long sample, int steps, int step, Span<float> y)
    {
        Guard.Length(y.Length, x.Length, nameof(y));
        var counter = Neuron.Counter(sample, steps, step, x.Length, 0);
        for (var i = 0; i < y.Length; i++)
        {
            y[i] = CounterHash.Hash(seed, counter + i) * max < x[i] * CounterHash.Range ? 1 : 0;
        }
    }

    /// <summary>One spike in step <c>floor(tau * (1 - x/max))</c>, none for x &lt;= 0.</summary>
    /// <param name="tau">In steps.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Latency(ReadOnlySpan<float> x, double tau, double max, int step, Span<float> y)
    {
        Guard.Length(y.Length, x.Length, nameof(y));
        for (var i = 0; i < y.Length; i++)
        {
            y[i] = x[i] > 0 && Math.Floor(tau * (1 - (x[i] / max))) == step ? 1 : 0;
        }
    }

    /// <summary>y = x without an axis, at index <paramref name="step"/> of it.</summary>
    public static void Rows(ReadOnlySpan<float> x, AxisShape shape, int step, Span<float> y) => Arrange.Slice(x, shape, step, step + 1, y);

    /// <summary>y is [on, off]. On iff x - r >= threshold, then r += threshold; off iff r - x >= threshold, then r -= threshold.</summary>
    /// <param name="reference">r, kept from step to step; takes the values of x where <paramref name="isFirst"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Delta(ReadOnlySpan<float> x, Span<float> reference, float threshold, bool isFirst, Span<float> y)
    {
        Guard.Length(reference.Length, x.Length, nameof(reference));
        Guard.Length(y.Length, 2 * x.Length, nameof(y));
        if (isFirst)
        {
            x.CopyTo(reference);
        }

        y.Clear();
        for (var i = 0; i < x.Length; i++)
        {
            if (x[i] - reference[i] >= threshold)
            {
                y[i] = 1;
                reference[i] += threshold;
            }
            else if (reference[i] - x[i] >= threshold)
            {
                y[x.Length + i] = 1;
                reference[i] -= threshold;
            }
        }
    }
}
