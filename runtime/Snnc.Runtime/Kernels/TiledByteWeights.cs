using System;
using Snnc.Numerics;

namespace Snnc.Runtime.Kernels;

/// <summary>
/// Weights of a dense connection that are whole multiples, from -128 to 127, of a step that the weights of an output share: a byte each, in panels as those of
/// <see cref="TiledWeights"/>. A byte holds the multiple plus 128. Within 32 outputs of a panel the first 16 have the even places and the others the odd
/// ones, so that either half is 16 bits wide after a mask or a shift.
/// </summary>
public sealed class TiledByteWeights
{
    /// <summary>What is added to a multiple.</summary>
    internal const int Offset = 128;

    /// <summary>Outputs that lie together.</summary>
    internal const int Group = 32;

    private TiledByteWeights(int outputs, int inputs)
    {
        Outputs = outputs;
        Inputs = inputs;
        var padded = (outputs + Group - 1) / Group * Group;
        Items = new AlignedArray<byte>(checked(padded * inputs));
        Items.Span.Fill(Offset);
        Bias = new AlignedArray<float>(padded);
        Step = new AlignedArray<float>(padded);
    }

    /// <summary>Gets the number of outputs.</summary>
    public int Outputs { get; }

    /// <summary>Gets the number of inputs.</summary>
    public int Inputs { get; }

    /// <summary>Gets the number of tiles.</summary>
    public int Tiles => (Outputs + TiledWeights.TileWidth - 1) / TiledWeights.TileWidth;

    internal AlignedArray<byte> Items { get; }

    internal AlignedArray<float> Bias { get; }

    /// <summary>Gets the step of each output.</summary>
    internal AlignedArray<float> Step { get; }

    /// <summary>Packs weights whose multiples have 8 bits, as those that were rounded to eight bits an output.</summary>
    /// <param name="weight">[outputs, inputs], row by row.</param>
    /// <param name="bias">[outputs], or empty for none.</param>
    /// <param name="channels">As for <see cref="TiledWeights.Pack(ReadOnlySpan{float}, ReadOnlySpan{float}, int, int, int)"/>.</param>
    /// <exception cref="ArgumentException">A multiple has more than 8 bits.</exception>
    public static TiledByteWeights Pack(ReadOnlySpan<float> weight, ReadOnlySpan<float> bias, int outputs, int inputs, int channels = 1)
    {
        Guard.Length(weight.Length, checked(outputs * inputs), nameof(weight));
        var steps = new double[outputs];
        for (var output = 0; output < outputs; output++)
        {
            steps[output] = CommonStep.Of(weight.Slice(output * inputs, inputs)).Step;
        }

        return Pack(weight, bias, steps, inputs, channels);
    }

    /// <summary>Packs weights of which the step of each output is known.</summary>
    internal static TiledByteWeights Pack(ReadOnlySpan<float> weight, ReadOnlySpan<float> bias, ReadOnlySpan<double> steps, int inputs, int channels)
    {
        var (packed, pixels) = (new TiledByteWeights(steps.Length, inputs), Guard.Rows(inputs, channels, nameof(channels)));
        for (var output = 0; output < steps.Length; output++)
        {
            packed.PackRow(weight.Slice(output * inputs, inputs), (float)steps[output], output, channels, pixels);
        }

        TiledWeights.CopyBias(bias, steps.Length, packed.Bias);
        return packed;
    }

    /// <summary>How many outputs of a tile are computed, padding included.</summary>
    internal int WidthOf(int tile) => Math.Min(TiledWeights.TileWidth, Lanes.Padded(Outputs) - (tile * TiledWeights.TileWidth));

    /// <summary>How many bytes an input has in a tile.</summary>
    internal int BytesOf(int tile) => Math.Min(TiledWeights.TileWidth, Bias.Length - (tile * TiledWeights.TileWidth));

    private static int PlaceOf(int column)
    {
        var (group, within) = Math.DivRem(column, Group);
        return (group * Group) + (within < Group / 2 ? 2 * within : (2 * (within - (Group / 2))) + 1);
    }

    private void PackRow(ReadOnlySpan<float> row, float step, int output, int channels, int pixels)
    {
        var (tile, column) = Math.DivRem(output, TiledWeights.TileWidth);
        var target = Items.Span[((tile * TiledWeights.TileWidth * Inputs) + PlaceOf(column))..];
        Step.Span[output] = step;
        for (var input = 0; input < row.Length; input++)
        {
            var multiple = row[input] / step;
            if (multiple is < -Offset or >= Offset)
            {
                throw new ArgumentException($"Weight {input} of output {output} is {multiple} times {step}, which are more than 8 bits.", nameof(row));
            }

            target[TiledWeights.PlaceOf(input, channels, pixels) * BytesOf(tile)] = (byte)((int)multiple + Offset);
        }
    }
}
