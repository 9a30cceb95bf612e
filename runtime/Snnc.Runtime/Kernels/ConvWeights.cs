using System;
using System.Numerics;

namespace Snnc.Runtime.Kernels;

/// <summary>Packs the weights of convolutions.</summary>
public static class ConvWeights
{
    /// <summary>Packs real weights.</summary>
    /// <param name="weight">[outputs, channels / groups, kernel (, kernel)].</param>
    /// <param name="bias">[outputs], or empty for none.</param>
    public static ConvWeights<float> Pack(ConvShape shape, ReadOnlySpan<float> weight, ReadOnlySpan<float> bias) => new(shape, weight, bias);

    /// <summary>Packs whole weights, whose sums are made in 64 bits.</summary>
    /// <param name="weight">[outputs, channels / groups, kernel (, kernel)].</param>
    /// <param name="bias">[outputs], or empty for none.</param>
    public static ConvWeights<long> Pack(ConvShape shape, ReadOnlySpan<long> weight, ReadOnlySpan<long> bias) => new(shape, weight, bias);
}

/// <summary>
/// Weights of a convolution as [channel][tap][output of the channel's group, padded with zeros to a multiple of 8]: what one input element
/// gives to one output place is contiguous. Rows of taps are stored from right to left (<see cref="ConvShape.Tap"/>).
/// </summary>
/// <typeparam name="T">Single precision, or 64-bit whole numbers.</typeparam>
public sealed class ConvWeights<T>
    where T : unmanaged, INumber<T>
{
    private const int Padding = 8;

    internal ConvWeights(ConvShape shape, ReadOnlySpan<T> weight, ReadOnlySpan<T> bias)
    {
        Guard.Length(weight.Length, shape.WeightLength, nameof(weight));
        Shape = shape;
        Stride = checked(shape.OutputsPerGroup + Padding - 1) / Padding * Padding;
        Taps = new AlignedArray<T>(checked(shape.Channels * shape.Taps * Stride));
        PaddedBias = new AlignedArray<T>(checked(shape.Groups * Stride));
        Guard.Length(bias.IsEmpty ? shape.Outputs : bias.Length, shape.Outputs, nameof(bias));
        for (var output = 0; output < bias.Length; output++)
        {
            BiasOf(output) = bias[output];
        }

        RowTargets = new AlignedArray<int>(checked(shape.Rows.Extent * shape.Rows.Kernel));
        FindRowTargets();
        Reorder(weight);
    }

    /// <summary>Gets the extents.</summary>
    public ConvShape Shape { get; }

    /// <summary>Gets the number of elements from one tap to the next.</summary>
    internal int Stride { get; }

    /// <summary>Gets the weights, [channels, taps, Stride].</summary>
    internal AlignedArray<T> Taps { get; }

    /// <summary>Gets which row of outputs reads a row of inputs with a row of the kernel, [input row, kernel row]; -1 for none.</summary>
    internal AlignedArray<int> RowTargets { get; }

    /// <summary>Gets the bias, [groups, Stride]; zeros where there is none.</summary>
    internal AlignedArray<T> PaddedBias { get; }

    /// <summary>The bias of an output.</summary>
    internal ref T BiasOf(int output)
    {
        var (group, column) = Math.DivRem(output, Shape.OutputsPerGroup);
        return ref PaddedBias.Span[(group * Stride) + column];
    }

    private void FindRowTargets()
    {
        for (var place = 0; place < RowTargets.Length; place++)
        {
            var (row, q) = Math.DivRem(place, Shape.Rows.Kernel);
            RowTargets.Span[place] = Shape.Rows.TryOutput(row, q, out var target) ? target : -1;
        }
    }

    private void Reorder(ReadOnlySpan<T> weight)
    {
        var taps = Taps.Span;
        for (var output = 0; output < Shape.Outputs; output++)
        {
            var (group, column) = Math.DivRem(output, Shape.OutputsPerGroup);
            for (var channel = 0; channel < Shape.ChannelsPerGroup; channel++)
            {
                for (var tap = 0; tap < Shape.Taps; tap++)
                {
                    var stored = Shape.Tap(tap / Shape.Columns.Kernel, tap % Shape.Columns.Kernel);
                    var to = (((group * Shape.ChannelsPerGroup) + channel) * Shape.Taps) + stored;
                    taps[(to * Stride) + column] = weight[(((output * Shape.ChannelsPerGroup) + channel) * Shape.Taps) + tap];
                }
            }
        }
    }
}
