using System;
using System.Linq;
using Snnc.Numerics;

namespace Snnc.Llvm.Emission;

/// <summary>
/// Weights that are whole multiples, of 16 bits, of a step that the weights of an output share, in tiles as those of <see cref="TilePacking"/>, whose rows are
/// whole pairs of vectors.
/// </summary>
internal sealed class ShortTilePacking
{
    /// <summary>Vectors of outputs that lie in one vector of multiples.</summary>
    public const int Vectors = 2;

    /// <summary>Packs [outputs, inputs].</summary>
    /// <param name="order">As for <see cref="TilePacking.Pack"/>.</param>
    /// <exception cref="ArgumentException">A multiple has more than 16 bits.</exception>
    public ShortTilePacking(double[] weight, int outputs, int inputs, int[]? order, int lanes)
    {
        var group = Vectors * lanes;
        var padded = (outputs + group - 1) / group * group;
        (Steps, Items) = (new float[padded], new short[(long)padded * inputs]);
        Most = [.. Enumerable.Repeat((long)inputs + 1, (outputs + TilePacking.Width - 1) / TilePacking.Width)];
        var sums = new ShortSums();
        for (var output = 0; output < outputs; output++)
        {
            var row = weight.AsSpan(output * inputs, inputs);
            var step = CommonStep.Of(row).Step;
            var (tile, column) = (output / TilePacking.Width, output % TilePacking.Width);
            var first = tile * TilePacking.Width;
            var width = Math.Min(TilePacking.Width, padded - first);
            Steps[output] = (float)step;
            sums.Clear();
            for (var i = 0; i < inputs; i++)
            {
                var multiple = row[order is null ? i : order[i]] / step;
                if (multiple is < short.MinValue or > short.MaxValue)
                {
                    throw new ArgumentException($"A weight of output {output} is {multiple} times {step}.", nameof(weight));
                }

                sums.Add((int)multiple);
                Items[((long)first * inputs) + ((long)i * width) + column] = (short)multiple;
            }

            Most[tile] = Math.Min(Most[tile], sums.Most);
        }
    }

    /// <summary>Gets the multiples.</summary>
    public short[] Items { get; }

    /// <summary>Gets the step of each output.</summary>
    public float[] Steps { get; }

    /// <summary>Gets for each tile how many multiples 16 bits hold the sum of, whichever they are.</summary>
    public long[] Most { get; }

    /// <summary>The groups of so many vectors.</summary>
    public static int Groups(int vectors) => (vectors + Vectors - 1) / Vectors;
}
