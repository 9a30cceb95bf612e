using System;
using Snnc.Numerics;

namespace Snnc.Runtime.Kernels;

/// <summary>
/// Weights of a dense connection that are whole multiples, of 16 bits, of a step that the weights of an output share, in panels as those of
/// <see cref="TiledWeights"/>, which are whole sixteens.
/// </summary>
internal sealed class TiledShortWeights
{
    /// <summary>Outputs that lie together.</summary>
    public const int Group = 16;

    private TiledShortWeights(int outputs, int inputs)
    {
        Outputs = outputs;
        Inputs = inputs;
        var padded = (outputs + Group - 1) / Group * Group;
        Items = new AlignedArray<short>(checked(padded * inputs));
        Bias = new AlignedArray<float>(padded);
        Step = new AlignedArray<float>(padded);
        Most = new int[Tiles];
        Most.AsSpan().Fill(int.MaxValue);
    }

    /// <summary>Gets the number of outputs.</summary>
    public int Outputs { get; }

    /// <summary>Gets the number of inputs.</summary>
    public int Inputs { get; }

    /// <summary>Gets the number of tiles.</summary>
    public int Tiles => (Outputs + TiledWeights.TileWidth - 1) / TiledWeights.TileWidth;

    /// <summary>Gets the multiples.</summary>
    public AlignedArray<short> Items { get; }

    /// <summary>Gets what the sums begin with.</summary>
    public AlignedArray<float> Bias { get; }

    /// <summary>Gets the step of each output.</summary>
    public AlignedArray<float> Step { get; }

    /// <summary>Gets for each tile how many multiples 16 bits hold the sum of, whichever they are.</summary>
    public int[] Most { get; }

    /// <summary>Packs weights whose multiples have 16 bits.</summary>
    /// <inheritdoc cref="TiledWeights.Pack(ReadOnlySpan{float}, ReadOnlySpan{float}, int, int, int)"/>
    public static TiledShortWeights Pack(ReadOnlySpan<float> weight, ReadOnlySpan<float> bias, int outputs, int inputs, int channels = 1)
    {
        var (packed, pixels, sums) = (new TiledShortWeights(outputs, inputs), Guard.Rows(inputs, channels, nameof(channels)), new ShortSums());
        for (var output = 0; output < outputs; output++)
        {
            packed.PackRow(weight.Slice(output * inputs, inputs), output, channels, pixels, sums);
        }

        if (!bias.IsEmpty)
        {
            Guard.Length(bias.Length, outputs, nameof(bias));
            bias.CopyTo(packed.Bias.Span);
        }

        return packed;
    }

    /// <summary>How many outputs of a tile are computed, padding included.</summary>
    public int WidthOf(int tile) => Math.Min(TiledWeights.TileWidth, Lanes.Padded(Outputs) - (tile * TiledWeights.TileWidth));

    /// <summary>How many multiples an input has in a tile.</summary>
    public int RowOf(int tile) => Math.Min(TiledWeights.TileWidth, Bias.Length - (tile * TiledWeights.TileWidth));

    private void PackRow(ReadOnlySpan<float> row, int output, int channels, int pixels, ShortSums sums)
    {
        var common = CommonStep.Of(row);
        var (tile, column) = Math.DivRem(output, TiledWeights.TileWidth);
        var target = Items.Span[((tile * TiledWeights.TileWidth * Inputs) + column)..];
        var length = RowOf(tile);
        Step.Span[output] = (float)common.Step;
        sums.Clear();
        for (var input = 0; input < row.Length; input++)
        {
            var place = channels == 1 ? input : (input % pixels * channels) + (input / pixels);
            var multiple = checked((short)(row[input] / common.Step));
            target[place * length] = multiple;
            sums.Add(multiple);
        }

        Most[tile] = Math.Min(Most[tile], sums.Most);
    }
}
