using System;
using System.Numerics;

namespace Snnc.Runtime.Kernels;

/// <summary>Packs the weights of dense connections.</summary>
public static class DenseWeights
{
    /// <summary>Packs real weights.</summary>
    /// <param name="weight">[outputs, inputs], row by row.</param>
    /// <param name="bias">[outputs], or empty for none.</param>
    public static DenseWeights<float> Pack(ReadOnlySpan<float> weight, ReadOnlySpan<float> bias, int outputs, int inputs) => new(weight, bias, outputs, inputs);

    /// <summary>Packs whole weights, whose sums are made in 64 bits.</summary>
    /// <param name="weight">[outputs, inputs], row by row.</param>
    /// <param name="bias">[outputs], or empty for none.</param>
    public static DenseWeights<long> Pack(ReadOnlySpan<long> weight, ReadOnlySpan<long> bias, int outputs, int inputs) => new(weight, bias, outputs, inputs);
}

/// <summary>
/// Weights of a dense connection, input-major: all weights from one input lie together, so that a spike adds one contiguous row.
/// Rows are padded with zeros to a multiple of 8 and start at multiples of 32 bytes.
/// </summary>
/// <typeparam name="T">Single precision, or 64-bit whole numbers.</typeparam>
public sealed class DenseWeights<T>
    where T : unmanaged, INumber<T>
{
    private const int Padding = 8;

    internal DenseWeights(ReadOnlySpan<T> weight, ReadOnlySpan<T> bias, int outputs, int inputs)
    {
        Guard.Length(weight.Length, checked(outputs * inputs), nameof(weight));
        Outputs = outputs;
        Inputs = inputs;
        Stride = checked(outputs + Padding - 1) / Padding * Padding;
        Rows = new AlignedArray<T>(checked(inputs * Stride));
        Bias = new AlignedArray<T>(Stride);
        if (!bias.IsEmpty)
        {
            Guard.Length(bias.Length, outputs, nameof(bias));
            bias.CopyTo(Bias.Span);
        }

        Transpose(weight);
    }

    /// <summary>Gets the number of outputs.</summary>
    public int Outputs { get; }

    /// <summary>Gets the number of inputs.</summary>
    public int Inputs { get; }

    /// <summary>Gets the number of elements from one row to the next.</summary>
    internal int Stride { get; }

    /// <summary>Gets the weights, [inputs, Stride].</summary>
    internal AlignedArray<T> Rows { get; }

    /// <summary>Gets the bias, padded with zeros; all zeros where there is none.</summary>
    internal AlignedArray<T> Bias { get; }

    /// <summary>The weights from one input.</summary>
    internal ReadOnlySpan<T> Row(int input) => Rows.Span.Slice(input * Stride, Outputs);

    private void Transpose(ReadOnlySpan<T> weight)
    {
        var rows = Rows.Span;
        for (var output = 0; output < Outputs; output++)
        {
            for (var input = 0; input < Inputs; input++)
            {
                rows[(input * Stride) + output] = weight[(output * Inputs) + input];
            }
        }
    }
}
