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
    public static void Transpose<T>(ReadOnlySpan<T> x, int rows, Span<T> y)
        where T : unmanaged
    {
        Guard.Length(y.Length, x.Length, nameof(y));
        Transpose(x, rows, y, rows);
    }

    /// <summary>The same where the rows of y lie so many elements apart.</summary>
    /// <exception cref="ArgumentException">x is not of full rows, or y too short.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Transpose<T>(ReadOnlySpan<T> x, int rows, Span<T> y, int stride)
        where T : unmanaged
    {
        var columns = Guard.Rows(x.Length, rows, nameof(x));
        Guard.Reach(y.Length, columns, rows, stride, nameof(y));
        if (typeof(T) == typeof(float) && Avx.IsSupported && rows == 2 && stride == 2)
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
                if (rows % 8 == 0)
                {
                    TransposeEights((float*)from, rows, columns, (float*)to, stride);
                }
                else
                {
                    TransposeFours((float*)from, rows, columns, (float*)to, stride);
                }
            }
        }

        for (var row = 0; row < rows; row++)
        {
            var from = x.Slice(row * columns, columns);
            for (var column = done; column < columns; column++)
            {
                y[(column * stride) + row] = from[column];
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
    private static void TransposeFours(float* x, int rows, int columns, float* y, int stride)
    {
        for (var start = 0; start < rows; start += 4)
        {
            var row = Math.Min(start, rows - 4);
            var to = y + row;
            float* first = x + ((long)row * columns), second = first + columns, third = second + columns, fourth = third + columns;
            for (var column = 0; column <= columns - 8; column += 8, to += 8L * stride)
            {
                var (a, b) = (Vector256.Load(first + column), Vector256.Load(second + column));
                TransposedStore.Four(a, b, Vector256.Load(third + column), Vector256.Load(fourth + column), to, stride, 8);
            }
        }
    }

    // Full eights of rows and columns. Sixteen rows fill a line of the cache at once: where lines lie a power of two apart, the nearest cache holds few of them
    // until more comes for them. Of rows that begin anywhere vectors of eight would often lie in two lines.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransposeEights(float* x, int rows, int columns, float* y, int stride)
    {
        for (var row = 0; row < rows; row += 16)
        {
            var isWhole = row <= rows - 16;
            float* from = x + ((long)row * columns), next = from + (8L * columns), to = y + row;
            for (var column = 0; column <= columns - 8; column += 8, to += 8L * stride)
            {
                EightByFour(from + column, columns, to, stride);
                EightByFour(from + column + 4, columns, to + (4L * stride), stride);
                if (isWhole)
                {
                    EightByFour(next + column, columns, to + 8, stride);
                    EightByFour(next + column + 4, columns, to + 8 + (4L * stride), stride);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void EightByFour(float* x, long columns, float* y, long stride)
    {
        float* second = x + columns, third = second + columns, fourth = third + columns;
        var down = 4 * columns;
        var a = Vector256.Create(Vector128.Load(x), Vector128.Load(x + down));
        var b = Vector256.Create(Vector128.Load(second), Vector128.Load(second + down));
        var c = Vector256.Create(Vector128.Load(third), Vector128.Load(third + down));
        var d = Vector256.Create(Vector128.Load(fourth), Vector128.Load(fourth + down));
        var (low, high) = (Avx.UnpackLow(a, b), Avx.UnpackHigh(a, b));
        var (nextLow, nextHigh) = (Avx.UnpackLow(c, d), Avx.UnpackHigh(c, d));
        Avx.Shuffle(low, nextLow, 0x44).Store(y);
        Avx.Shuffle(low, nextLow, 0xEE).Store(y + stride);
        Avx.Shuffle(high, nextHigh, 0x44).Store(y + (2 * stride));
        Avx.Shuffle(high, nextHigh, 0xEE).Store(y + (3 * stride));
    }
}
