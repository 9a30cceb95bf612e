using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Snnc.Runtime.Kernels;

/// <summary>Kernels that only move elements.</summary>
public static unsafe class Arrange
{
    /// <summary>y[i] = x[map[i]]: permute, or broadcast.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gather<T>(ReadOnlySpan<T> x, IndexMap map, Span<T> y)
        where T : unmanaged
    {
        Guard.Length(x.Length, map.SourceLength, nameof(x));
        Guard.Length(y.Length, map.Length, nameof(y));
        var indices = map.Indices;
        for (var i = 0; i < y.Length; i++)
        {
            y[i] = x[indices[i]];
        }
    }

    /// <summary>Indices start up to end (not included) of an axis of x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Slice<T>(ReadOnlySpan<T> x, AxisShape shape, int start, int end, Span<T> y)
        where T : unmanaged
    {
        Guard.Length(x.Length, shape.Length, nameof(x));
        var run = (end - start) * shape.Inner;
        Guard.Length(y.Length, shape.Outer * run, nameof(y));
        for (var outer = 0; outer < shape.Outer; outer++)
        {
            x.Slice(((outer * shape.Extent) + start) * shape.Inner, run).CopyTo(y.Slice(outer * run, run));
        }
    }

    /// <summary>Copies one input of a concatenation to its place in y.</summary>
    /// <param name="x">The input, of extent <c>x.Length / (Outer * Inner)</c> along the axis.</param>
    /// <param name="start">Where it goes along the axis of y.</param>
    /// <param name="shape">Of y.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Concat<T>(ReadOnlySpan<T> x, int start, AxisShape shape, Span<T> y)
        where T : unmanaged
    {
        Guard.Length(y.Length, shape.Length, nameof(y));
        var run = Guard.Rows(x.Length, shape.Outer, nameof(x));
        for (var outer = 0; outer < shape.Outer; outer++)
        {
            x.Slice(outer * run, run).CopyTo(y.Slice(((outer * shape.Extent) + start) * shape.Inner, run));
        }
    }

    /// <summary>x [rows, size] to y: rows (x[i], x[j]) for i &lt;= j, ordered by i, then j.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pairs<T>(ReadOnlySpan<T> x, int size, Span<T> y)
        where T : unmanaged
    {
        var rows = Guard.Rows(x.Length, size, nameof(x));
        Guard.Length(y.Length, rows * (rows + 1) * size, nameof(y));
        for (var i = 0; i < rows; i++)
        {
            for (var j = i; j < rows; j++)
            {
                x.Slice(i * size, size).CopyTo(y);
                x.Slice(j * size, size).CopyTo(y[size..]);
                y = y[(2 * size)..];
            }
        }
    }

    /// <summary>y [columns, rows] is x [rows, columns] the other way round.</summary>
    /// <exception cref="ArgumentException">The spans are of different lengths, or not of full rows.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transpose<T>(ReadOnlySpan<T> x, int rows, Span<T> y)
        where T : unmanaged
    {
        Guard.Length(y.Length, x.Length, nameof(y));
        var columns = Guard.Rows(x.Length, rows, nameof(x));
        if (typeof(T) == typeof(float) && Avx.IsSupported && rows == 2)
        {
            fixed (T* from = x, to = y)
            {
                Interleave((float*)from, columns, (float*)to);
            }

            return;
        }

        var done = 0;
        if (typeof(T) == typeof(float) && Avx.IsSupported && rows >= 4)
        {
            done = columns & -8;
            fixed (T* from = x, to = y)
            {
                TransposeFours((float*)from, rows, columns, (float*)to);
            }
        }

        for (var row = 0; row < rows; row++)
        {
            var from = x.Slice(row * columns, columns);
            for (var column = done; column < columns; column++)
            {
                y[(column * rows) + row] = from[column];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Interleave(float* x, int columns, float* y)
    {
        var column = 0;
        for (; column <= columns - 8; column += 8, y += 16)
        {
            var (first, second) = (Vector256.Load(x + column), Vector256.Load(x + columns + column));
            var (low, high) = (Avx.UnpackLow(first, second), Avx.UnpackHigh(first, second));
            Avx.Permute2x128(low, high, 0x20).Store(y);
            Avx.Permute2x128(low, high, 0x31).Store(y + 8);
        }

        for (; column < columns; column++, y += 2)
        {
            (y[0], y[1]) = (x[column], x[columns + column]);
        }
    }

    // Full eights of columns; the last four rows overlap those before them.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransposeFours(float* x, int rows, int columns, float* y)
    {
        for (var start = 0; start < rows; start += 4)
        {
            var row = Math.Min(start, rows - 4);
            var to = y + row;
            float* first = x + ((long)row * columns), second = first + columns, third = second + columns, fourth = third + columns;
            for (var column = 0; column <= columns - 8; column += 8, to += 8 * rows)
            {
                var (a, b) = (Vector256.Load(first + column), Vector256.Load(second + column));
                TransposedStore.Four(a, b, Vector256.Load(third + column), Vector256.Load(fourth + column), to, rows, 8);
            }
        }
    }
}
