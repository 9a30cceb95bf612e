using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Snnc.Runtime.Kernels;

/// <summary>
/// A dense connection over lists of what is not 0, a tile of outputs at a time: a matrix product in blocks of five steps, over the inputs that are not 0 in
/// any of them.
/// </summary>
public static unsafe class SkipTiles
{
    /// <summary>The sums of one tile for the steps of a tile of time, bias included.</summary>
    /// <param name="weights">Packed for products.</param>
    /// <param name="tile">Which of the weights' tiles.</param>
    /// <param name="sums">Takes the sums from <paramref name="column"/> on.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sum(SpikeLists lists, TiledWeights weights, int tile, int steps, StepRows<float> sums, int column = 0)
    {
        Guard.Length(lists.Size, weights.Inputs, nameof(lists));
        Guard.Length(weights.PanelWidth, TiledWeights.ProductWidth, nameof(weights));
        var width = weights.WidthOf(tile);
        Guard.Room(lists, sums, steps, column + width);
        var blocks = lists.InBlocks();
        fixed (int* starts = blocks.Starts, indices = blocks.Indices)
        fixed (float* values = blocks.Values, items = weights.Items, bias = weights.Bias, to = &sums.Start)
        {
            var panel = items + ((long)tile * TiledWeights.TileWidth * weights.Inputs);
            for (var first = 0; first < width; first += TiledWeights.ProductWidth, panel += TiledWeights.ProductWidth * (long)weights.Inputs)
            {
                var b = bias + (tile * TiledWeights.TileWidth) + first;
                var outputs = Math.Min(width - first, TiledWeights.ProductWidth);
                for (var step = 0; step < steps; step += BlockLists.Block)
                {
                    var (start, end) = (starts[step / BlockLists.Block], starts[(step / BlockLists.Block) + 1]);
                    var y = to + column + first + ((long)step * sums.Stride);
                    Panel(values, indices, start, end, panel, b, outputs, Math.Min(BlockLists.Block, steps - step), y, sums.Stride);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Panel(
        float* values, int* indices, int k, int end, float* w, float* bias, int width, int rows, float* y, int stride)
    {
        // In a panel of eight outputs the second eight are the first again.
        var second = width - 8;
        var a0 = Vector256.Load(bias);
        var b0 = Vector256.Load(bias + second);
        var (a1, a2, a3, a4) = (a0, a0, a0, a0);
        var (b1, b2, b3, b4) = (b0, b0, b0, b0);
        for (var x = values + ((long)k * BlockLists.Block); k < end; k++, x += BlockLists.Block)
        {
            var row = w + ((long)indices[k] * width);
            var u = Vector256.Load(row);
            var v = Vector256.Load(row + second);
            var s = Vector256.Create(x[0]);
            a0 = Vector256.FusedMultiplyAdd(s, u, a0);
            b0 = Vector256.FusedMultiplyAdd(s, v, b0);
            s = Vector256.Create(x[1]);
            a1 = Vector256.FusedMultiplyAdd(s, u, a1);
            b1 = Vector256.FusedMultiplyAdd(s, v, b1);
            s = Vector256.Create(x[2]);
            a2 = Vector256.FusedMultiplyAdd(s, u, a2);
            b2 = Vector256.FusedMultiplyAdd(s, v, b2);
            s = Vector256.Create(x[3]);
            a3 = Vector256.FusedMultiplyAdd(s, u, a3);
            b3 = Vector256.FusedMultiplyAdd(s, v, b3);
            s = Vector256.Create(x[4]);
            a4 = Vector256.FusedMultiplyAdd(s, u, a4);
            b4 = Vector256.FusedMultiplyAdd(s, v, b4);
        }

        var step = 0;
        Put(a0, b0, second, step++, rows, y, stride);
        Put(a1, b1, second, step++, rows, y, stride);
        Put(a2, b2, second, step++, rows, y, stride);
        Put(a3, b3, second, step++, rows, y, stride);
        Put(a4, b4, second, step, rows, y, stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(Vector256<float> a, Vector256<float> b, int second, int step, int rows, float* y, int stride)
    {
        if (step < rows)
        {
            a.Store(y + ((long)step * stride));
            b.Store(y + ((long)step * stride) + second);
        }
    }
}
