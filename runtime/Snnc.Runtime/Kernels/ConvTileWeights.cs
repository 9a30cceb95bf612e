using System;

namespace Snnc.Runtime.Kernels;

/// <summary>
/// Weights of a convolution in tiles: images lie with their channels innermost, a tile is a row of output pixels with all their channels. There are two
/// copies, one for each way to go: what a window reads from a row of inputs is <c>[kernel row][kernel column][channel][output]</c>; what an input
/// gives to a row of outputs is <c>[kernel row][channel][kernel column from right to left][output]</c>, the columns that a stride leaves out aside.
/// </summary>
public sealed class ConvTileWeights
{
    private ConvTileWeights(ConvShape shape, ReadOnlySpan<float> weight, ReadOnlySpan<float> bias)
    {
        Guard.Length(weight.Length, shape.WeightLength, nameof(weight));
        Shape = shape;
        Windows = new AlignedArray<float>(weight.Length + shape.Outputs);
        Spreads = new AlignedArray<float>(weight.Length);
        Bias = new AlignedArray<float>(shape.Outputs);
        bias.CopyTo(Bias.Span);
        (Targets, Sources, Lengths) = (
            new AlignedArray<int>(RowLength), new AlignedArray<int>(RowLength), new AlignedArray<int>(RowLength));
        FindTargets();
        Reorder(weight);
    }

    /// <summary>Gets the extents.</summary>
    public ConvShape Shape { get; }

    internal AlignedArray<float> Windows { get; }

    internal AlignedArray<float> Spreads { get; }

    internal AlignedArray<float> Bias { get; }

    /// <summary>Gets for each element of a row of inputs where in a row of outputs what it gives starts.</summary>
    internal AlignedArray<int> Targets { get; }

    /// <summary>Gets where in <see cref="Spreads"/>, from the kernel row's start on, its weights start.</summary>
    internal AlignedArray<int> Sources { get; }

    /// <summary>Gets how many they are.</summary>
    internal AlignedArray<int> Lengths { get; }

    /// <summary>Gets the elements of a row of inputs.</summary>
    internal int RowLength => Shape.Columns.Extent * Shape.Channels;

    /// <summary>Gets the number of rows of outputs in <see cref="Windows"/>, after which there is one of zeros.</summary>
    internal int ZeroRow => Shape.Taps * Shape.Channels;

    /// <summary>Gets the weights of a row of the kernel.</summary>
    internal int KernelRowLength => Shape.Columns.Kernel * Shape.Channels * Shape.Outputs;

    /// <summary>Packs weights. Outputs must be a multiple of 8; groups and dilation 1.</summary>
    /// <param name="weight">[outputs, channels, kernel, kernel].</param>
    /// <param name="bias">[outputs], or empty for none.</param>
    /// <exception cref="ArgumentException">The convolution has no tiles.</exception>
    public static ConvTileWeights Pack(ConvShape shape, ReadOnlySpan<float> weight, ReadOnlySpan<float> bias) => HasTiles(shape)
        ? new ConvTileWeights(shape, weight, bias)
        : throw new ArgumentException("Only convolutions without groups and dilation whose outputs are full eights have tiles.", nameof(shape));

    /// <summary>Whether a convolution can run in tiles: one group, no dilation, and outputs in full eights.</summary>
    public static bool HasTiles(ConvShape shape) =>
        shape is { Groups: 1, Rows.Dilation: 1, Columns.Dilation: 1 } && shape.Outputs % Lanes.Count == 0;

    // Columns of the kernel that agree modulo the stride reach neighbouring outputs: column q of input x leads to (x + padding - q) / stride.
    private void FindTargets()
    {
        var (columns, outputs) = (Shape.Columns, Shape.Outputs);
        for (var x = 0; x < columns.Extent; x++)
        {
            var residue = (x + columns.Padding) % columns.Stride;
            var taps = TapsOf(residue);
            var last = (x + columns.Padding - residue) / columns.Stride;
            var first = last - taps + 1;
            var (start, end) = (Math.Max(first, 0), Math.Min(last, columns.Outputs - 1));
            for (var channel = 0; channel < Shape.Channels; channel++)
            {
                var place = (x * Shape.Channels) + channel;
                Targets.Span[place] = start * outputs;
                Sources.Span[place] = ((channel * columns.Kernel) + FirstOf(residue) + start - first) * outputs;
                Lengths.Span[place] = Math.Max(end - start + 1, 0) * outputs;
            }
        }
    }

    private int TapsOf(int residue) => residue >= Shape.Columns.Kernel ? 0 : ((Shape.Columns.Kernel - 1 - residue) / Shape.Columns.Stride) + 1;

    private int FirstOf(int residue)
    {
        var first = 0;
        for (var other = 0; other < residue; other++)
        {
            first += TapsOf(other);
        }

        return first;
    }

    private void Reorder(ReadOnlySpan<float> weight)
    {
        var (rows, columns, channels, outputs) = (Shape.Rows.Kernel, Shape.Columns.Kernel, Shape.Channels, Shape.Outputs);
        var next = 0;
        for (var output = 0; output < outputs; output++)
        {
            for (var channel = 0; channel < channels; channel++)
            {
                for (var tap = 0; tap < rows * columns; tap++)
                {
                    var (q, r) = Math.DivRem(tap, columns);
                    var residue = r % Shape.Columns.Stride;
                    var place = FirstOf(residue) + TapsOf(residue) - 1 - (r / Shape.Columns.Stride);
                    Windows.Span[(((((q * columns) + r) * channels) + channel) * outputs) + output] = weight[next];
                    Spreads.Span[(((((q * channels) + channel) * columns) + place) * outputs) + output] = weight[next++];
                }
            }
        }
    }
}
