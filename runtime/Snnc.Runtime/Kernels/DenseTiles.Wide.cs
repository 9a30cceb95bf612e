using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Snnc.Runtime.Kernels;

/// <content>The register tiles of two panels at a time, in vectors of sixteen outputs, where the processor has them.</content>
public static unsafe partial class DenseTiles
{
    // So many inputs of two panels are held by the first-level cache while all rows go over them.
    private const int MostDeep = 128;

    // How far ahead weights are asked for, into the core's own cache: the nearest one waits for less at a time.
    private const int PiecesAhead = 2;

    private static bool IsWide(int steps) => Vector512.IsHardwareAccelerated && steps >= WideRowsOf(steps);

    // Eight at a time where that computes no more of them twice: there are registers for sixteen chains of sums.
    private static int WideRowsOf(int steps) =>
        steps >= 8 && Computed(steps, 8) <= Math.Min(Computed(steps, 6), Computed(steps, 5)) ? 8 : RowsOf(steps);

    // Where no row is computed twice, sums rest in their places from some inputs to the next; a weight then comes from afar only once for all rows.
    [MethodImpl(Hot)]
    private static void TwoPanels(float* x, int xStride, in WeightPanels panels, int inputs, float* bias, int steps, float* y, int stride)
    {
        var rows = WideRowsOf(steps);

        // Every other pair of lines of a row as wide as a tile: they meet in half of the cache.
        var most = panels.Row > 2 * TiledWeights.ProductWidth ? MostDeep / 2 : MostDeep;
        var pieces = steps % rows == 0 && steps > rows ? (inputs + most - 1) / most : 1;
        var depth = Math.Max((inputs + pieces - 1) / pieces, 1);
        long ahead = Math.Min(PiecesAhead * Math.Min(depth, most), inputs);
        for (var from = 0; from < inputs || from == 0; from += depth)
        {
            var later = (ahead * panels.Row) + (from + ahead < inputs ? 0 : (2 * panels.Next) - ((long)inputs * panels.Row));
            var deep = new Deep(panels, from, Math.Min(depth, inputs - from), later);
            for (var step = 0; step < steps; step += rows)
            {
                long first = Math.Min(step, steps - rows);
                var to = y + (first * stride);
                Rows(rows, x + (first * xStride) + from, xStride, deep, from == 0 ? bias : to, from == 0 ? 0 : stride, to, stride);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Rows(int rows, float* x, int xStride, in Deep deep, float* start, int startStride, float* y, int stride)
    {
        if (rows == 8)
        {
            Wide<EightRows>(x, xStride, deep, start, startStride, y, stride);
        }
        else if (rows == 6)
        {
            Wide<SixRows>(x, xStride, deep, start, startStride, y, stride);
        }
        else
        {
            Wide<FiveRows>(x, xStride, deep, start, startStride, y, stride);
        }
    }

    // Every number of rows has code of its own: what a comparison with TRows.Count leaves out is not in it.
    [MethodImpl(Hot | MethodImplOptions.NoInlining)]
    private static void Wide<TRows>(float* x, long step, in Deep deep, float* start, long startStride, float* y, long stride)
        where TRows : struct, IRows
    {
        var (a0, b0) = Get(start);
        var (a1, b1) = Get(start + startStride);
        var (a2, b2) = Get(start + (2 * startStride));
        var (a3, b3) = Get(start + (3 * startStride));
        var (a4, b4) = Get(start + (4 * startStride));
        var (a5, b5) = TRows.Count > 5 ? Get(start + (5 * startStride)) : default;
        var (a6, b6) = TRows.Count > 6 ? Get(start + (6 * startStride)) : default;
        var (a7, b7) = TRows.Count > 7 ? Get(start + (7 * startStride)) : default;
        var (next, row, ahead) = (deep.Next, deep.Row, deep.Ahead);
        var w = deep.Weights;
        float* x3 = x + (3 * step), x6 = x3 + (3 * step);
        for (var end = x + deep.Inputs; x < end; x++, x3++, w += row)
        {
            Ask(w + ahead, next);
            var u = Vector512.Load(w);
            var v = Vector512.Load(w + next);
            var s = Vector512.Create(*x);
            a0 = Vector512.FusedMultiplyAdd(s, u, a0);
            b0 = Vector512.FusedMultiplyAdd(s, v, b0);
            s = Vector512.Create(x[step]);
            a1 = Vector512.FusedMultiplyAdd(s, u, a1);
            b1 = Vector512.FusedMultiplyAdd(s, v, b1);
            s = Vector512.Create(x[2 * step]);
            a2 = Vector512.FusedMultiplyAdd(s, u, a2);
            b2 = Vector512.FusedMultiplyAdd(s, v, b2);
            s = Vector512.Create(*x3);
            a3 = Vector512.FusedMultiplyAdd(s, u, a3);
            b3 = Vector512.FusedMultiplyAdd(s, v, b3);
            s = Vector512.Create(x3[step]);
            a4 = Vector512.FusedMultiplyAdd(s, u, a4);
            b4 = Vector512.FusedMultiplyAdd(s, v, b4);
            if (TRows.Count > 5)
            {
                s = Vector512.Create(x3[2 * step]);
                a5 = Vector512.FusedMultiplyAdd(s, u, a5);
                b5 = Vector512.FusedMultiplyAdd(s, v, b5);
            }

            if (TRows.Count > 6)
            {
                s = Vector512.Create(*x6);
                a6 = Vector512.FusedMultiplyAdd(s, u, a6);
                b6 = Vector512.FusedMultiplyAdd(s, v, b6);
                s = Vector512.Create(x6[step]);
                a7 = Vector512.FusedMultiplyAdd(s, u, a7);
                b7 = Vector512.FusedMultiplyAdd(s, v, b7);
                x6++;
            }
        }

        Put(a0, b0, y);
        Put(a1, b1, y + stride);
        Put(a2, b2, y + (2 * stride));
        Put(a3, b3, y + (3 * stride));
        Put(a4, b4, y + (4 * stride));
        if (TRows.Count > 5)
        {
            Put(a5, b5, y + (5 * stride));
        }

        if (TRows.Count > 6)
        {
            Put(a6, b6, y + (6 * stride));
            Put(a7, b7, y + (7 * stride));
        }
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
    private static (Vector512<float> A, Vector512<float> B) Get(float* start) => (Vector512.Load(start), Vector512.Load(start + TiledWeights.ProductWidth));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(Vector512<float> a, Vector512<float> b, float* y)
    {
        a.Store(y);
        b.Store(y + TiledWeights.ProductWidth);
    }

    // Weights that come from afar are on their way while those before them are used. Of what is there already, asking costs nothing.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Ask(float* w, long next)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch1(w);
            Sse.Prefetch1(w + next);
        }
    }

    private readonly struct EightRows : IRows
    {
        public static int Count => 8;
    }

    /// <summary>The weights of some inputs in two panels, and how far from them those lie that are asked for.</summary>
    private readonly ref struct Deep(in WeightPanels panels, int from, int inputs, long ahead)
    {
        public readonly float* Weights = panels.Start + ((long)from * panels.Row);
        public readonly long Next = panels.Next;
        public readonly long Row = panels.Row;
        public readonly int Inputs = inputs;
        public readonly long Ahead = ahead;
    }
}
