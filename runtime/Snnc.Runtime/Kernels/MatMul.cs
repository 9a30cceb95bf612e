using System;

namespace Snnc.Runtime.Kernels;

/// <summary>The extents of y[..., i, j] = sum_k a[..., i, k] * b[..., k, j], with the leading axes' broadcasting worked out.</summary>
public sealed class MatMulShape
{
    /// <summary>Works out the extents.</summary>
    /// <param name="a">[..., rows, inner].</param>
    /// <param name="b">[..., inner, columns].</param>
    /// <param name="y">[..., rows, columns].</param>
    public MatMulShape(ReadOnlySpan<int> a, ReadOnlySpan<int> b, ReadOnlySpan<int> y)
    {
        (Rows, Inner, Columns) = (a[^2], a[^1], b[^1]);
        Guard.Length(b[^2], Inner, nameof(b));
        A = IndexMap.Broadcast(a[..^2], y[..^2]);
        B = IndexMap.Broadcast(b[..^2], y[..^2]);
    }

    internal int Rows { get; }

    internal int Inner { get; }

    internal int Columns { get; }

    /// <summary>Gets which matrix of a each matrix of y is made of.</summary>
    internal IndexMap A { get; }

    /// <summary>Gets which matrix of b each matrix of y is made of.</summary>
    internal IndexMap B { get; }
}

/// <summary>Products of two arrays that are both computed when the network runs.</summary>
public static class MatMul
{
    /// <summary>y[..., i, j] = sum_k a[..., i, k] * b[..., k, j].</summary>
    public static void Multiply(ReadOnlySpan<float> a, ReadOnlySpan<float> b, MatMulShape shape, Span<float> y)
    {
        var (left, right, size) = (shape.Rows * shape.Inner, shape.Inner * shape.Columns, shape.Rows * shape.Columns);
        Guard.Length(a.Length, shape.A.SourceLength * left, nameof(a));
        Guard.Length(b.Length, shape.B.SourceLength * right, nameof(b));
        Guard.Length(y.Length, shape.A.Length * size, nameof(y));
        for (var matrix = 0; matrix < shape.A.Length; matrix++)
        {
            var from = a.Slice(shape.A.Indices[matrix] * left, left);
            var by = b.Slice(shape.B.Indices[matrix] * right, right);
            Multiply(from, by, y.Slice(matrix * size, size), shape.Inner, shape.Columns);
        }
    }

    // Rows of b are added to rows of y, so that all three are walked in order.
    private static void Multiply(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> y, int inner, int columns)
    {
        y.Clear();
        for (var place = 0; place < a.Length; place++)
        {
            var (i, k) = Math.DivRem(place, inner);
            var target = y.Slice(i * columns, columns);
            var row = b.Slice(k * columns, columns);
            for (var j = 0; j < target.Length; j++)
            {
                target[j] += a[place] * row[j];
            }
        }
    }
}
