using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Snnc.Runtime.Kernels;

/// <content>The register tiles of six pixels by 32 outputs and twelve by 16, in vectors of sixteen, where the processor has them.</content>
public static unsafe partial class ConvDenseTiles
{
    [MethodImpl(Hot)]
    private static void SixByThirtyTwo(in Call call, int pixel, int pixels, int output)
    {
        long p1 = Math.Min(pixel + 1, pixels - 1), p2 = Math.Min(pixel + 2, pixels - 1), p3 = Math.Min(pixel + 3, pixels - 1);
        long p4 = Math.Min(pixel + 4, pixels - 1), p5 = Math.Min(pixel + 5, pixels - 1);
        float* x0 = call.X + ((long)pixel * call.PixelStep), x1 = call.X + (p1 * call.PixelStep), x2 = call.X + (p2 * call.PixelStep);
        float* x3 = call.X + (p3 * call.PixelStep), x4 = call.X + (p4 * call.PixelStep), x5 = call.X + (p5 * call.PixelStep);
        var a0 = Vector512.Load(call.Bias + output);
        var b0 = Vector512.Load(call.Bias + output + 16);
        var (a1, a2, a3, a4, a5) = (a0, a0, a0, a0, a0);
        var (b1, b2, b3, b4, b5) = (b0, b0, b0, b0, b0);
        var w = call.Windows + output;
        int length = call.Length, outputs = call.Outputs;
        for (var q = 0; q < call.KernelRows; q++)
        {
            for (long k = 0; k < length; k++, w += outputs)
            {
                var u = Vector512.Load(w);
                var v = Vector512.Load(w + 16);
                var s = Vector512.Create(x0[k]);
                a0 = Vector512.FusedMultiplyAdd(s, u, a0);
                b0 = Vector512.FusedMultiplyAdd(s, v, b0);
                s = Vector512.Create(x1[k]);
                a1 = Vector512.FusedMultiplyAdd(s, u, a1);
                b1 = Vector512.FusedMultiplyAdd(s, v, b1);
                s = Vector512.Create(x2[k]);
                a2 = Vector512.FusedMultiplyAdd(s, u, a2);
                b2 = Vector512.FusedMultiplyAdd(s, v, b2);
                s = Vector512.Create(x3[k]);
                a3 = Vector512.FusedMultiplyAdd(s, u, a3);
                b3 = Vector512.FusedMultiplyAdd(s, v, b3);
                s = Vector512.Create(x4[k]);
                a4 = Vector512.FusedMultiplyAdd(s, u, a4);
                b4 = Vector512.FusedMultiplyAdd(s, v, b4);
                s = Vector512.Create(x5[k]);
                a5 = Vector512.FusedMultiplyAdd(s, u, a5);
                b5 = Vector512.FusedMultiplyAdd(s, v, b5);
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
    private static void TwelveBySixteen(in Call call, int pixel, int output)
    {
        long step = call.PixelStep;
        float* x = call.X + (pixel * step), x3 = x + (3 * step), x6 = x3 + (3 * step), x9 = x6 + (3 * step);
        var a0 = Vector512.Load(call.Bias + output);
        var (a1, a2, a3, a4, a5) = (a0, a0, a0, a0, a0);
        var (a6, a7, a8, a9, a10, a11) = (a0, a0, a0, a0, a0, a0);
        var w = call.Windows + output;
        int length = call.Length, outputs = call.Outputs;
        var skip = call.Padded - length;
        for (var q = 0; q < call.KernelRows; q++, x += skip, x3 += skip, x6 += skip, x9 += skip)
        {
            for (var k = 0; k < length; k++, x++, x3++, x6++, x9++, w += outputs)
            {
                var u = Vector512.Load(w);
                a0 = Vector512.FusedMultiplyAdd(Vector512.Create(*x), u, a0);
                a1 = Vector512.FusedMultiplyAdd(Vector512.Create(x[step]), u, a1);
                a2 = Vector512.FusedMultiplyAdd(Vector512.Create(x[2 * step]), u, a2);
                a3 = Vector512.FusedMultiplyAdd(Vector512.Create(*x3), u, a3);
                a4 = Vector512.FusedMultiplyAdd(Vector512.Create(x3[step]), u, a4);
                a5 = Vector512.FusedMultiplyAdd(Vector512.Create(x3[2 * step]), u, a5);
                a6 = Vector512.FusedMultiplyAdd(Vector512.Create(*x6), u, a6);
                a7 = Vector512.FusedMultiplyAdd(Vector512.Create(x6[step]), u, a7);
                a8 = Vector512.FusedMultiplyAdd(Vector512.Create(x6[2 * step]), u, a8);
                a9 = Vector512.FusedMultiplyAdd(Vector512.Create(*x9), u, a9);
                a10 = Vector512.FusedMultiplyAdd(Vector512.Create(x9[step]), u, a10);
                a11 = Vector512.FusedMultiplyAdd(Vector512.Create(x9[2 * step]), u, a11);
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
        a8.Store(y + (8 * outputs));
        a9.Store(y + (9 * outputs));
        a10.Store(y + (10 * outputs));
        a11.Store(y + (11 * outputs));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(Vector512<float> a, Vector512<float> b, float* y)
    {
        a.Store(y);
        b.Store(y + 16);
    }
}
