using System;
using System.Runtime.CompilerServices;

namespace Snnc.Runtime.Kernels;

/// <summary>Normalisations.</summary>
public static class Normalize
{
    /// <summary>y = (x - mean) / sqrt(variance + eps) * weight + bias along an axis.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Batch(ReadOnlySpan<float> x, BatchNormWeights weights, Span<float> y)
    {
        var shape = weights.Shape;
        Guard.Length(x.Length, shape.Length, nameof(x));
        Guard.Length(y.Length, shape.Length, nameof(y));
        var place = 0;
        for (var outer = 0; outer < shape.Outer; outer++)
        {
            for (var i = 0; i < shape.Extent; i++)
            {
                var (mean, scale, bias) = (weights.Mean[i], weights.Scale[i], weights.Bias[i]);
                for (var end = place + shape.Inner; place < end; place++)
                {
                    y[place] = MathF.FusedMultiplyAdd(x[place] - mean, scale, bias);
                }
            }
        }
    }

    /// <summary>y = (x - mean) / sqrt(variance + eps) * weight + bias, with mean and (biased) variance over the last axis, in doubles.</summary>
    /// <param name="weight">Of the last axis's extent, or empty for 1.</param>
    /// <param name="bias">Of the last axis's extent, or empty for 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Layer(ReadOnlySpan<float> x, int extent, ReadOnlySpan<float> weight, ReadOnlySpan<float> bias, double eps, Span<float> y)
    {
        var rows = Guard.Rows(x.Length, extent, nameof(x));
        Guard.Length(y.Length, x.Length, nameof(y));
        Guard.Length(weight.IsEmpty ? extent : weight.Length, extent, nameof(weight));
        Guard.Length(bias.IsEmpty ? extent : bias.Length, extent, nameof(bias));
        for (var row = 0; row < rows; row++)
        {
            var source = x.Slice(row * extent, extent);
            var (mean, variance) = Moments(source);
            var factor = 1 / Math.Sqrt(variance + eps);
            var target = y.Slice(row * extent, extent);
            for (var i = 0; i < extent; i++)
            {
                target[i] = (float)(((source[i] - mean) * factor * (weight.IsEmpty ? 1 : weight[i])) + (bias.IsEmpty ? 0 : bias[i]));
            }
        }
    }

    /// <summary>y = exp(x - max) / sum of the same along an axis, in doubles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Softmax(ReadOnlySpan<float> x, AxisShape shape, Span<float> y)
    {
        Guard.Length(x.Length, shape.Length, nameof(x));
        Guard.Length(y.Length, shape.Length, nameof(y));
        for (var outer = 0; outer < shape.Outer; outer++)
        {
            for (var inner = 0; inner < shape.Inner; inner++)
            {
                Softmax(x, shape, (outer * shape.Extent * shape.Inner) + inner, y);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Softmax(ReadOnlySpan<float> x, AxisShape shape, int start, Span<float> y)
    {
        var end = start + (shape.Extent * shape.Inner);
        var greatest = float.NegativeInfinity;
        for (var place = start; place < end; place += shape.Inner)
        {
            greatest = MathF.Max(greatest, x[place]);
        }

        var sum = 0.0;
        for (var place = start; place < end; place += shape.Inner)
        {
            sum += Math.Exp(x[place] - (double)greatest);
        }

        for (var place = start; place < end; place += shape.Inner)
        {
            y[place] = (float)(Math.Exp(x[place] - (double)greatest) / sum);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (double Mean, double Variance) Moments(ReadOnlySpan<float> x)
    {
        var sum = 0.0;
        foreach (var value in x)
        {
            sum += value;
        }

        var mean = sum / x.Length;
        var squares = 0.0;
        foreach (var value in x)
        {
            squares += (value - mean) * (value - mean);
        }

        return (mean, squares / x.Length);
    }
}
