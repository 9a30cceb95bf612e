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
