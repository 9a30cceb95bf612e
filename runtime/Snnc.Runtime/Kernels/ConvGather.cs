using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Snnc.Runtime.Kernels;

/// <summary>
/// <see cref="Conv.Signal(ReadOnlySpan{float}, ConvWeights{float}, Span{float})"/> in 256-bit vectors: register tiles of 4 neighbouring pixels and
/// 16 outputs, over an input that was padded once.
/// </summary>
internal static unsafe class ConvGather
{
    private const int TilePixels = 4;

    /// <summary>The whole convolution.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(ReadOnlySpan<float> x, ConvWeights<float> weights, Span<float> y)
    {
        var shape = weights.Shape;
        Guard.Length(x.Length, shape.InputLength, nameof(x));
        Guard.Length(y.Length, shape.OutputLength, nameof(y));
        var source = shape.Rows.Padding + shape.Columns.Padding == 0 ? x : Padded(x, shape);
        var width = shape.Columns.Extent + (2 * shape.Columns.Padding);
        var plane = (shape.Rows.Extent + (2 * shape.Rows.Padding)) * width;
        fixed (float* from = source, to = y, taps = weights.Taps, bias = weights.PaddedBias)
        {
            for (var group = 0; group < shape.Groups; group++)
            {
                var channels = (long)group * shape.ChannelsPerGroup;
                var geometry = new Geometry(shape, weights.Stride, width, plane);
                Group(
                    from + (channels * plane),
                    taps + (channels * shape.Taps * weights.Stride),
                    bias + ((long)group * weights.Stride),
                    to + ((long)group * shape.OutputsPerGroup * shape.Pixels),
                    geometry);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ReadOnlySpan<float> Padded(ReadOnlySpan<float> x, ConvShape shape)
    {
        var (rows, columns) = (shape.Rows, shape.Columns);
        var width = columns.Extent + (2 * columns.Padding);
        var plane = (rows.Extent + (2 * rows.Padding)) * width;
        var padded = Scratch.Padded(checked(shape.Channels * plane)).Span[..(shape.Channels * plane)];
        padded.Clear();
        for (var line = 0; line < shape.Channels * rows.Extent; line++)
        {
            var (channel, i) = Math.DivRem(line, rows.Extent);
            var start = (channel * plane) + ((i + rows.Padding) * width) + columns.Padding;
            x.Slice(line * columns.Extent, columns.Extent).CopyTo(padded[start..]);
        }

        return padded;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Group(float* x, float* taps, float* bias, float* y, in Geometry g)
    {
        for (var output = 0; output < g.Outputs; output += 16)
        {
            for (var row = 0; row < g.RowCount; row++)
            {
                var target = y + ((long)output * g.Pixels) + ((long)row * g.ColumnCount);
                Line(x + ((long)row * g.RowStep), taps + output, bias + output, target, g, g.Outputs - output);
            }
        }
    }

    // The last tile of a line begins before its end, and computes some pixels twice rather than one by one.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Line(float* x, float* taps, float* bias, float* y, in Geometry g, int outputs)
    {
        if (g.ColumnCount < TilePixels)
        {
            for (var column = 0; column < g.ColumnCount; column++)
            {
                Pixel(x + ((long)column * g.ColumnStep), taps, bias, y + column, g, outputs);
            }

            return;
        }

        for (var column = 0; column < g.ColumnCount; column += TilePixels)
        {
            var start = Math.Min(column, g.ColumnCount - TilePixels);
            if (outputs > 8)
            {
                WideTile(x + ((long)start * g.ColumnStep), taps, bias, y + start, g, outputs);
            }
            else
            {
                NarrowTile(x + ((long)start * g.ColumnStep), taps, bias, y + start, g, outputs);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WideTile(float* x, float* taps, float* bias, float* y, in Geometry g, int outputs)
    {
        var a0 = Vector256.Load(bias);
        var b0 = Vector256.Load(bias + 8);
        var (a1, a2, a3) = (a0, a0, a0);
        var (b1, b2, b3) = (b0, b0, b0);
        var (step, tapStep, stride) = (g.ColumnStep, g.TapStep, g.Stride);
        for (var channel = 0; channel < g.Channels; channel++, x += g.Plane)
        {
            var line = x;
            for (var q = 0; q < g.KernelRows; q++, line += g.TapRowStep)
            {
                var p = line + g.LastTap;
                for (var r = 0; r < g.KernelColumns; r++, p -= tapStep, taps += stride)
                {
                    var w = Vector256.Load(taps);
                    var u = Vector256.Load(taps + 8);
                    var v = Vector256.Create(*p);
                    a0 = Fma.MultiplyAdd(v, w, a0);
                    b0 = Fma.MultiplyAdd(v, u, b0);
                    v = Vector256.Create(p[step]);
                    a1 = Fma.MultiplyAdd(v, w, a1);
                    b1 = Fma.MultiplyAdd(v, u, b1);
                    v = Vector256.Create(p[2 * step]);
                    a2 = Fma.MultiplyAdd(v, w, a2);
                    b2 = Fma.MultiplyAdd(v, u, b2);
                    v = Vector256.Create(p[3 * step]);
                    a3 = Fma.MultiplyAdd(v, w, a3);
                    b3 = Fma.MultiplyAdd(v, u, b3);
                }
            }
        }

        TransposedStore.Four(a0, a1, a2, a3, y, g.Pixels, 8);
        TransposedStore.Four(b0, b1, b2, b3, y + (8L * g.Pixels), g.Pixels, outputs - 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void NarrowTile(float* x, float* taps, float* bias, float* y, in Geometry g, int outputs)
    {
        var a0 = Vector256.Load(bias);
        var (a1, a2, a3) = (a0, a0, a0);
        var (step, tapStep, stride) = (g.ColumnStep, g.TapStep, g.Stride);
        for (var channel = 0; channel < g.Channels; channel++, x += g.Plane)
        {
            var line = x;
            for (var q = 0; q < g.KernelRows; q++, line += g.TapRowStep)
            {
                var p = line + g.LastTap;
                for (var r = 0; r < g.KernelColumns; r++, p -= tapStep, taps += stride)
                {
                    var w = Vector256.Load(taps);
                    a0 = Fma.MultiplyAdd(Vector256.Create(*p), w, a0);
                    a1 = Fma.MultiplyAdd(Vector256.Create(p[step]), w, a1);
                    a2 = Fma.MultiplyAdd(Vector256.Create(p[2 * step]), w, a2);
                    a3 = Fma.MultiplyAdd(Vector256.Create(p[3 * step]), w, a3);
                }
            }
        }

        TransposedStore.Four(a0, a1, a2, a3, y, g.Pixels, outputs);
    }

    // Lines of one to three pixels.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Pixel(float* x, float* taps, float* bias, float* y, in Geometry g, int outputs)
    {
        for (var half = 0; half < Math.Min(outputs, 16); half += 8)
        {
            var a = Vector256.Load(bias + half);
            var weight = taps + half;
            for (var channel = 0; channel < g.Channels; channel++)
            {
                for (var q = 0; q < g.KernelRows; q++)
                {
                    var p = x + ((long)channel * g.Plane) + ((long)q * g.TapRowStep) + g.LastTap;
                    for (var r = 0; r < g.KernelColumns; r++, p -= g.TapStep, weight += g.Stride)
                    {
                        a = Fma.MultiplyAdd(Vector256.Create(*p), Vector256.Load(weight), a);
                    }
                }
            }

            TransposedStore.One(a, y + ((long)half * g.Pixels), g.Pixels, outputs - half);
        }
    }

    /// <summary>Extents and distances in elements, of one group and the padded input.</summary>
    private readonly struct Geometry(ConvShape shape, int stride, int width, int plane)
    {
        public readonly int Channels = shape.ChannelsPerGroup;
        public readonly int Outputs = shape.OutputsPerGroup;
        public readonly int RowCount = shape.Rows.Outputs;
        public readonly int ColumnCount = shape.Columns.Outputs;
        public readonly int Pixels = shape.Pixels;
        public readonly int KernelRows = shape.Rows.Kernel;
        public readonly int KernelColumns = shape.Columns.Kernel;
        public readonly int Stride = stride;
        public readonly int Plane = plane;
        public readonly int RowStep = shape.Rows.Stride * width;
        public readonly int ColumnStep = shape.Columns.Stride;
        public readonly int TapRowStep = shape.Rows.Dilation * width;
        public readonly int TapStep = shape.Columns.Dilation;

        /// <summary>From a window's left end to its last tap, which is stored first.</summary>
        public readonly int LastTap = shape.Columns.Dilation * (shape.Columns.Kernel - 1);
    }
}
