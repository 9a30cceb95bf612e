using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Snnc.Runtime.Kernels;

/// <summary>
/// Connections with a delay per synapse: y(t) = bias + sum w * x(t - d), where x is 0 before the start and a delay of 0 reads this step's x.
/// Costs in proportion to the inputs that are not 0.
/// </summary>
public static class Delayed
{
    /// <summary>Spreads this step's input over this and later steps.</summary>
    /// <param name="x">[rows, sources].</param>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    public static void Send(ReadOnlySpan<float> x, DelayedWeights<float> weights, FutureSums<float> sums) => Rows(x, weights, sums);

    /// <inheritdoc cref="Send(ReadOnlySpan{float}, DelayedWeights{float}, FutureSums{float})"/>
    public static void Send(ReadOnlySpan<float> x, DelayedWeights<long> weights, FutureSums<long> sums) => Rows(x, weights, sums);

    /// <inheritdoc cref="Send(ReadOnlySpan{float}, DelayedWeights{float}, FutureSums{float})"/>
    public static void Send(ReadOnlySpan<long> x, DelayedWeights<long> weights, FutureSums<long> sums) => Rows(x, weights, sums);

    /// <summary>Spreads this step's input over this and later steps.</summary>
    /// <param name="x">[channels, height, width], or [channels, length].</param>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    public static void Send(ReadOnlySpan<float> x, DelayedConvWeights<float> weights, FutureSums<float> sums) => Windows(x, weights, sums);

    /// <inheritdoc cref="Send(ReadOnlySpan{float}, DelayedConvWeights{float}, FutureSums{float})"/>
    public static void Send(ReadOnlySpan<float> x, DelayedConvWeights<long> weights, FutureSums<long> sums) => Windows(x, weights, sums);

    /// <inheritdoc cref="Send(ReadOnlySpan{float}, DelayedConvWeights{float}, FutureSums{float})"/>
    public static void Send(ReadOnlySpan<long> x, DelayedConvWeights<long> weights, FutureSums<long> sums) => Windows(x, weights, sums);

    /// <summary>What arrives in this step: y = bias + the sums that are due. <see cref="FutureSums{T}.Advance"/> ends the step.</summary>
    /// <param name="y">[rows, targets].</param>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Take<T>(DelayedWeights<T> weights, FutureSums<T> sums, Span<T> y)
        where T : unmanaged, INumber<T>
    {
        Guard.Length(y.Length, sums.Length, nameof(y));
        Guard.Rows(y.Length, weights.Synapses.Targets, nameof(y));
        var due = sums.Due;
        for (var start = 0; start < y.Length; start += weights.Synapses.Targets)
        {
            var bias = weights.Synapses.Bias;
            for (var target = 0; target < bias.Length; target++)
            {
                y[start + target] = bias[target] + due[start + target];
            }
        }
    }

    /// <inheritdoc cref="Take{T}(DelayedWeights{T}, FutureSums{T}, Span{T})"/>
    /// <param name="y">[outputs, height, width], or [outputs, length].</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Take<T>(DelayedConvWeights<T> weights, FutureSums<T> sums, Span<T> y)
        where T : unmanaged, INumber<T>
    {
        var shape = weights.Weights.Shape;
        Guard.Length(y.Length, shape.OutputLength, nameof(y));
        Guard.Length(sums.Length, shape.OutputLength, nameof(sums));
        var due = sums.Due;
        for (var place = 0; place < y.Length; place++)
        {
            y[place] = weights.Weights.BiasOf(place / shape.Pixels) + due[place];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows<TInput, T>(ReadOnlySpan<TInput> x, DelayedWeights<T> weights, FutureSums<T> sums)
        where TInput : unmanaged, INumber<TInput>
        where T : unmanaged, INumber<T>
    {
        var synapses = weights.Synapses;
        var rows = Guard.Rows(x.Length, synapses.Sources, nameof(x));
        Guard.Length(sums.Length, rows * synapses.Targets, nameof(sums));
        for (var place = 0; place < x.Length; place++)
        {
            var value = T.CreateTruncating(x[place]);
            if (!T.IsZero(value))
            {
                var (row, source) = Math.DivRem(place, synapses.Sources);
                Spread(value, weights, source, sums, row * synapses.Targets);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Spread<T>(T value, DelayedWeights<T> weights, int source, FutureSums<T> sums, int offset)
        where T : unmanaged, INumber<T>
    {
        var synapses = weights.Synapses;
        for (var synapse = synapses.Starts[source]; synapse < synapses.Starts[source + 1]; synapse++)
        {
            sums.At(weights.Delays[synapse])[offset + synapses.To[synapse]] += synapses.Weight[synapse] * value;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Windows<TInput, T>(ReadOnlySpan<TInput> x, DelayedConvWeights<T> weights, FutureSums<T> sums)
        where TInput : unmanaged, INumber<TInput>
        where T : unmanaged, INumber<T>
    {
        var shape = weights.Weights.Shape;
        Guard.Length(x.Length, shape.InputLength, nameof(x));
        Guard.Length(sums.Length, shape.OutputLength, nameof(sums));
        for (var place = 0; place < x.Length; place++)
        {
            var value = T.CreateTruncating(x[place]);
            if (!T.IsZero(value))
            {
                Scatter(value, weights, place, sums);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scatter<T>(T value, DelayedConvWeights<T> weights, int place, FutureSums<T> sums)
        where T : unmanaged, INumber<T>
    {
        var shape = weights.Weights.Shape;
        var (line, j) = Math.DivRem(place, shape.Columns.Extent);
        var (channel, i) = Math.DivRem(line, shape.Rows.Extent);
        for (var tap = 0; tap < shape.Taps; tap++)
        {
            var (q, r) = Math.DivRem(tap, shape.Columns.Kernel);
            if (shape.Rows.TryOutput(i, q, out var row) && shape.Columns.TryOutput(j, r, out var column))
            {
                var pixel = (row * shape.Columns.Outputs) + column;
                Scatter(value, weights, (channel * shape.Taps) + shape.Tap(q, r), sums, pixel, channel / shape.ChannelsPerGroup);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scatter<T>(T value, DelayedConvWeights<T> weights, int tap, FutureSums<T> sums, int pixel, int group)
        where T : unmanaged, INumber<T>
    {
        var shape = weights.Weights.Shape;
        var stride = weights.Weights.Stride;
        var weight = weights.Weights.Taps.Span.Slice(tap * stride, shape.OutputsPerGroup);
        var delays = weights.Delays.Taps.Span.Slice(tap * stride, shape.OutputsPerGroup);
        for (var output = 0; output < weight.Length; output++)
        {
            sums.At(delays[output])[(((group * shape.OutputsPerGroup) + output) * shape.Pixels) + pixel] += weight[output] * value;
        }
    }
}
