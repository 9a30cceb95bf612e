using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Snnc.Runtime.Kernels;

/// <summary>
/// <see cref="Conv.Spikes(ReadOnlySpan{float}, ConvWeights{float}, Span{float})"/> in 256-bit vectors: an input that is not 0 adds its weights to the
/// sums of the pixels that see it, all outputs of a pixel together. With a stride and dilation of 1 the sums of neighbouring pixels are
/// contiguous, and so are the weights, whose taps are stored from right to left: one addition serves a row of the kernel.
/// </summary>
internal static unsafe class ConvScatter
{
    /// <summary>The whole convolution.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(ReadOnlySpan<float> x, ConvWeights<float> weights, Span<float> y)
    {
        var shape = weights.Shape;
        Guard.Length(x.Length, shape.InputLength, nameof(x));
        Guard.Length(y.Length, shape.OutputLength, nameof(y));
        var sums = Scratch.Sums(checked(shape.Pixels * weights.Stride));
        var plane = shape.Rows.Extent * shape.Columns.Extent;
        fixed (float* from = x, to = y, taps = weights.Taps, bias = weights.PaddedBias, buffer = sums)
        {
            for (var group = 0; group < shape.Groups; group++)
            {
                new Span<float>(buffer, shape.Pixels * weights.Stride).Clear();
                for (var channel = group * shape.ChannelsPerGroup; channel < (group + 1) * shape.ChannelsPerGroup; channel++)
                {
                    Plane(from + ((long)channel * plane), taps + ((long)channel * shape.Taps * weights.Stride), weights, buffer);
                }

                Finish(buffer, bias + ((long)group * weights.Stride), weights, to + ((long)group * shape.OutputsPerGroup * shape.Pixels));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Plane(float* x, float* taps, ConvWeights<float> weights, float* sums)
    {
        var shape = weights.Shape;
        var width = shape.Columns.Extent;
        var plane = shape.Rows.Extent * width;
        var isContiguous = shape.Columns is { Stride: 1, Dilation: 1 };
        fixed (int* indices = Scratch.Indices(plane), targets = weights.RowTargets)
        fixed (float* values = Scratch.Values(plane))
        {
            var count = SpikeList.Build(x, plane, indices, values);
            var rowTargets = targets;
            var rowStart = 0;
            for (var k = 0; k < count; k++)
            {
                for (; indices[k] >= rowStart + width; rowStart += width)
                {
                    rowTargets += shape.Rows.Kernel;
                }

                if (isContiguous)
                {
                    Rows(values[k], rowTargets, indices[k] - rowStart, taps, weights, sums);
                }
                else
                {
                    Taps(values[k], rowTargets, indices[k] - rowStart, taps, weights, sums);
                }
            }
        }
    }

    // A row of the kernel at a time. Pixel j + padding - q sees the input with tap q.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Rows(float value, int* rowTargets, int j, float* taps, ConvWeights<float> weights, float* sums)
    {
        var (columns, stride) = (weights.Shape.Columns, weights.Stride);
        var right = j + columns.Padding;
        var first = right - columns.Kernel + 1;
        var start = Math.Max(first, 0);
        var length = (Math.Min(right, columns.Outputs - 1) - start + 1) * stride;
        if (length <= 0)
        {
            return;
        }

        var weight = taps + ((start - first) * stride);
        var target = sums + ((long)start * stride);
        var (weightStep, targetStep) = (columns.Kernel * stride, (long)columns.Outputs * stride);
        for (var q = 0; q < weights.Shape.Rows.Kernel; q++, weight += weightStep)
        {
            if (rowTargets[q] >= 0)
            {
                RowSum.AddOne(weight, value, length, target + (rowTargets[q] * targetStep));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Taps(float value, int* rowTargets, int j, float* taps, ConvWeights<float> weights, float* sums)
    {
        var (rows, columns) = (weights.Shape.Rows, weights.Shape.Columns);
        for (var r = 0; r < columns.Kernel; r++)
        {
            if (!columns.TryOutput(j, r, out var column))
            {
                continue;
            }

            for (var q = 0; q < rows.Kernel; q++)
            {
                if (rowTargets[q] >= 0)
                {
                    var weight = taps + (weights.Shape.Tap(q, r) * weights.Stride);
                    RowSum.AddOne(weight, value, weights.Stride, sums + ((((long)rowTargets[q] * columns.Outputs) + column) * weights.Stride));
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Finish(float* sums, float* bias, ConvWeights<float> weights, float* y)
    {
        var (pixels, outputs, stride) = (weights.Shape.Pixels, weights.Shape.OutputsPerGroup, weights.Stride);
        for (var output = 0; output < outputs; output += 8)
        {
            var b = Vector256.Load(bias + output);
            var from = sums + output;
            var to = y + ((long)output * pixels);
            var pixel = 0;
            for (; pixel <= pixels - 4; pixel += 4, from += 4 * stride)
            {
                TransposedStore.Four(
                    b + Vector256.Load(from),
                    b + Vector256.Load(from + stride),
                    b + Vector256.Load(from + (2 * stride)),
                    b + Vector256.Load(from + (3 * stride)),
                    to + pixel,
                    pixels,
                    outputs - output);
            }

            for (; pixel < pixels; pixel++, from += stride)
            {
                TransposedStore.One(b + Vector256.Load(from), to + pixel, pixels, outputs - output);
            }
        }
    }
}
