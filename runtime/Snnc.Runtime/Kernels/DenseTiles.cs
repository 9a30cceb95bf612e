using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Snnc.Runtime.Kernels;

/// <summary>
/// A dense connection over all inputs and steps, a tile of outputs at a time: a matrix product in register tiles of six or five steps by sixteen
/// outputs, where vectors are twice as wide of eight, six or five by 32, so that a weight is loaded once for that many steps. The last steps overlap those
/// before them.
/// </summary>
public static unsafe partial class DenseTiles
{
    private const MethodImplOptions Hot = MethodImplOptions.AggressiveOptimization;

    /// <summary>The sums of one tile for the steps of a tile of time, bias included.</summary>
    /// <param name="x">A row of inputs a step.</param>
    /// <param name="weights">Packed for products, or as those of kernels that add rows.</param>
    /// <param name="tile">Which of the weights' tiles.</param>
    /// <param name="sums">Takes the sums from <paramref name="column"/> on.</param>
    [MethodImpl(Hot)]
    public static void Sum(StepRows<float> x, TiledWeights weights, int tile, int steps, StepRows<float> sums, int column = 0)
    {
        Guard.Length(x.Size, weights.Inputs, nameof(x));
        var width = weights.WidthOf(tile);
        Guard.Room(x, sums, steps, column + width);
        fixed (float* from = &x.Start, items = weights.Items, bias = weights.Bias, to = &sums.Start)
        {
            var panels = new WeightPanels(items, weights, tile);
            var first = Singles(
                from, x.Stride, panels, weights.Inputs, bias + (tile * TiledWeights.TileWidth), width, steps, to + column, sums.Stride);
            for (; first <= width - (2 * TiledWeights.ProductWidth) && IsWide(steps); first += 2 * TiledWeights.ProductWidth)
            {
                var b = bias + (tile * TiledWeights.TileWidth) + first;
                TwoPanels(from, x.Stride, panels.From(first / TiledWeights.ProductWidth), weights.Inputs, b, steps, to + column + first, sums.Stride);
            }

            for (; first < width; first += TiledWeights.ProductWidth)
            {
                var b = bias + (tile * TiledWeights.TileWidth) + first;
                var outputs = Math.Min(width - first, TiledWeights.ProductWidth);
                Panel(from, x.Stride, panels.From(first / TiledWeights.ProductWidth), weights.Inputs, b, outputs, steps, to + column + first, sums.Stride);
            }
        }
    }

    // Six steps at a time where that computes no more of them twice.
    private static int RowsOf(int steps) => Computed(steps, 6) <= Computed(steps, 5) ? 6 : 5;

    private static int Computed(int steps, int rows) => (steps + rows - 1) / rows * rows;

    [MethodImpl(Hot)]
    private static void Panel(float* x, int xStride, in WeightPanels panel, int inputs, float* bias, int width, int steps, float* y, int stride)
    {
        var rows = RowsOf(steps);
        for (var step = 0; step < steps; step += rows)
        {
            var first = Math.Max(Math.Min(step, steps - rows), 0);
            if (steps < rows || width < TiledWeights.ProductWidth)
            {
                Rest(x + ((long)first * xStride), xStride, panel, inputs, bias, width, Math.Min(rows, steps), y + ((long)first * stride), stride);
            }
            else if (rows == 6)
            {
                Narrow<SixRows>(x + ((long)first * xStride), xStride, panel, inputs, bias, y + ((long)first * stride), stride);
            }
            else
            {
                Narrow<FiveRows>(x + ((long)first * xStride), xStride, panel, inputs, bias, y + ((long)first * stride), stride);
            }
        }
    }

    [MethodImpl(Hot)]
    private static void Narrow<TRows>(float* x, int xStride, in WeightPanels panel, int inputs, float* bias, float* y, int stride)
        where TRows : struct, IRows
    {
        float* w = panel.Start;
        var row = panel.Row;
        var a0 = Vector256.Load(bias);
        var b0 = Vector256.Load(bias + 8);
        var (a1, a2, a3, a4, a5) = (a0, a0, a0, a0, a0);
        var (b1, b2, b3, b4, b5) = (b0, b0, b0, b0, b0);
        float* x1 = x + xStride, x2 = x1 + xStride, x3 = x2 + xStride, x4 = x3 + xStride, x5 = x4 + xStride;
        for (long k = 0; k < inputs; k++, w += row)
        {
            var u = Vector256.Load(w);
            var v = Vector256.Load(w + 8);
            var s = Vector256.Create(x[k]);
            a0 = Vector256.FusedMultiplyAdd(s, u, a0);
            b0 = Vector256.FusedMultiplyAdd(s, v, b0);
            s = Vector256.Create(x1[k]);
            a1 = Vector256.FusedMultiplyAdd(s, u, a1);
            b1 = Vector256.FusedMultiplyAdd(s, v, b1);
            s = Vector256.Create(x2[k]);
            a2 = Vector256.FusedMultiplyAdd(s, u, a2);
            b2 = Vector256.FusedMultiplyAdd(s, v, b2);
            s = Vector256.Create(x3[k]);
            a3 = Vector256.FusedMultiplyAdd(s, u, a3);
            b3 = Vector256.FusedMultiplyAdd(s, v, b3);
            s = Vector256.Create(x4[k]);
            a4 = Vector256.FusedMultiplyAdd(s, u, a4);
            b4 = Vector256.FusedMultiplyAdd(s, v, b4);
            if (TRows.Count > 5)
            {
                s = Vector256.Create(x5[k]);
                a5 = Vector256.FusedMultiplyAdd(s, u, a5);
                b5 = Vector256.FusedMultiplyAdd(s, v, b5);
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
    }

    // A last panel of eight outputs, or fewer steps than a register tile has: rows one by one, in chains of their own.
    [MethodImpl(Hot)]
    private static void Rest(float* x, int xStride, in WeightPanels panel, int inputs, float* bias, int width, int rows, float* y, int stride)
    {
        if (Vector512.IsHardwareAccelerated && width == TiledWeights.ProductWidth)
        {
            WideRest(x, xStride, panel, inputs, bias, rows, y, stride);
            return;
        }

        for (var row = 0; row < rows; row++, x += xStride, y += stride)
        {
            for (var column = 0; column < width; column += 8)
            {
                var (a, b, c, d) = (Vector256.Load(bias + column), Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
                var from = panel.Start + column;
                var next = panel.Row;
                long k = 0;
                for (; k <= inputs - 4; k += 4, from += 4 * next)
                {
                    a = Vector256.FusedMultiplyAdd(Vector256.Create(x[k]), Vector256.Load(from), a);
                    b = Vector256.FusedMultiplyAdd(Vector256.Create(x[k + 1]), Vector256.Load(from + next), b);
                    c = Vector256.FusedMultiplyAdd(Vector256.Create(x[k + 2]), Vector256.Load(from + (2 * next)), c);
                    d = Vector256.FusedMultiplyAdd(Vector256.Create(x[k + 3]), Vector256.Load(from + (3 * next)), d);
                }

                for (; k < inputs; k++, from += next)
                {
                    a = Vector256.FusedMultiplyAdd(Vector256.Create(x[k]), Vector256.Load(from), a);
                }

                ((a + b) + (c + d)).Store(y + column);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(Vector256<float> a, Vector256<float> b, float* y)
    {
        a.Store(y);
        b.Store(y + 8);
    }

    /// <summary>How many rows a register tile has.</summary>
    private interface IRows
    {
        static abstract int Count { get; }
    }

    private readonly struct SixRows : IRows
    {
        public static int Count => 6;
    }

    private readonly struct FiveRows : IRows
    {
        public static int Count => 5;
    }
}
