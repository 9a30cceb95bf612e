using System;
using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Snnc.Runtime.Kernels;

/// <summary>
/// <see cref="Conv.Spikes(ReadOnlySpan{float}, ConvWeights{long}, Span{long})"/>: an input that is not 0 adds its weights to the sums of the pixels that
/// see it, all outputs of a pixel together. Sums of whole numbers are the same in every order.
/// </summary>
internal static class ConvScatterWhole
{
    /// <summary>The whole convolution.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TInput>(ReadOnlySpan<TInput> x, ConvWeights<long> weights, Span<long> y)
        where TInput : unmanaged, INumber<TInput>
    {
        var shape = weights.Shape;
        Guard.Length(x.Length, shape.InputLength, nameof(x));
        Guard.Length(y.Length, shape.OutputLength, nameof(y));
        var rented = ArrayPool<long>.Shared.Rent(checked(shape.Pixels * weights.Stride));
        var sums = rented.AsSpan(0, shape.Pixels * weights.Stride);
        var plane = shape.Rows.Extent * shape.Columns.Extent;
        for (var group = 0; group < shape.Groups; group++)
        {
            sums.Clear();
            for (var channel = group * shape.ChannelsPerGroup; channel < (group + 1) * shape.ChannelsPerGroup; channel++)
            {
                Plane(x.Slice(channel * plane, plane), channel, weights, sums);
            }

            Finish(sums, group, weights, y);
        }

        ArrayPool<long>.Shared.Return(rented);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Plane<TInput>(ReadOnlySpan<TInput> x, int channel, ConvWeights<long> weights, Span<long> sums)
        where TInput : unmanaged, INumber<TInput>
    {
        var shape = weights.Shape;
        var taps = weights.Taps.Span.Slice(channel * shape.Taps * weights.Stride, shape.Taps * weights.Stride);
        var place = x.IndexOfAnyExcept(TInput.Zero);
        while (place >= 0)
        {
            var (row, column) = Math.DivRem(place, shape.Columns.Extent);
            Add(long.CreateTruncating(x[place]), row, column, taps, weights, sums);
            var next = x[(place + 1)..].IndexOfAnyExcept(TInput.Zero);
            place = next < 0 ? -1 : place + 1 + next;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(long value, int row, int column, ReadOnlySpan<long> taps, ConvWeights<long> weights, Span<long> sums)
    {
        var (shape, stride) = (weights.Shape, weights.Stride);
        for (var r = 0; r < shape.Columns.Kernel; r++)
        {
            if (!shape.Columns.TryOutput(column, r, out var right))
            {
                continue;
            }

            for (var q = 0; q < shape.Rows.Kernel; q++)
            {
                var down = weights.RowTargets.Span[(row * shape.Rows.Kernel) + q];
                if (down >= 0)
                {
                    AddRow(value, taps.Slice(shape.Tap(q, r) * stride, stride), sums.Slice(((down * shape.Columns.Outputs) + right) * stride, stride));
                }
            }
        }
    }

    // The stride is a multiple of 8, and so of a vector's elements.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddRow(long value, ReadOnlySpan<long> weights, Span<long> sums)
    {
        for (var i = 0; i < sums.Length; i += Vector<long>.Count)
        {
            (new Vector<long>(sums[i..]) + (new Vector<long>(weights[i..]) * value)).CopyTo(sums[i..]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Finish(ReadOnlySpan<long> sums, int group, ConvWeights<long> weights, Span<long> y)
    {
        var (pixels, outputs) = (weights.Shape.Pixels, weights.Shape.OutputsPerGroup);
        for (var output = 0; output < outputs; output++)
        {
            var to = y.Slice(((group * outputs) + output) * pixels, pixels);
            var bias = weights.BiasOf((group * outputs) + output);
            for (var pixel = 0; pixel < pixels; pixel++)
            {
                to[pixel] = bias + sums[(pixel * weights.Stride) + output];
            }
        }
    }
}
