using System;
using System.Numerics;

namespace Snnc.Runtime.Kernels;

/// <summary>Packs the weights of convolutions whose synapses have delays of their own.</summary>
public static class DelayedConvWeights
{
    /// <summary>Packs real weights.</summary>
    /// <param name="weight">[outputs, channels / groups, kernel (, kernel)].</param>
    /// <param name="bias">[outputs], or null for none.</param>
    /// <param name="delays">In steps, of the weight's shape.</param>
    public static DelayedConvWeights<float> Pack(ConvShape shape, float[] weight, float[]? bias, long[] delays) => new(shape, weight, bias, delays);

    /// <summary>Packs whole weights, whose sums are made in 64 bits.</summary>
    /// <inheritdoc cref="Pack(ConvShape, float[], float[], long[])"/>
    public static DelayedConvWeights<long> Pack(ConvShape shape, long[] weight, long[]? bias, long[] delays) => new(shape, weight, bias, delays);
}

/// <summary>Weights and delays of a convolution, both in the layout of <see cref="ConvWeights{T}"/>.</summary>
/// <typeparam name="T">Single precision, or 64-bit whole numbers.</typeparam>
public sealed class DelayedConvWeights<T>
    where T : unmanaged, INumber<T>
{
    internal DelayedConvWeights(ConvShape shape, T[] weight, T[]? bias, long[] delays)
    {
        Weights = new ConvWeights<T>(shape, weight, bias);
        Delays = new ConvWeights<int>(shape, Array.ConvertAll(delays, DelaySteps.Checked), null);
    }

    internal ConvWeights<T> Weights { get; }

    internal ConvWeights<int> Delays { get; }

    /// <summary>Makes the ring.</summary>
    public FutureSums<T> CreateSums() => new(Weights.Shape.OutputLength, DelaySteps.Greatest(Delays.Taps.Span));
}
