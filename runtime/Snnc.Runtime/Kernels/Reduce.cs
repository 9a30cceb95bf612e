using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Snnc.Runtime.Kernels;

/// <summary>Kernels that make one number of an axis.</summary>
public static class Reduce
{
    /// <summary>The sum along an axis, which goes away.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sum<T>(ReadOnlySpan<T> x, AxisShape shape, Span<T> y)
        where T : unmanaged, INumber<T>
    {
        Guard.Length(x.Length, shape.Length, nameof(x));
        Guard.Length(y.Length, shape.OtherLength, nameof(y));
        for (var outer = 0; outer < shape.Outer; outer++)
        {
            var target = y.Slice(outer * shape.Inner, shape.Inner);
            target.Clear();
            for (var i = 0; i < shape.Extent; i++)
            {
                Elementwise.Add(x.Slice(((outer * shape.Extent) + i) * shape.Inner, shape.Inner), target);
            }
        }
    }

    /// <summary>The mean along an axis, which goes away.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Mean(ReadOnlySpan<float> x, AxisShape shape, Span<float> y)
    {
        Sum(x, shape, y);
        for (var i = 0; i < y.Length; i++)
        {
            y[i] /= shape.Extent;
        }
    }

    /// <summary>The index of the largest element along the last axis, the lowest on ties.</summary>
    /// <param name="extent">The last axis's extent.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ArgMax<T>(ReadOnlySpan<T> x, int extent, Span<long> y)
        where T : unmanaged, INumber<T>
    {
        var rows = Guard.Rows(x.Length, extent, nameof(x));
        Guard.Length(y.Length, rows, nameof(y));
        for (var row = 0; row < rows; row++)
        {
            var values = x.Slice(row * extent, extent);
            var best = 0;
            for (var i = 1; i < extent; i++)
            {
                best = values[i] > values[best] ? i : best;
            }

            y[row] = best;
        }
    }
}
