using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Snnc.Runtime.Kernels;

/// <summary>Pooling of [channels, height, width] in windows.</summary>
public static class Pool
{
    /// <summary>The sum of each window.</summary>
    public static void Sum<T>(ReadOnlySpan<T> x, PoolShape shape, Span<T> y)
        where T : unmanaged, INumber<T> => Each<T, SumOf<T>>(x, shape, y);

    /// <summary>The sum of each window divided by kernel^2, padding included.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Average(ReadOnlySpan<float> x, PoolShape shape, Span<float> y)
    {
        Each<float, SumOf<float>>(x, shape, y);
        float size = shape.Rows.Kernel * shape.Columns.Kernel;
        for (var i = 0; i < y.Length; i++)
        {
            y[i] /= size;
        }
    }

    /// <summary>The largest of each window; padding does not take part.</summary>
    public static void Max<T>(ReadOnlySpan<T> x, PoolShape shape, Span<T> y)
        where T : unmanaged, INumber<T> => Each<T, MaxOf<T>>(x, shape, y);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Each<T, TFold>(ReadOnlySpan<T> x, PoolShape shape, Span<T> y)
        where T : unmanaged, INumber<T>
        where TFold : struct, IFold<T>
    {
        Guard.Length(x.Length, shape.InputLength, nameof(x));
        Guard.Length(y.Length, shape.OutputLength, nameof(y));
        y.Fill(TFold.Start);
        for (var line = 0; line < shape.Channels * shape.Rows.Outputs; line++)
        {
            var (channel, row) = Math.DivRem(line, shape.Rows.Outputs);
            var target = y.Slice(line * shape.Columns.Outputs, shape.Columns.Outputs);
            for (var q = 0; q < shape.Rows.Kernel; q++)
            {
                var i = shape.Rows.Input(row, q);
                if ((uint)i < (uint)shape.Rows.Extent)
                {
                    Line<T, TFold>(x.Slice(((channel * shape.Rows.Extent) + i) * shape.Columns.Extent, shape.Columns.Extent), shape.Columns, target);
                }
            }
        }
    }

    // One row of every window of a line: tap by tap, so that the windows' ends are found once for all.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Line<T, TFold>(ReadOnlySpan<T> x, ConvAxis axis, Span<T> y)
        where T : unmanaged, INumber<T>
        where TFold : struct, IFold<T>
    {
        for (var q = 0; q < axis.Kernel; q++)
        {
            var first = Math.Max(0, (axis.Padding - q + axis.Stride - 1) / axis.Stride);
            for (int p = first, j = axis.Input(first, q); p < y.Length && j < x.Length; p++, j += axis.Stride)
            {
                y[p] = TFold.Combine(y[p], x[j]);
            }
        }
    }

    private interface IFold<T>
    {
        static abstract T Start { get; }

        static abstract T Combine(T result, T value);
    }

    private readonly struct SumOf<T> : IFold<T>
        where T : INumber<T>
    {
        public static T Start => T.Zero;

        public static T Combine(T result, T value) => result + value;
    }

    private readonly struct MaxOf<T> : IFold<T>
        where T : INumber<T>
    {
        public static T Start => T.CreateSaturating(double.NegativeInfinity);

        public static T Combine(T result, T value) => T.Max(result, value);
    }
}
