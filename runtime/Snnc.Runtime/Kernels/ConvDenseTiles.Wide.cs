using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Snnc.Runtime.Kernels;

/// <content>The register tile of six pixels by 32 outputs, in vectors of sixteen, where the processor has them.</content>
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(Vector512<float> a, Vector512<float> b, float* y)
    {
        a.Store(y);
        b.Store(y + 16);
    }
}
