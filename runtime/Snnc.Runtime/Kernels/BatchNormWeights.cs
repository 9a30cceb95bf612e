using System;

namespace Snnc.Runtime.Kernels;

/// <summary>The constants of a batch normalisation, with everything but the input's own arithmetic done when loading.</summary>
public sealed class BatchNormWeights
{
    /// <summary>Folds variance, eps and weight into one factor, in doubles, rounded once.</summary>
    /// <param name="shape">The input, seen from the normalised axis; the arrays have its extent.</param>
    public BatchNormWeights(AxisShape shape, float[] mean, float[] variance, float[]? weight, float[]? bias, double eps)
    {
        Guard.Length(mean.Length, shape.Extent, nameof(mean));
        Guard.Length(variance.Length, shape.Extent, nameof(variance));
        Guard.Length(weight?.Length ?? shape.Extent, shape.Extent, nameof(weight));
        Guard.Length(bias?.Length ?? shape.Extent, shape.Extent, nameof(bias));
        Shape = shape;
        Mean = mean;
        Bias = bias ?? new float[shape.Extent];
        Scale = new float[shape.Extent];
        for (var i = 0; i < Scale.Length; i++)
        {
            Scale[i] = (float)((weight?[i] ?? 1.0) / Math.Sqrt(variance[i] + eps));
        }
    }

    internal AxisShape Shape { get; }

    internal float[] Mean { get; }

    internal float[] Scale { get; }

    internal float[] Bias { get; }
}
