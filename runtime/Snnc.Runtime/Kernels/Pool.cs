using System;
using System.Numerics;

namespace Snnc.Runtime.Kernels;

/// <summary>The extents of a pooling of x [Channels, Rows, Columns].</summary>
public sealed record PoolShape(int Channels, ConvAxis Rows, ConvAxis Columns)
{
    /// <summary>Gets the number of input elements.</summary>
    public int InputLength => checked(Channels * Rows.Extent * Columns.Extent);

    /// <summary>Gets the number of output elements.</summary>
    public int OutputLength => checked(Channels * Rows.Outputs * Columns.Outputs);

    /// <summary>Square windows.</summary>
    public static PoolShape Square(int channels, int height, int width, int kernel, int stride, int padding = 0) =>
        new(channels, new ConvAxis(height, kernel, stride, padding, 1), new ConvAxis(width, kernel, stride, padding, 1));
}

/// <summary>Pooling of [channels, height, width] in windows.</summary>
public static class Pool
{
    /// <summary>The sum of each window.</summary>
    public static void Sum<T>(ReadOnlySpan<T> x, PoolShape shape, Span<T> y)
        where T : unmanaged, INumber<T> => Each<T, SumOf<T>>(x, shape, y);

    /// <summary>The sum of each window divided by kernel^2, padding included.</summary>
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
        where T : unmanaged, INumber<T>, IMinMaxValue<T> => Each<T, MaxOf<T>>(x, shape, y);

    private static void Each<T, TFold>(ReadOnlySpan<T> x, PoolShape shape, Span<T> y)
        where T : unmanaged, INumber<T>
        where TFold : struct, IFold<T>
    {
        Guard.Length(x.Length, shape.InputLength, nameof(x));
        Guard.Length(y.Length, shape.OutputLength, nameof(y));
        var plane = shape.Rows.Extent * shape.Columns.Extent;
        var next = 0;
        for (var channel = 0; channel < shape.Channels; channel++)
        {
            for (var row = 0; row < shape.Rows.Outputs; row++)
            {
                for (var column = 0; column < shape.Columns.Outputs; column++)
                {
                    y[next++] = Window<T, TFold>(x.Slice(channel * plane, plane), shape, row, column);
                }
            }
        }
    }

    private static T Window<T, TFold>(ReadOnlySpan<T> x, PoolShape shape, int row, int column)
        where T : unmanaged, INumber<T>
        where TFold : struct, IFold<T>
    {
        var (top, bottom) = Inside(shape.Rows, row);
        var (left, right) = Inside(shape.Columns, column);
        var result = TFold.Start;
        for (var i = top; i < bottom; i++)
        {
            foreach (var value in x[((i * shape.Columns.Extent) + left)..((i * shape.Columns.Extent) + right)])
            {
                result = TFold.Combine(result, value);
            }
        }

        return result;
    }

    private static (int Start, int End) Inside(ConvAxis axis, int p)
    {
        var start = axis.Input(p, 0);
        return (Math.Clamp(start, 0, axis.Extent), Math.Clamp(start + axis.Kernel, 0, axis.Extent));
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
        where T : INumber<T>, IMinMaxValue<T>
    {
        public static T Start => T.MinValue;

        public static T Combine(T result, T value) => value > result ? value : result;
    }
}
