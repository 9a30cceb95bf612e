using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Snnc.Runtime.Kernels;

/// <summary>
/// Sums and products with broadcasting. A sum of several inputs is <c>Arrange.Gather</c> or a copy of the first, then <c>Add</c> of the others.
/// </summary>
public static class Elementwise
{
    /// <summary>y += x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, INumber<T>
    {
        Guard.Length(x.Length, y.Length, nameof(x));
        var vectors = MemoryMarshal.Cast<T, Vector<T>>(y);
        var added = MemoryMarshal.Cast<T, Vector<T>>(x);
        for (var i = 0; i < vectors.Length && i < added.Length; i++)
        {
            vectors[i] += added[i];
        }

        for (var i = vectors.Length * Vector<T>.Count; i < y.Length; i++)
        {
            y[i] += x[i];
        }
    }

    /// <summary>y[i] += x[map[i]].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add<T>(ReadOnlySpan<T> x, IndexMap map, Span<T> y)
        where T : unmanaged, INumber<T>
    {
        if (map.IsIdentity)
        {
            Add(x, y);
            return;
        }

        Guard.Length(x.Length, map.SourceLength, nameof(x));
        Guard.Length(y.Length, map.Length, nameof(y));
        var indices = map.Indices;
        for (var i = 0; i < y.Length; i++)
        {
            y[i] += x[indices[i]];
        }
    }

    /// <summary>y *= x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, INumber<T>
    {
        Guard.Length(x.Length, y.Length, nameof(x));
        var vectors = MemoryMarshal.Cast<T, Vector<T>>(y);
        var factors = MemoryMarshal.Cast<T, Vector<T>>(x);
        for (var i = 0; i < vectors.Length && i < factors.Length; i++)
        {
            vectors[i] *= factors[i];
        }

        for (var i = vectors.Length * Vector<T>.Count; i < y.Length; i++)
        {
            y[i] *= x[i];
        }
    }

    /// <summary>y[i] *= x[map[i]].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply<T>(ReadOnlySpan<T> x, IndexMap map, Span<T> y)
        where T : unmanaged, INumber<T>
    {
        if (map.IsIdentity)
        {
            Multiply(x, y);
            return;
        }

        Guard.Length(x.Length, map.SourceLength, nameof(x));
        Guard.Length(y.Length, map.Length, nameof(y));
        var indices = map.Indices;
        for (var i = 0; i < y.Length; i++)
        {
            y[i] *= x[indices[i]];
        }
    }

    /// <summary>y = x * by.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scale(ReadOnlySpan<float> x, float by, Span<float> y)
    {
        Guard.Length(y.Length, x.Length, nameof(y));
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(y);
        var from = MemoryMarshal.Cast<float, Vector<float>>(x);
        for (var i = 0; i < vectors.Length && i < from.Length; i++)
        {
            vectors[i] = from[i] * by;
        }

        for (var i = vectors.Length * Vector<float>.Count; i < y.Length; i++)
        {
            y[i] = x[i] * by;
        }
    }

    /// <summary>y = 1 where x > value, else 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Threshold(ReadOnlySpan<float> x, float value, Span<float> y)
    {
        Guard.Length(y.Length, x.Length, nameof(y));
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(y);
        var from = MemoryMarshal.Cast<float, Vector<float>>(x);
        for (var i = 0; i < vectors.Length && i < from.Length; i++)
        {
            vectors[i] = Vector.ConditionalSelect(Vector.GreaterThan(from[i], new Vector<float>(value)), Vector<float>.One, Vector<float>.Zero);
        }

        for (var i = vectors.Length * Vector<float>.Count; i < y.Length; i++)
        {
            y[i] = x[i] > value ? 1 : 0;
        }
    }

    /// <summary>y[i] = 1 where x[i] > value[map[i]], else 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Threshold(ReadOnlySpan<float> x, ReadOnlySpan<float> value, IndexMap map, Span<float> y)
    {
        Guard.Length(value.Length, map.SourceLength, nameof(value));
        Guard.Length(x.Length, map.Length, nameof(x));
        Guard.Length(y.Length, map.Length, nameof(y));
        var indices = map.Indices;
        for (var i = 0; i < y.Length; i++)
        {
            y[i] = x[i] > value[indices[i]] ? 1 : 0;
        }
    }

    /// <summary>Whole numbers as reals, rounded to nearest even.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ToReal(ReadOnlySpan<long> x, Span<float> y)
    {
        Guard.Length(y.Length, x.Length, nameof(y));
        for (var i = 0; i < y.Length; i++)
        {
            y[i] = x[i];
        }
    }
}
