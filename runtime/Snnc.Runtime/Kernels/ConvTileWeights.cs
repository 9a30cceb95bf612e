using System;

namespace Snnc.Runtime.Kernels;

/// <summary>
/// Weights of a convolution in tiles: images lie with their channels innermost, a tile is a row of output pixels with all their channels. There are two
/// copies, one for each way to go: what a window reads from a row of inputs is <c>[kernel row][kernel column][channel][output]</c>; what an input
/// gives to a row of outputs is <c>[kernel row][channel][phase][kernel column from right to left][output]</c>, where the phase is that of a stride, and zeros
/// before and behind, so that every input gives to the same number of pixels: those at an edge give zeros to pixels that do not see them.
/// </summary>
public sealed class ConvTileWeights
{
    private ConvTileWeights(ConvShape shape, ReadOnlySpan<float> weight, ReadOnlySpan<float> bias)
    {
        Guard.Length(weight.Length, shape.WeightLength, nameof(weight));
        Shape = shape;
        Windows = new AlignedArray<float>(weight.Length + shape.Outputs);
        Reach = (shape.Columns.Kernel + shape.Columns.Stride - 1) / shape.Columns.Stride;
        Pixels = Math.Min(Reach, shape.Columns.Outputs);
        Spreads = new AlignedArray<float>(shape.Rows.Kernel * SpreadRowLength);
        Bias = new AlignedArray<float>(shape.Outputs);
        bias.CopyTo(Bias.Span);
        Places = new AlignedArray<int>(2 * shape.Rows.Kernel * RowLength);
        FindPlaces();
        Reorder(weight);
    }

    /// <summary>Gets the extents.</summary>
    public ConvShape Shape { get; }

    internal AlignedArray<float> Windows { get; }

    internal AlignedArray<float> Spreads { get; }

    internal AlignedArray<float> Bias { get; }

    /// <summary>
    /// Gets for each element of the rows of inputs that a row of outputs sees two places: where in the row of outputs what it gives starts, and where in
    /// <see cref="Spreads"/> its weights start.
    /// </summary>
    internal AlignedArray<int> Places { get; }

    /// <summary>Gets the pixels beside each other that an input gives to.</summary>
    internal int Pixels { get; }

    /// <summary>Gets the elements of a row of inputs.</summary>
    internal int RowLength => Shape.Columns.Extent * Shape.Channels;

    /// <summary>Gets the number of rows of outputs in <see cref="Windows"/>, after which there is one of zeros.</summary>
    internal int ZeroRow => Shape.Taps * Shape.Channels;

    // The most pixels of a row that see an input.
    private int Reach { get; }

    // Weights of a channel and phase, and the zeros before them.
    private int RunLength => (Pixels + Reach) * Shape.Outputs;

    private int SpreadRowLength => (Shape.Channels * Shape.Columns.Stride * RunLength) + (Pixels * Shape.Outputs);

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
    private void FindPlaces()
    {
        var (columns, outputs) = (Shape.Columns, Shape.Outputs);
        var places = Places.Span;
        for (var place = 0; place < places.Length / 2; place++)
        {
            var (q, inRow) = Math.DivRem(place, RowLength);
            var (x, channel) = Math.DivRem(inRow, Shape.Channels);
            var (last, phase) = Math.DivRem(x + columns.Padding, columns.Stride);
            var first = last - Reach + 1;
            var start = Math.Clamp(first, 0, columns.Outputs - Pixels);
            var skipped = Math.Clamp(start - first, -Pixels, Reach);
            places[2 * place] = start * outputs;
            places[(2 * place) + 1] = StartOf(q, channel, phase) + (skipped * outputs);
        }
    }

    // Where the weights of the leftmost pixel are.
    private int StartOf(int row, int channel, int phase) =>
        (row * SpreadRowLength) + (((channel * Shape.Columns.Stride) + phase) * RunLength) + (Pixels * Shape.Outputs);

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
                    var (left, phase) = Math.DivRem(r, Shape.Columns.Stride);
                    Windows.Span[(((((q * columns) + r) * channels) + channel) * outputs) + output] = weight[next];
                    Spreads.Span[StartOf(q, channel, phase) + ((Reach - 1 - left) * outputs) + output] = weight[next++];
                }
            }
        }
    }
}
