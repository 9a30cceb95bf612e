using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Snnc.Runtime.Kernels;

/// <content>The register tiles of twelve pixels by 16 outputs, in vectors of sixteen, where the processor has them.</content>
public static unsafe partial class ConvDenseTiles
{
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
}
