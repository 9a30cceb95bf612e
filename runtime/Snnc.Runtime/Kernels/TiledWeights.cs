using System;

namespace Snnc.Runtime.Kernels;

/// <summary>
/// Weights of a dense connection in panels of outputs, input-major within a panel: <c>[panel][input][output of the panel]</c>. What one input
/// gives to a
/// panel is contiguous, and a panel's weights together are small enough for the second-level cache. The last panel is as wide as what is left,
/// rounded up to
/// full eights.
/// </summary>
public sealed class TiledWeights
{
    /// <summary>Outputs of a tile: eight accumulators of eight lanes.</summary>
    public const int TileWidth = 64;

    /// <summary>The panels of matrix products: two accumulators of eight lanes for each of five or six steps.</summary>
    internal const int ProductWidth = 16;

    private TiledWeights(int outputs, int inputs, int width)
    {
        Outputs = outputs;
        Inputs = inputs;
        PanelWidth = width;
        Items = new AlignedArray<float>(checked(Lanes.Padded(outputs) * inputs));
        Bias = new AlignedArray<float>(Lanes.Padded(outputs));
    }

    /// <summary>Gets the number of outputs.</summary>
    public int Outputs { get; }

    /// <summary>Gets the number of inputs.</summary>
    public int Inputs { get; }

    /// <summary>Gets the number of tiles.</summary>
    public int Tiles => (Outputs + TileWidth - 1) / TileWidth;

    internal int PanelWidth { get; }

    internal AlignedArray<float> Items { get; }

    internal AlignedArray<float> Bias { get; }

    /// <summary>Packs weights in panels as wide as a tile, for kernels that add rows.</summary>
    /// <param name="weight">[outputs, inputs], row by row.</param>
    /// <param name="bias">[outputs], or empty for none.</param>
    /// <param name="channels">Where the inputs are an image that lies with its channels innermost, how many there are; the weights are given for
    /// [channels, pixels]. 1 where they lie as they are.</param>
    public static TiledWeights Pack(ReadOnlySpan<float> weight, ReadOnlySpan<float> bias, int outputs, int inputs, int channels = 1) =>
        Pack(weight, bias, new TiledWeights(outputs, inputs, TileWidth), channels);

    /// <summary>Packs weights in narrow panels, for matrix products.</summary>
    /// <inheritdoc cref="Pack(ReadOnlySpan{float}, ReadOnlySpan{float}, int, int, int)"/>
    public static TiledWeights PackForProducts(ReadOnlySpan<float> weight, ReadOnlySpan<float> bias, int outputs, int inputs, int channels = 1) =>
        Pack(weight, bias, new TiledWeights(outputs, inputs, ProductWidth), channels);

    /// <summary>How many outputs of a tile are computed, padding included.</summary>
    internal int WidthOf(int tile) => Math.Min(TileWidth, Lanes.Padded(Outputs) - (tile * TileWidth));

    /// <summary>Where an input lies, of an image that is given channel by channel and lies with its channels innermost.</summary>
    internal static int PlaceOf(int input, int channels, int pixels) => channels == 1 ? input : (input % pixels * channels) + (input / pixels);

    /// <summary>Takes over a bias, if there is one.</summary>
    /// <exception cref="ArgumentException">It is not as long as there are outputs.</exception>
    internal static void CopyBias(ReadOnlySpan<float> bias, int outputs, AlignedArray<float> to)
    {
        if (!bias.IsEmpty)
        {
            Guard.Length(bias.Length, outputs, nameof(bias));
            bias.CopyTo(to.Span);
        }
    }

    private static TiledWeights Pack(ReadOnlySpan<float> weight, ReadOnlySpan<float> bias, TiledWeights to, int channels)
    {
        Guard.Length(weight.Length, checked(to.Outputs * to.Inputs), nameof(weight));
        var pixels = Guard.Rows(to.Inputs, channels, nameof(channels));
        var items = to.Items.Span;
        for (var output = 0; output < to.Outputs; output++)
        {
            var panel = output / to.PanelWidth * to.PanelWidth;
            var width = Math.Min(to.PanelWidth, Lanes.Padded(to.Outputs) - panel);
            var target = items.Slice(panel * to.Inputs, width * to.Inputs);
            var row = weight.Slice(output * to.Inputs, to.Inputs);
            for (var input = 0; input < row.Length; input++)
            {
                target[(PlaceOf(input, channels, pixels) * width) + output - panel] = row[input];
            }
        }

        CopyBias(bias, to.Outputs, to.Bias);
        return to;
    }
}
