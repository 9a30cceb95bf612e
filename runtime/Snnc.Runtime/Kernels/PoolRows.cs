using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Snnc.Runtime.Kernels;

/// <summary>Pooling of [height, width, channels] in windows, over all channels of a pixel at once.</summary>
public static unsafe class PoolRows
{
    /// <summary>The sum of each window.</summary>
    public static void Sum(ReadOnlySpan<float> x, PoolShape shape, Span<float> y) => Each<SumOf>(x, shape, 1, y);

    /// <summary>The sum of each window divided by kernel^2, padding included.</summary>
    public static void Average(ReadOnlySpan<float> x, PoolShape shape, Span<float> y) =>
        Each<SumOf>(x, shape, shape.Rows.Kernel * shape.Columns.Kernel, y);

    /// <summary>The largest of each window; padding does not take part.</summary>
    public static void Max(ReadOnlySpan<float> x, PoolShape shape, Span<float> y) => Each<MaxOf>(x, shape, 1, y);

    private static void Each<TFold>(ReadOnlySpan<float> x, PoolShape shape, float divisor, Span<float> y)
        where TFold : struct, IFold
    {
        Guard.Length(x.Length, shape.InputLength, nameof(x));
        Guard.Length(y.Length, shape.OutputLength, nameof(y));

        // Halves and quarters are exact, and a product costs less than a division.
        var isPower = BitOperations.IsPow2((uint)divisor);
        fixed (float* from = x, to = y)
        {
            if (isPower && shape is { Rows: { Kernel: 2, Stride: 2, Padding: 0 }, Columns: { Kernel: 2, Stride: 2, Padding: 0 } } && shape.Channels % 8 == 0)
            {
                TwoByTwo<TFold>(from, shape.Columns.Extent, shape.Rows.Outputs, shape.Columns.Outputs, shape.Channels, 1 / divisor, to);
                return;
            }

            Windows<TFold>(from, shape, isPower ? 1 / divisor : divisor, isPower, to);
        }
    }

    // The usual windows: each is read from two places, without a loop.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TwoByTwo<TFold>(float* x, int width, int rows, int columns, int channels, float factor, float* y)
        where TFold : struct, IFold
    {
        var below = (long)width * channels;
        for (var row = 0; row < rows; row++)
        {
            var pixel = x + (2 * row * below);
            for (var column = 0; column < columns; column++, pixel += channels)
            {
                for (var end = pixel + channels; pixel < end; pixel += 8, y += 8)
                {
                    var top = TFold.Combine(Vector256.Load(pixel), Vector256.Load(pixel + channels));
                    var bottom = TFold.Combine(Vector256.Load(pixel + below), Vector256.Load(pixel + below + channels));
                    (TFold.Combine(top, bottom) * factor).Store(y);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Windows<TFold>(float* x, PoolShape shape, float scale, bool isFactor, float* y)
        where TFold : struct, IFold
    {
        var (rows, columns, channels) = (shape.Rows, shape.Columns, shape.Channels);
        for (var row = 0; row < rows.Outputs; row++)
        {
            var (top, bottom) = Inside(rows, row);
            for (var column = 0; column < columns.Outputs; column++, y += channels)
            {
                var (left, right) = Inside(columns, column);
                var channel = 0;
                for (; channel <= channels - 8; channel += 8)
                {
                    var value = TFold.Start;
                    for (var i = top; i < bottom; i++)
                    {
                        var pixel = x + ((((long)i * columns.Extent) + left) * channels) + channel;
                        for (var j = left; j < right; j++, pixel += channels)
                        {
                            value = TFold.Combine(value, Vector256.Load(pixel));
                        }
                    }

                    (isFactor ? value * scale : value / Vector256.Create(scale)).Store(y + channel);
                }

                for (; channel < channels; channel++)
                {
                    var value = TFold.Start.ToScalar();
                    for (var i = top; i < bottom; i++)
                    {
                        for (var j = left; j < right; j++)
                        {
                            value = TFold.Combine(value, x[((((long)i * columns.Extent) + j) * channels) + channel]);
                        }
                    }

                    y[channel] = isFactor ? value * scale : value / scale;
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static (int Start, int End) Inside(ConvAxis axis, int p) =>
        (Math.Max(axis.Input(p, 0), 0), Math.Min(axis.Input(p, 0) + axis.Kernel, axis.Extent));

    private interface IFold
    {
        static abstract Vector256<float> Start { get; }

        static abstract Vector256<float> Combine(Vector256<float> result, Vector256<float> value);

        static abstract float Combine(float result, float value);
    }

    private readonly struct SumOf : IFold
    {
        public static Vector256<float> Start => Vector256<float>.Zero;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<float> Combine(Vector256<float> result, Vector256<float> value) => result + value;

        public static float Combine(float result, float value) => result + value;
    }

    private readonly struct MaxOf : IFold
    {
        public static Vector256<float> Start => Vector256.Create(float.NegativeInfinity);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<float> Combine(Vector256<float> result, Vector256<float> value) => Vector256.Max(result, value);

        public static float Combine(float result, float value) => MathF.Max(result, value);
    }
}
