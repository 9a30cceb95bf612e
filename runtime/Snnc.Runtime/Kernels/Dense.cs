using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Snnc.Runtime.Kernels;

/// <summary>
/// y[..., o] = bias[o] + sum_i weight[o, i] * x[..., i]; leading axes of x share the weights. y is overwritten.
/// <c>Signal</c> takes every input; <c>Spikes</c> gives the same and costs in proportion to the inputs that are not 0.
/// </summary>
public static class Dense
{
    /// <summary>The product with an input of which most elements are not 0.</summary>
    /// <param name="x">[rows, inputs].</param>
    /// <param name="y">[rows, outputs].</param>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    public static void Signal(ReadOnlySpan<float> x, DenseWeights<float> weights, Span<float> y)
    {
        if (Hardware.HasVectors)
        {
            DenseVector.Signal(x, weights, y);
            return;
        }

        Scalar(x, weights, y);
    }

    /// <summary>The product with an input of which most elements are 0.</summary>
    /// <inheritdoc cref="Signal(ReadOnlySpan{float}, DenseWeights{float}, Span{float})"/>
    public static void Spikes(ReadOnlySpan<float> x, DenseWeights<float> weights, Span<float> y)
    {
        if (Hardware.HasVectors)
        {
            DenseVector.Spikes(x, weights, y);
            return;
        }

        Scalar(x, weights, y);
    }

    /// <summary>The product of whole numbers held as reals with whole weights.</summary>
    /// <inheritdoc cref="Signal(ReadOnlySpan{float}, DenseWeights{float}, Span{float})"/>
    public static void Signal(ReadOnlySpan<float> x, DenseWeights<long> weights, Span<long> y) => Scalar(x, weights, y);

    /// <inheritdoc cref="Signal(ReadOnlySpan{float}, DenseWeights{long}, Span{long})"/>
    public static void Spikes(ReadOnlySpan<float> x, DenseWeights<long> weights, Span<long> y) => Scalar(x, weights, y);

    /// <summary>The product of whole numbers.</summary>
    /// <inheritdoc cref="Signal(ReadOnlySpan{float}, DenseWeights{float}, Span{float})"/>
    public static void Signal(ReadOnlySpan<long> x, DenseWeights<long> weights, Span<long> y) => Scalar(x, weights, y);

    /// <inheritdoc cref="Signal(ReadOnlySpan{long}, DenseWeights{long}, Span{long})"/>
    public static void Spikes(ReadOnlySpan<long> x, DenseWeights<long> weights, Span<long> y) => Scalar(x, weights, y);

    /// <summary>The reference: one row after the other, skipping inputs that are 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Scalar<TInput, T>(ReadOnlySpan<TInput> x, DenseWeights<T> weights, Span<T> y)
        where TInput : unmanaged, INumber<TInput>
        where T : unmanaged, INumber<T>
    {
        var rows = Guard.Rows(x.Length, weights.Inputs, nameof(x));
        Guard.Length(y.Length, rows * weights.Outputs, nameof(y));
        for (var row = 0; row < rows; row++)
        {
            ScalarRow(x.Slice(row * weights.Inputs, weights.Inputs), weights, y.Slice(row * weights.Outputs, weights.Outputs));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ScalarRow<TInput, T>(ReadOnlySpan<TInput> x, DenseWeights<T> weights, Span<T> y)
        where TInput : unmanaged, INumber<TInput>
        where T : unmanaged, INumber<T>
    {
        weights.Bias.Span[..y.Length].CopyTo(y);
        for (var input = 0; input < x.Length; input++)
        {
            var value = T.CreateTruncating(x[input]);
            if (!T.IsZero(value))
            {
                Accumulate(value, weights.Row(input), y);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Accumulate<T>(T value, ReadOnlySpan<T> row, Span<T> y)
        where T : unmanaged, INumber<T>
    {
        for (var output = 0; output < y.Length; output++)
        {
            y[output] += value * row[output];
        }
    }
}
