using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Snnc.Runtime.Kernels;

/// <summary>
/// y[to] = bias[to] + the sum over the synapses (from, to) of weight * x[from]. y is overwritten. Inputs that are 0 cost one comparison,
/// so one kernel serves signals and spikes.
/// </summary>
public static class Sparse
{
    /// <summary>Spreads a signal.</summary>
    /// <param name="x">[sources].</param>
    /// <param name="y">[targets].</param>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    public static void Signal(ReadOnlySpan<float> x, SparseWeights<float> weights, Span<float> y) => Spread(x, weights, y);

    /// <summary>Spreads spikes.</summary>
    /// <inheritdoc cref="Signal(ReadOnlySpan{float}, SparseWeights{float}, Span{float})"/>
    public static void Spikes(ReadOnlySpan<float> x, SparseWeights<float> weights, Span<float> y) => Spread(x, weights, y);

    /// <summary>Spreads whole numbers held as reals.</summary>
    /// <inheritdoc cref="Signal(ReadOnlySpan{float}, SparseWeights{float}, Span{float})"/>
    public static void Signal(ReadOnlySpan<float> x, SparseWeights<long> weights, Span<long> y) => Spread(x, weights, y);

    /// <inheritdoc cref="Signal(ReadOnlySpan{float}, SparseWeights{long}, Span{long})"/>
    public static void Spikes(ReadOnlySpan<float> x, SparseWeights<long> weights, Span<long> y) => Spread(x, weights, y);

    /// <summary>Spreads whole numbers.</summary>
    /// <inheritdoc cref="Signal(ReadOnlySpan{float}, SparseWeights{float}, Span{float})"/>
    public static void Signal(ReadOnlySpan<long> x, SparseWeights<long> weights, Span<long> y) => Spread(x, weights, y);

    /// <inheritdoc cref="Signal(ReadOnlySpan{long}, SparseWeights{long}, Span{long})"/>
    public static void Spikes(ReadOnlySpan<long> x, SparseWeights<long> weights, Span<long> y) => Spread(x, weights, y);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Spread<TInput, T>(ReadOnlySpan<TInput> x, SparseWeights<T> weights, Span<T> y)
        where TInput : unmanaged, INumber<TInput>
        where T : unmanaged, INumber<T>
    {
        Guard.Length(x.Length, weights.Sources, nameof(x));
        Guard.Length(y.Length, weights.Targets, nameof(y));
        weights.Bias.CopyTo(y);
        for (var source = 0; source < x.Length; source++)
        {
            var value = T.CreateTruncating(x[source]);
            if (!T.IsZero(value))
            {
                Spread(value, weights, source, y);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Spread<T>(T value, SparseWeights<T> weights, int source, Span<T> y)
        where T : unmanaged, INumber<T>
    {
        var start = weights.Starts[source];
        var count = weights.Starts[source + 1] - start;
        var to = weights.To.AsSpan(start, count);
        var weight = weights.Weight.AsSpan(start, count);
        for (var synapse = 0; synapse < to.Length; synapse++)
        {
            y[to[synapse]] += weight[synapse] * value;
        }
    }
}
