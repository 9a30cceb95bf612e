using System;
using System.Linq;
using Snnc.Numerics;

namespace Snnc.Llvm.Emission;

/// <summary>
/// Weights that are whole multiples, from -128 to 127, of a step that the weights of an output share: a byte each, in tiles as those of
/// <see cref="TilePacking"/>. A byte holds the multiple plus 128. The outputs of four vectors lie together: those of the first two in the lower bytes of
/// pairs, the others in the upper ones.
/// </summary>
internal sealed class ByteTilePacking
{
    /// <summary>What is added to a multiple.</summary>
    public const int Offset = 128;

    /// <summary>Vectors that lie together.</summary>
    public const int Vectors = 4;

    /// <summary>Packs [outputs, inputs].</summary>
    /// <param name="order">As for <see cref="TilePacking.Pack"/>.</param>
    /// <exception cref="ArgumentException">A multiple has more than 8 bits.</exception>
    public ByteTilePacking(double[] weight, int outputs, int inputs, int[]? order, int lanes)
    {
        var group = Vectors * lanes;
        var padded = (outputs + group - 1) / group * group;
        Steps = new float[padded];
        Items = new byte[(long)padded * inputs];
        Items.AsSpan().Fill(Offset);
        for (var output = 0; output < outputs; output++)
        {
            var row = weight.AsSpan(output * inputs, inputs);
            var step = CommonStep.Of(row).Step;
            Steps[output] = (float)step;
            var (first, column) = (output / TilePacking.Width * TilePacking.Width, output % TilePacking.Width);
            var (width, place) = (Math.Min(TilePacking.Width, padded - first), PlaceOf(column, group));
            for (var i = 0; i < inputs; i++)
            {
                var multiple = row[order is null ? i : order[i]] / step;
                if (multiple is < -Offset or >= Offset)
                {
                    throw new ArgumentException($"A weight of output {output} is {multiple} times {step}.", nameof(weight));
                }

                Items[((long)first * inputs) + ((long)i * width) + place] = (byte)((int)multiple + Offset);
            }
        }
    }

    /// <summary>Gets the bytes.</summary>
    public byte[] Items { get; }

    /// <summary>Gets the step of each output.</summary>
    public float[] Steps { get; }

    /// <summary>The groups of so many vectors.</summary>
    public static int Groups(int vectors) => (vectors + Vectors - 1) / Vectors;

    private static int PlaceOf(int column, int group)
    {
        var (start, within) = (column / group * group, column % group);
        return start + (within < group / 2 ? 2 * within : (2 * (within - (group / 2))) + 1);
    }
}
