using System;
using System.Runtime.CompilerServices;

namespace Snnc.Runtime.Kernels;

/// <summary>Products of two arrays that are both computed when the network runs.</summary>
public static class MatMul
{
    /// <summary>y[..., i, j] = sum_k a[..., i, k] * b[..., k, j].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
