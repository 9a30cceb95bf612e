using System;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Tensors;

namespace Snnc.Conversion.Evaluation;

/// <summary>How many synapses of a connection each of its inputs has.</summary>
internal static class FanOut
{
    /// <summary>The number for each input, in C order.</summary>
    /// <param name="x">The shape that it reads.</param>
    /// <param name="y">The shape that it gives.</param>
    public static int[] Of(ConnectionOp op, Shape x, Shape y) => op switch
    {
        ConvOp conv => OfConv(conv, x, y),
        DenseOp => [.. Enumerable.Repeat(y[y.Rank - 1], checked((int)x.Size))],
        _ => throw new ArgumentException($"There is no {op.GetType()} in a converted network.", nameof(op)),
    };

    private static int[] OfConv(ConvOp conv, Shape x, Shape y)
    {
        var channels = y[0] / conv.Groups;
        var axes = Enumerable.Range(1, conv.Rank).Select(axis => Windows(conv, x[axis], y[axis])).ToArray();
        var pixels = conv.Rank == 1 ? axes[0] : [.. axes[0].SelectMany(row => axes[1].Select(column => row * column))];
        return [.. Enumerable.Range(0, x[0]).SelectMany(_ => pixels.Select(windows => windows * channels))];
    }

    // The windows along one axis that a position lies in.
    private static int[] Windows(ConvOp conv, int extent, int windows)
    {
        var counts = new int[extent];
        for (var window = 0; window < windows; window++)
        {
            for (var tap = 0; tap < conv.Kernel; tap++)
            {
                var position = (window * conv.Stride) - conv.Padding + (tap * conv.Dilation);
                if (position >= 0 && position < extent)
                {
                    counts[position]++;
                }
            }
        }

        return counts;
    }
}
