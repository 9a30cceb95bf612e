using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Snnc.Runtime.Kernels;

/// <summary>
/// Cross-correlation, y[o, p] = bias[o] + sum_{c, q} weight[o, c, q] * x[c, p*stride - padding + q*dilation]; outside x reads 0. y is overwritten.
/// <c>Signal</c> takes every input; <c>Spikes</c> gives the same and costs in proportion to the inputs that are not 0.
/// </summary>
public static class Conv
{
    /// <summary>The convolution of an input of which most elements are not 0.</summary>
    /// <param name="x">[channels, height, width], or [channels, length].</param>
    /// <param name="y">[outputs, height, width], or [outputs, length].</param>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    public static void Signal(ReadOnlySpan<float> x, ConvWeights<float> weights, Span<float> y)
    {
        if (Hardware.HasVectors)
        {
            ConvGather.Run(x, weights, y);
            return;
        }

        Scalar(x, weights, y);
    }

    /// <summary>The convolution of an input of which most elements are 0.</summary>
    /// <inheritdoc cref="Signal(ReadOnlySpan{float}, ConvWeights{float}, Span{float})"/>
    public static void Spikes(ReadOnlySpan<float> x, ConvWeights<float> weights, Span<float> y)
    {
        if (Hardware.HasVectors)
        {
            ConvScatter.Run(x, weights, y);
            return;
        }

        Scalar(x, weights, y);
    }

    /// <summary>The convolution of whole numbers held as reals with whole weights.</summary>
    /// <inheritdoc cref="Signal(ReadOnlySpan{float}, ConvWeights{float}, Span{float})"/>
    public static void Signal(ReadOnlySpan<float> x, ConvWeights<long> weights, Span<long> y) => Scalar(x, weights, y);

    /// <inheritdoc cref="Signal(ReadOnlySpan{float}, ConvWeights{long}, Span{long})"/>
    public static void Spikes(ReadOnlySpan<float> x, ConvWeights<long> weights, Span<long> y) => ConvScatterWhole.Run(x, weights, y);

    /// <summary>The convolution of whole numbers.</summary>
    /// <inheritdoc cref="Signal(ReadOnlySpan{float}, ConvWeights{float}, Span{float})"/>
    public static void Signal(ReadOnlySpan<long> x, ConvWeights<long> weights, Span<long> y) => Scalar(x, weights, y);

    /// <inheritdoc cref="Signal(ReadOnlySpan{long}, ConvWeights{long}, Span{long})"/>
    public static void Spikes(ReadOnlySpan<long> x, ConvWeights<long> weights, Span<long> y) => ConvScatterWhole.Run(x, weights, y);

    /// <summary>The reference: gathers every output from its window.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Scalar<TInput, T>(ReadOnlySpan<TInput> x, ConvWeights<T> weights, Span<T> y)
        where TInput : unmanaged, INumber<TInput>
        where T : unmanaged, INumber<T>
    {
        var shape = weights.Shape;
        Guard.Length(x.Length, shape.InputLength, nameof(x));
        Guard.Length(y.Length, shape.OutputLength, nameof(y));
        var next = 0;
        for (var output = 0; output < shape.Outputs; output++)
        {
            for (var row = 0; row < shape.Rows.Outputs; row++)
            {
                for (var column = 0; column < shape.Columns.Outputs; column++)
                {
                    y[next++] = weights.BiasOf(output) + Window(x, weights, output, row, column);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T Window<TInput, T>(ReadOnlySpan<TInput> x, ConvWeights<T> weights, int output, int row, int column)
        where TInput : unmanaged, INumber<TInput>
        where T : unmanaged, INumber<T>
    {
        var shape = weights.Shape;
        var (group, offset) = Math.DivRem(output, shape.OutputsPerGroup);
        var sum = T.Zero;
        for (var channel = group * shape.ChannelsPerGroup; channel < (group + 1) * shape.ChannelsPerGroup; channel++)
        {
            var taps = weights.Taps.Span.Slice(channel * shape.Taps * weights.Stride, shape.Taps * weights.Stride);
            for (var tap = 0; tap < shape.Taps; tap++)
            {
                var (q, r) = Math.DivRem(tap, shape.Columns.Kernel);
                var i = shape.Rows.Input(row, q);
                var j = shape.Columns.Input(column, r);
                if ((uint)i < (uint)shape.Rows.Extent && (uint)j < (uint)shape.Columns.Extent)
                {
                    var value = x[(((channel * shape.Rows.Extent) + i) * shape.Columns.Extent) + j];
                    sum += taps[(shape.Tap(q, r) * weights.Stride) + offset] * T.CreateTruncating(value);
                }
            }
        }

        return sum;
    }
}
