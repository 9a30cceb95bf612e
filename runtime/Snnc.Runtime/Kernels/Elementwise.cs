using System;
using System.Numerics;

namespace Snnc.Runtime.Kernels;

/// <summary>Sums and products with broadcasting. A sum of several inputs is <c>Arrange.Gather</c> or a copy of the first, then <c>Add</c> of the others.</summary>
public static class Elementwise
{
    /// <summary>y += x.</summary>
    public static void Add<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, INumber<T>
    {
        Guard.Length(x.Length, y.Length, nameof(x));
        for (var i = 0; i < y.Length; i++)
        {
            y[i] += x[i];
        }
    }

    /// <summary>y[i] += x[map[i]].</summary>
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
    public static void Multiply<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, INumber<T>
    {
        Guard.Length(x.Length, y.Length, nameof(x));
        for (var i = 0; i < y.Length; i++)
        {
            y[i] *= x[i];
        }
    }

    /// <summary>y[i] *= x[map[i]].</summary>
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
    public static void Scale(ReadOnlySpan<float> x, float by, Span<float> y)
    {
        Guard.Length(y.Length, x.Length, nameof(y));
        for (var i = 0; i < y.Length; i++)
        {
            y[i] = x[i] * by;
        }
    }

    /// <summary>y = 1 where x > value, else 0.</summary>
    public static void Threshold(ReadOnlySpan<float> x, float value, Span<float> y)
    {
        Guard.Length(y.Length, x.Length, nameof(y));
        for (var i = 0; i < y.Length; i++)
        {
            y[i] = x[i] > value ? 1 : 0;
        }
    }

    /// <summary>y[i] = 1 where x[i] > value[map[i]], else 0.</summary>
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
    public static void ToReal(ReadOnlySpan<long> x, Span<float> y)
    {
        Guard.Length(y.Length, x.Length, nameof(y));
        for (var i = 0; i < y.Length; i++)
        {
            y[i] = x[i];
        }
    }
}
