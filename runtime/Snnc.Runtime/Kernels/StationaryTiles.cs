using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Snnc.Runtime.Kernels;

/// <summary>
/// A dense connection over lists of what is not 0, a tile of outputs at a time: the weights of an input are loaded once, and added to the sums of every step
/// in which it is not 0. For weights that come from far away; a single tile that the second-level cache holds is loaded in every step.
/// </summary>
public static unsafe class StationaryTiles
{
    private const MethodImplOptions Hot = MethodImplOptions.AggressiveOptimization;

    private const int NearBytes = 256 << 10;

    /// <inheritdoc cref="EventTiles.Sum(SpikeLists, TiledWeights, int, int, StepRows{float}, int)"/>
    [MethodImpl(Hot)]
    public static void Sum(SpikeLists lists, TiledWeights weights, int tile, int steps, StepRows<float> sums, int column = 0)
    {
        Guard.Length(lists.Size, weights.Inputs, nameof(lists));
        var width = weights.WidthOf(tile);
        Guard.Room(lists, sums, steps, column + width);
        if (weights.Tiles == 1 && weights.Items.Length * sizeof(float) <= NearBytes)
        {
            EventTiles.Sum(lists, weights, tile, steps, sums, column);
            return;
        }

        var inputs = lists.ByInput();
        fixed (int* starts = inputs.Starts, at = inputs.Steps)
        fixed (float* items = weights.Items, bias = weights.Bias, values = inputs.Values, y = &sums.Start)
        {
            var panel = items + ((long)tile * TiledWeights.TileWidth * weights.Inputs);
            Fill(bias + (tile * TiledWeights.TileWidth), width, steps, y + column, sums.Stride);
            var first = 0;
            for (; first <= width - 32; first += 32)
            {
                ThirtyTwo(starts, at, lists.HasValues ? values : null, weights.Inputs, panel + first, width, y + column + first, sums.Stride);
            }

            for (; first < width; first += 8)
            {
                Eight(starts, at, lists.HasValues ? values : null, weights.Inputs, panel + first, width, y + column + first, sums.Stride);
            }
        }
    }

    [MethodImpl(Hot)]
    private static void Fill(float* bias, int width, int steps, float* y, int stride)
    {
        for (var step = 0; step < steps; step++, y += stride)
        {
            for (var j = 0; j < width; j += 8)
            {
                Vector256.Load(bias + j).Store(y + j);
            }
        }
    }

    [MethodImpl(Hot)]
    private static void ThirtyTwo(int* starts, int* steps, float* values, int inputs, float* weights, int width, float* y, int stride)
    {
        for (var input = 0; input < inputs; input++, weights += width)
        {
            var (k, end) = (starts[input], starts[input + 1]);
            if (k == end)
            {
                continue;
            }

            var a = Vector256.Load(weights);
            var b = Vector256.Load(weights + 8);
            var c = Vector256.Load(weights + 16);
            var d = Vector256.Load(weights + 24);
            for (; k < end; k++)
            {
                var row = y + ((long)steps[k] * stride);
                if (values is null)
                {
                    (Vector256.Load(row) + a).Store(row);
                    (Vector256.Load(row + 8) + b).Store(row + 8);
                    (Vector256.Load(row + 16) + c).Store(row + 16);
                    (Vector256.Load(row + 24) + d).Store(row + 24);
                    continue;
                }

                var v = Vector256.Create(values[k]);
                Vector256.FusedMultiplyAdd(v, a, Vector256.Load(row)).Store(row);
                Vector256.FusedMultiplyAdd(v, b, Vector256.Load(row + 8)).Store(row + 8);
                Vector256.FusedMultiplyAdd(v, c, Vector256.Load(row + 16)).Store(row + 16);
                Vector256.FusedMultiplyAdd(v, d, Vector256.Load(row + 24)).Store(row + 24);
            }
        }
    }

    [MethodImpl(Hot)]
    private static void Eight(int* starts, int* steps, float* values, int inputs, float* weights, int width, float* y, int stride)
    {
        for (var input = 0; input < inputs; input++, weights += width)
        {
            var a = Vector256.Load(weights);
            for (var k = starts[input]; k < starts[input + 1]; k++)
            {
                var row = y + ((long)steps[k] * stride);
                Vector256.FusedMultiplyAdd(Vector256.Create(values is null ? 1 : values[k]), a, Vector256.Load(row)).Store(row);
            }
        }
    }
}
