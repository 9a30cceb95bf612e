using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Snnc.Runtime.Kernels;

/// <summary>
/// A convolution over all inputs, a row of output pixels at a time: the rows of inputs that it sees are copied with their padding, so that what lies under
/// a row of a window is contiguous, and register tiles of pixels by outputs share the weights they load. The last pixels overlap those before them.
/// </summary>
public static unsafe partial class ConvDenseTiles
{
    private const MethodImplOptions Hot = MethodImplOptions.AggressiveOptimization;

    /// <summary>The sums of a row of pixels for the steps of a tile of time, bias included.</summary>
    /// <param name="x">A row [height, width, channels] a step.</param>
    /// <param name="row">Of the output.</param>
    /// <param name="sums">Takes the sums [columns, outputs] from <paramref name="column"/> on.</param>
    [MethodImpl(Hot)]
    public static void Sum(StepRows<float> x, ConvTileWeights weights, int row, int steps, StepRows<float> sums, int column = 0)
    {
        var shape = weights.Shape;
        Guard.Length(x.Size, shape.InputLength, nameof(x));
        Guard.Room(x, sums, steps, column + (shape.Columns.Outputs * shape.Outputs));
        var padded = (shape.Columns.Extent + (2 * shape.Columns.Padding)) * shape.Channels;
        fixed (float* buffer = Scratch.Padded(checked(padded * shape.Rows.Kernel)), from = &x.Start, to = &sums.Start)
        {
            new Span<float>(buffer, padded * shape.Rows.Kernel).Clear();
            for (var step = 0; step < steps; step++)
            {
                Copy(from + ((long)step * x.Stride), shape, row, buffer, padded);
                Pixels(weights, buffer, padded, to + column + ((long)step * sums.Stride));
            }
        }
    }

    // What lies outside of the image stays 0 from the start. Rows are short, and not worth a call.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy(float* x, ConvShape shape, int row, float* buffer, int padded)
    {
        var length = shape.Columns.Extent * shape.Channels;
        for (var q = 0; q < shape.Rows.Kernel; q++)
        {
            var input = shape.Rows.Input(row, q);
            if ((uint)input < (uint)shape.Rows.Extent)
            {
                float* from = x + ((long)input * length), to = buffer + ((long)q * padded) + (shape.Columns.Padding * shape.Channels);
                var i = 0;
                for (; i <= length - 8; i += 8)
                {
                    Vector256.Load(from + i).Store(to + i);
                }

                for (; i < length; i++)
                {
                    to[i] = from[i];
                }
            }
        }
    }

    [MethodImpl(Hot)]
    private static void Pixels(ConvTileWeights weights, float* x, int padded, float* y)
    {
        var shape = weights.Shape;
        var (pixels, outputs) = (shape.Columns.Outputs, shape.Outputs);
        fixed (float* windows = weights.Windows, bias = weights.Bias)
        {
            var call = new Call(
                x, padded, shape.Columns.Stride * shape.Channels, shape.Columns.Kernel * shape.Channels, shape.Rows.Kernel, windows, bias, outputs, y);
            var output = 0;
            for (; output <= outputs - 32 && Vector512.IsHardwareAccelerated; output += 32)
            {
                for (var pixel = 0; pixel < pixels; pixel += 6)
                {
                    Six<Lanes16>(call, Math.Max(Math.Min(pixel, pixels - 6), 0), pixels, output);
                }
            }

            for (; output <= outputs - 32; output += 32)
            {
                for (var pixel = 0; pixel < pixels; pixel += 3)
                {
                    ThreeByThirtyTwo(call, Math.Max(Math.Min(pixel, pixels - 3), 0), pixels, output);
                }
            }

            for (; output <= outputs - 16 && pixels >= 12 && Vector512.IsHardwareAccelerated; output += 16)
            {
                for (var pixel = 0; pixel < pixels; pixel += 12)
                {
                    TwelveBySixteen(call, Math.Min(pixel, pixels - 12), output);
                }
            }

            for (; output <= outputs - 16; output += 16)
            {
                for (var pixel = 0; pixel < pixels; pixel += 6)
                {
                    Six<Lanes8>(call, Math.Max(Math.Min(pixel, pixels - 6), 0), pixels, output);
                }
            }

            for (; output < outputs && pixels >= 8; output += 8)
            {
                for (var pixel = 0; pixel < pixels; pixel += 8)
                {
                    EightByEight(call, Math.Min(pixel, pixels - 8), output);
                }
            }

            for (; output < outputs; output += 8)
            {
                for (var pixel = 0; pixel < pixels; pixel++)
                {
                    OneByEight(call, pixel, output);
                }
            }
        }
    }

    [MethodImpl(Hot)]
    private static void ThreeByThirtyTwo(in Call call, int pixel, int pixels, int output)
    {
        // Pixels beyond the last are computed from its own inputs, and written to its place before it.
        var (second, third) = (Math.Min(pixel + 1, pixels - 1), Math.Min(pixel + 2, pixels - 1));
        float* x0 = call.X + ((long)pixel * call.PixelStep), x1 = call.X + ((long)second * call.PixelStep), x2 = call.X + ((long)third * call.PixelStep);
        var a0 = Vector256.Load(call.Bias + output);
        var b0 = Vector256.Load(call.Bias + output + 8);
        var c0 = Vector256.Load(call.Bias + output + 16);
        var d0 = Vector256.Load(call.Bias + output + 24);
        var (a1, b1, c1, d1) = (a0, b0, c0, d0);
        var (a2, b2, c2, d2) = (a0, b0, c0, d0);
        var w = call.Windows + output;
        int length = call.Length, outputs = call.Outputs;
        for (var q = 0; q < call.KernelRows; q++, x0 += call.Padded, x1 += call.Padded, x2 += call.Padded)
        {
            for (long k = 0; k < length; k++, w += outputs)
            {
                var (v0, v1, v2) = (Vector256.Create(x0[k]), Vector256.Create(x1[k]), Vector256.Create(x2[k]));
                var u = Vector256.Load(w);
                a0 = Vector256.FusedMultiplyAdd(v0, u, a0);
                a1 = Vector256.FusedMultiplyAdd(v1, u, a1);
                a2 = Vector256.FusedMultiplyAdd(v2, u, a2);
                u = Vector256.Load(w + 8);
                b0 = Vector256.FusedMultiplyAdd(v0, u, b0);
                b1 = Vector256.FusedMultiplyAdd(v1, u, b1);
                b2 = Vector256.FusedMultiplyAdd(v2, u, b2);
                u = Vector256.Load(w + 16);
                c0 = Vector256.FusedMultiplyAdd(v0, u, c0);
                c1 = Vector256.FusedMultiplyAdd(v1, u, c1);
                c2 = Vector256.FusedMultiplyAdd(v2, u, c2);
                u = Vector256.Load(w + 24);
                d0 = Vector256.FusedMultiplyAdd(v0, u, d0);
                d1 = Vector256.FusedMultiplyAdd(v1, u, d1);
                d2 = Vector256.FusedMultiplyAdd(v2, u, d2);
            }
        }

        var y = call.Y + output;
        Put(a0, b0, c0, d0, y + ((long)pixel * outputs));
        Put(a1, b1, c1, d1, y + ((long)second * outputs));
        Put(a2, b2, c2, d2, y + ((long)third * outputs));
    }

    // Six pixels by the outputs of two vectors.
    [MethodImpl(Hot)]
    private static void Six<TLanes>(in Call call, int pixel, int pixels, int output)
        where TLanes : struct, ILanes<TLanes>
    {
        long p1 = Math.Min(pixel + 1, pixels - 1), p2 = Math.Min(pixel + 2, pixels - 1), p3 = Math.Min(pixel + 3, pixels - 1);
        long p4 = Math.Min(pixel + 4, pixels - 1), p5 = Math.Min(pixel + 5, pixels - 1);
        float* x0 = call.X + ((long)pixel * call.PixelStep), x1 = call.X + (p1 * call.PixelStep), x2 = call.X + (p2 * call.PixelStep);
        float* x3 = call.X + (p3 * call.PixelStep), x4 = call.X + (p4 * call.PixelStep), x5 = call.X + (p5 * call.PixelStep);
        var a0 = TLanes.Load(ref call.Bias[output], 0);
        var b0 = TLanes.Load(ref call.Bias[output], TLanes.Count);
        var (a1, a2, a3, a4, a5) = (a0, a0, a0, a0, a0);
        var (b1, b2, b3, b4, b5) = (b0, b0, b0, b0, b0);
        var w = call.Windows + output;
        int length = call.Length, outputs = call.Outputs;
        for (var q = 0; q < call.KernelRows; q++)
        {
            for (long k = 0; k < length; k++, w += outputs)
            {
                var u = TLanes.Load(ref *w, 0);
                var v = TLanes.Load(ref *w, TLanes.Count);
                var s = TLanes.Of(x0[k]);
                a0 = TLanes.Fma(s, u, a0);
                b0 = TLanes.Fma(s, v, b0);
                s = TLanes.Of(x1[k]);
                a1 = TLanes.Fma(s, u, a1);
                b1 = TLanes.Fma(s, v, b1);
                s = TLanes.Of(x2[k]);
                a2 = TLanes.Fma(s, u, a2);
                b2 = TLanes.Fma(s, v, b2);
                s = TLanes.Of(x3[k]);
                a3 = TLanes.Fma(s, u, a3);
                b3 = TLanes.Fma(s, v, b3);
                s = TLanes.Of(x4[k]);
                a4 = TLanes.Fma(s, u, a4);
                b4 = TLanes.Fma(s, v, b4);
                s = TLanes.Of(x5[k]);
                a5 = TLanes.Fma(s, u, a5);
                b5 = TLanes.Fma(s, v, b5);
            }

            x0 += call.Padded;
            x1 += call.Padded;
            x2 += call.Padded;
            x3 += call.Padded;
            x4 += call.Padded;
            x5 += call.Padded;
        }

        var y = call.Y + output;
        Put(a0, b0, y + ((long)pixel * outputs));
        Put(a1, b1, y + (p1 * outputs));
        Put(a2, b2, y + (p2 * outputs));
        Put(a3, b3, y + (p3 * outputs));
        Put(a4, b4, y + (p4 * outputs));
        Put(a5, b5, y + (p5 * outputs));
    }

    [MethodImpl(Hot)]
    private static void EightByEight(in Call call, int pixel, int output)
    {
        long step = call.PixelStep;
        float* x = call.X + (pixel * step), x3 = x + (3 * step), x6 = x3 + (3 * step);
        var a0 = Vector256.Load(call.Bias + output);
        var (a1, a2, a3, a4, a5, a6, a7) = (a0, a0, a0, a0, a0, a0, a0);
        var w = call.Windows + output;
        int length = call.Length, outputs = call.Outputs;
        var skip = call.Padded - length;
        for (var q = 0; q < call.KernelRows; q++, x += skip, x3 += skip, x6 += skip)
        {
            for (var k = 0; k < length; k++, x++, x3++, x6++, w += outputs)
            {
                var u = Vector256.Load(w);
                a0 = Vector256.FusedMultiplyAdd(Vector256.Create(*x), u, a0);
                a1 = Vector256.FusedMultiplyAdd(Vector256.Create(x[step]), u, a1);
                a2 = Vector256.FusedMultiplyAdd(Vector256.Create(x[2 * step]), u, a2);
                a3 = Vector256.FusedMultiplyAdd(Vector256.Create(*x3), u, a3);
                a4 = Vector256.FusedMultiplyAdd(Vector256.Create(x3[step]), u, a4);
                a5 = Vector256.FusedMultiplyAdd(Vector256.Create(x3[2 * step]), u, a5);
                a6 = Vector256.FusedMultiplyAdd(Vector256.Create(*x6), u, a6);
                a7 = Vector256.FusedMultiplyAdd(Vector256.Create(x6[step]), u, a7);
            }
        }

        var y = call.Y + output + ((long)pixel * outputs);
        a0.Store(y);
        a1.Store(y + outputs);
        a2.Store(y + (2 * outputs));
        a3.Store(y + (3 * outputs));
        a4.Store(y + (4 * outputs));
        a5.Store(y + (5 * outputs));
        a6.Store(y + (6 * outputs));
        a7.Store(y + (7 * outputs));
    }

    [MethodImpl(Hot)]
    private static void OneByEight(in Call call, int pixel, int output)
    {
        var (a, b) = (Vector256.Load(call.Bias + output), Vector256<float>.Zero);
        var x = call.X + ((long)pixel * call.PixelStep);
        var w = call.Windows + output;
        int length = call.Length, outputs = call.Outputs;
        for (var q = 0; q < call.KernelRows; q++, x += call.Padded)
        {
            long k = 0;
            for (; k <= length - 2; k += 2, w += 2 * outputs)
            {
                a = Vector256.FusedMultiplyAdd(Vector256.Create(x[k]), Vector256.Load(w), a);
                b = Vector256.FusedMultiplyAdd(Vector256.Create(x[k + 1]), Vector256.Load(w + outputs), b);
            }

            if (k < length)
            {
                a = Vector256.FusedMultiplyAdd(Vector256.Create(x[k]), Vector256.Load(w), a);
                w += outputs;
            }
        }

        (a + b).Store(call.Y + output + ((long)pixel * outputs));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d, float* y)
    {
        a.Store(y);
        b.Store(y + 8);
        c.Store(y + 16);
        d.Store(y + 24);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put<TLanes>(TLanes a, TLanes b, float* y)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes.Store(a, ref *y, 0);
        TLanes.Store(b, ref *y, TLanes.Count);
    }

    /// <summary>Where a row's data lies.</summary>
    private readonly ref struct Call(
        float* x, int padded, int pixelStep, int length, int kernelRows, float* windows, float* bias, int outputs, float* y)
    {
        public readonly float* X = x;
        public readonly int Padded = padded;
        public readonly int PixelStep = pixelStep;
        public readonly int Length = length;
        public readonly int KernelRows = kernelRows;
        public readonly float* Windows = windows;
        public readonly float* Bias = bias;
        public readonly int Outputs = outputs;
        public readonly float* Y = y;
    }
}
