using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Snnc.Runtime.Kernels;

/// <content>The register tiles of two panels at a time, in vectors of sixteen outputs, where the processor has them.</content>
public static unsafe partial class DenseTiles
{
    // As with eight lanes there are twelve chains of sums, each now of a whole panel.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TwoPanels(float* x, int xStride, in WeightPanels panels, int inputs, float* bias, int steps, float* y, int stride)
    {
        var rows = RowsOf(steps);
        for (var step = 0; step < steps; step += rows)
        {
            long first = Math.Min(step, steps - rows);
            if (rows == 6)
            {
                WideSix(x + (first * xStride), xStride, panels, inputs, bias, y + (first * stride), stride);
            }
            else
            {
                WideFive(x + (first * xStride), xStride, panels, inputs, bias, y + (first * stride), stride);
            }
        }
    }

    [MethodImpl(Hot)]
    private static void WideSix(float* x, int xStride, in WeightPanels panels, int inputs, float* bias, float* y, int stride)
    {
        var a0 = Vector512.Load(bias);
        var b0 = Vector512.Load(bias + TiledWeights.ProductWidth);
        var (a1, a2, a3, a4, a5) = (a0, a0, a0, a0, a0);
        var (b1, b2, b3, b4, b5) = (b0, b0, b0, b0, b0);
        float* x1 = x + xStride, x2 = x1 + xStride, x3 = x2 + xStride, x4 = x3 + xStride, x5 = x4 + xStride;
        float* w = panels.Start;
        var row = panels.Row;
        var next = w + panels.Next;
        for (long k = 0; k < inputs; k++, w += row, next += row)
        {
            var u = Vector512.Load(w);
            var v = Vector512.Load(next);
            var s = Vector512.Create(x[k]);
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

        Put(a0, b0, y);
        Put(a1, b1, y + stride);
        Put(a2, b2, y + (2 * stride));
        Put(a3, b3, y + (3 * stride));
        Put(a4, b4, y + (4 * stride));
        Put(a5, b5, y + (5 * stride));
    }

    [MethodImpl(Hot)]
    private static void WideFive(float* x, int xStride, in WeightPanels panels, int inputs, float* bias, float* y, int stride)
    {
        var a0 = Vector512.Load(bias);
        var b0 = Vector512.Load(bias + TiledWeights.ProductWidth);
        var (a1, a2, a3, a4) = (a0, a0, a0, a0);
        var (b1, b2, b3, b4) = (b0, b0, b0, b0);
        float* x1 = x + xStride, x2 = x1 + xStride, x3 = x2 + xStride, x4 = x3 + xStride;
        float* w = panels.Start;
        var row = panels.Row;
        var next = w + panels.Next;
        for (long k = 0; k < inputs; k++, w += row, next += row)
        {
            var u = Vector512.Load(w);
            var v = Vector512.Load(next);
            var s = Vector512.Create(x[k]);
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
        }

        Put(a0, b0, y);
        Put(a1, b1, y + stride);
        Put(a2, b2, y + (2 * stride));
        Put(a3, b3, y + (3 * stride));
        Put(a4, b4, y + (4 * stride));
    }

    // Fewer rows than a register tile has: up to four share the weights, and each has two chains; one by itself has four.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WideRest(float* x, int xStride, in WeightPanels panel, int inputs, float* bias, int rows, float* y, int stride)
    {
        if (rows >= 3)
        {
            WideFour(x, xStride, panel, inputs, bias, Math.Min(rows, 4), y, stride);
        }

        for (var row = rows >= 3 ? 4 : 0; row < rows; row++)
        {
            WideOne(x + ((long)row * xStride), panel, inputs, bias, y + ((long)row * stride));
        }
    }

    // Of three rows the last is computed twice.
    [MethodImpl(Hot)]
    private static void WideFour(float* x, int xStride, in WeightPanels panel, int inputs, float* bias, int rows, float* y, int stride)
    {
        var w = panel.Start;
        long next = panel.Row;
        var (a0, b0) = (Vector512.Load(bias), Vector512<float>.Zero);
        var (a1, a2, a3) = (a0, a0, a0);
        var (b1, b2, b3) = (b0, b0, b0);
        float* x1 = x + xStride, x2 = x1 + xStride, x3 = x + ((rows - 1L) * xStride);
        long k = 0;
        for (; k <= inputs - 2; k += 2, w += 2 * next)
        {
            var (u, v) = (Vector512.Load(w), Vector512.Load(w + next));
            a0 = Vector512.FusedMultiplyAdd(Vector512.Create(x[k]), u, a0);
            b0 = Vector512.FusedMultiplyAdd(Vector512.Create(x[k + 1]), v, b0);
            a1 = Vector512.FusedMultiplyAdd(Vector512.Create(x1[k]), u, a1);
            b1 = Vector512.FusedMultiplyAdd(Vector512.Create(x1[k + 1]), v, b1);
            a2 = Vector512.FusedMultiplyAdd(Vector512.Create(x2[k]), u, a2);
            b2 = Vector512.FusedMultiplyAdd(Vector512.Create(x2[k + 1]), v, b2);
            a3 = Vector512.FusedMultiplyAdd(Vector512.Create(x3[k]), u, a3);
            b3 = Vector512.FusedMultiplyAdd(Vector512.Create(x3[k + 1]), v, b3);
        }

        if (k < inputs)
        {
            var u = Vector512.Load(w);
            a0 = Vector512.FusedMultiplyAdd(Vector512.Create(x[k]), u, a0);
            a1 = Vector512.FusedMultiplyAdd(Vector512.Create(x1[k]), u, a1);
            a2 = Vector512.FusedMultiplyAdd(Vector512.Create(x2[k]), u, a2);
            a3 = Vector512.FusedMultiplyAdd(Vector512.Create(x3[k]), u, a3);
        }

        (a0 + b0).Store(y);
        (a1 + b1).Store(y + stride);
        (a2 + b2).Store(y + (2L * stride));
        (a3 + b3).Store(y + ((rows - 1L) * stride));
    }

    [MethodImpl(Hot)]
    private static void WideOne(float* x, in WeightPanels panel, int inputs, float* bias, float* y)
    {
        var w = panel.Start;
        long next = panel.Row;
        var (a, b) = (Vector512.Load(bias), Vector512<float>.Zero);
        var (c, d) = (b, b);
        long k = 0;
        for (; k <= inputs - 4; k += 4, w += 4 * next)
        {
            a = Vector512.FusedMultiplyAdd(Vector512.Create(x[k]), Vector512.Load(w), a);
            b = Vector512.FusedMultiplyAdd(Vector512.Create(x[k + 1]), Vector512.Load(w + next), b);
            c = Vector512.FusedMultiplyAdd(Vector512.Create(x[k + 2]), Vector512.Load(w + (2 * next)), c);
            d = Vector512.FusedMultiplyAdd(Vector512.Create(x[k + 3]), Vector512.Load(w + (3 * next)), d);
        }

        for (; k < inputs; k++, w += next)
        {
            a = Vector512.FusedMultiplyAdd(Vector512.Create(x[k]), Vector512.Load(w), a);
        }

        ((a + b) + (c + d)).Store(y);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(Vector512<float> a, Vector512<float> b, float* y)
    {
        a.Store(y);
        b.Store(y + TiledWeights.ProductWidth);
    }
}
