using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Ir.Interpretation;
using Snnc.Compiler.Plan;
using Snnc.Compiler.Tensors;

namespace Snnc.Llvm.Emission;

/// <summary>
/// The weights of a dense connection in tiles of 64 outputs: tile by tile, input by input, the outputs of the tile. The last tile is as wide as whole
/// vectors need. Where rows lie whole, one tile has all outputs.
/// </summary>
internal static class TilePacking
{
    /// <summary>Outputs in a tile.</summary>
    public const int Width = 64;

    /// <summary>The tiles of so many outputs: their first output, and their number of vectors of so many lanes.</summary>
    public static IEnumerable<(long First, int Vectors)> Tiles(long outputs, int lanes, long width = Width)
    {
        for (var first = 0L; first < outputs; first += width)
        {
            yield return (first, (int)((Math.Min(width, outputs - first) + lanes - 1) / lanes));
        }
    }

    /// <summary>Packs [outputs, inputs].</summary>
    /// <param name="width">Outputs in a tile.</param>
    /// <param name="order">Which input each place of the lists means, or null where they are counted as the weights count them.</param>
    public static double[] Pack(double[] weight, int outputs, int inputs, int[]? order, int lanes, int width)
    {
        var packed = new double[Tiles(outputs, lanes, width).Sum(tile => (long)tile.Vectors * lanes) * inputs];
        var at = 0L;
        foreach (var (first, vectors) in Tiles(outputs, lanes, width))
        {
            var stride = vectors * lanes;
            for (var output = first; output < Math.Min(outputs, first + stride); output++)
            {
                var row = weight.AsSpan((int)output * inputs, inputs);
                for (var i = 0; i < inputs; i++)
                {
                    packed[at + ((long)i * stride) + (output - first)] = row[order is null ? i : order[i]];
                }
            }

            at += (long)inputs * stride;
        }

        return packed;
    }

    /// <summary>The natural places of the elements of a value that lies with channels last, in the order in which they lie; else null.</summary>
    public static int[]? OrderOf(Shape shape, ElementOrder order) =>
        order == ElementOrder.ChannelsLast ? IndexMaps.Permute(shape, [1, 2, 0]) : null;
}
