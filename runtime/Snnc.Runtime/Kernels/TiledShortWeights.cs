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
    /// <param name="steps">The step of each output.</param>
    /// <inheritdoc cref="TiledWeights.Pack(ReadOnlySpan{float}, ReadOnlySpan{float}, int, int, int)"/>
    public static TiledShortWeights Pack(ReadOnlySpan<float> weight, ReadOnlySpan<float> bias, ReadOnlySpan<double> steps, int inputs, int channels)
    {
        var packed = new TiledShortWeights(steps.Length, inputs);
        var (pixels, sums) = (Guard.Rows(inputs, channels, nameof(channels)), new ShortSums());
        for (var output = 0; output < steps.Length; output++)
        {
            packed.PackRow(weight.Slice(output * inputs, inputs), steps[output], output, channels, pixels, sums);
        }

        TiledWeights.CopyBias(bias, steps.Length, packed.Bias);
        return packed;
    }

    /// <summary>How many outputs of a tile are computed, padding included.</summary>
    public int WidthOf(int tile) => Math.Min(TiledWeights.TileWidth, Lanes.Padded(Outputs) - (tile * TiledWeights.TileWidth));

    /// <summary>How many multiples an input has in a tile.</summary>
    public int RowOf(int tile) => Math.Min(TiledWeights.TileWidth, Bias.Length - (tile * TiledWeights.TileWidth));

    private void PackRow(ReadOnlySpan<float> row, double step, int output, int channels, int pixels, ShortSums sums)
    {
        var (tile, column) = Math.DivRem(output, TiledWeights.TileWidth);
        var target = Items.Span[((tile * TiledWeights.TileWidth * Inputs) + column)..];
        var length = RowOf(tile);
        Step.Span[output] = (float)step;
        sums.Clear();
        for (var input = 0; input < row.Length; input++)
        {
            var multiple = checked((short)(row[input] / step));
            target[TiledWeights.PlaceOf(input, channels, pixels) * length] = multiple;
            sums.Add(multiple);
        }

        Most[tile] = Math.Min(Most[tile], sums.Most);
    }
}
