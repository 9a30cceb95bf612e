using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Snnc.Runtime.Kernels;

/// <summary>Adds scaled rows of a matrix to sums, in 256-bit vectors. Lengths are multiples of 8; sums are aligned like the rows.</summary>
internal static unsafe class RowSum
{
    private const MethodImplOptions Hot = MethodImplOptions.AggressiveOptimization;

    // As many rows ahead as hide the second-level cache: a step of the loop reads one line of each of eight rows.
    private const int Ahead = 8;

    // Wider rows are followed by the processor's own prefetcher.
    private const int PrefetchedLength = 512;

    /// <summary>y += sum over k of values[k] * matrix row k.</summary>
    [MethodImpl(Hot)]
    public static void AddAll(float* values, int count, float* matrix, int length, float* y)
    {
        var k = 0;
        for (; k <= count - 8; k += 8)
        {
            var row = matrix + ((long)k * length);
            AddEight(
                row, row + length, row + (2L * length), row + (3L * length), row + (4L * length), row + (5L * length), row + (6L * length), row + (7L * length),
                values + k, length, y);
        }

        for (; k < count; k++)
        {
            AddOne(matrix + ((long)k * length), values[k], length, y);
        }
    }

    /// <summary>y += sum over k of values[k] * matrix row indices[k].</summary>
    /// <param name="stride">From row to row.</param>
    /// <param name="length">What is added of a row.</param>
    [MethodImpl(Hot)]
    public static void AddListed(int* indices, float* values, int count, float* matrix, int stride, int length, float* y)
    {
        var k = 0;
        for (; k <= count - 8; k += 8)
        {
            PrefetchEight(indices, k + Ahead, count, matrix, stride, length);
            AddEight(
                matrix + ((long)indices[k] * stride),
                matrix + ((long)indices[k + 1] * stride),
                matrix + ((long)indices[k + 2] * stride),
                matrix + ((long)indices[k + 3] * stride),
                matrix + ((long)indices[k + 4] * stride),
                matrix + ((long)indices[k + 5] * stride),
                matrix + ((long)indices[k + 6] * stride),
                matrix + ((long)indices[k + 7] * stride),
                values + k,
                length,
                y);
        }

        if (k <= count - 4)
        {
            AddFour(
                matrix + ((long)indices[k] * stride),
                matrix + ((long)indices[k + 1] * stride),
                matrix + ((long)indices[k + 2] * stride),
                matrix + ((long)indices[k + 3] * stride),
                values + k,
                length,
                y);
            k += 4;
        }

        for (; k < count; k++)
        {
            AddOne(matrix + ((long)indices[k] * stride), values[k], length, y);
        }
    }

    /// <summary>y += value * row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddOne(float* row, float value, int length, float* y)
    {
        var v = Vector256.Create(value);
        var j = 0;
        for (; j <= length - 16; j += 16)
        {
            Vector256.FusedMultiplyAdd(v, Vector256.Load(row + j), Vector256.Load(y + j)).Store(y + j);
            Vector256.FusedMultiplyAdd(v, Vector256.Load(row + j + 8), Vector256.Load(y + j + 8)).Store(y + j + 8);
        }

        if (j < length)
        {
            Vector256.FusedMultiplyAdd(v, Vector256.Load(row + j), Vector256.Load(y + j)).Store(y + j);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PrefetchEight(int* indices, int from, int count, float* matrix, int stride, int length)
    {
        if (!Sse.IsSupported || length > PrefetchedLength || from + 8 > count)
        {
            return;
        }

        for (var k = from; k < from + 8; k++)
        {
            var row = matrix + ((long)indices[k] * stride);
            for (var j = 0; j < length; j += 16)
            {
                Sse.Prefetch0(row + j);
            }
        }
    }

    // Two chains of four, so that a sum waits for four additions rather than eight.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddEight(
        float* r0, float* r1, float* r2, float* r3, float* r4, float* r5, float* r6, float* r7, float* values, int length, float* y)
    {
        var v0 = Vector256.Create(values[0]);
        var v1 = Vector256.Create(values[1]);
        var v2 = Vector256.Create(values[2]);
        var v3 = Vector256.Create(values[3]);
        var v4 = Vector256.Create(values[4]);
        var v5 = Vector256.Create(values[5]);
        var v6 = Vector256.Create(values[6]);
        var v7 = Vector256.Create(values[7]);
        for (var j = 0; j < length; j += 8)
        {
            var a = Vector256.FusedMultiplyAdd(v0, Vector256.Load(r0 + j), Vector256.Load(y + j));
            var b = v4 * Vector256.Load(r4 + j);
            a = Vector256.FusedMultiplyAdd(v1, Vector256.Load(r1 + j), a);
            b = Vector256.FusedMultiplyAdd(v5, Vector256.Load(r5 + j), b);
            a = Vector256.FusedMultiplyAdd(v2, Vector256.Load(r2 + j), a);
            b = Vector256.FusedMultiplyAdd(v6, Vector256.Load(r6 + j), b);
            a = Vector256.FusedMultiplyAdd(v3, Vector256.Load(r3 + j), a);
            b = Vector256.FusedMultiplyAdd(v7, Vector256.Load(r7 + j), b);
            (a + b).Store(y + j);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddFour(float* r0, float* r1, float* r2, float* r3, float* values, int length, float* y)
    {
        var v0 = Vector256.Create(values[0]);
        var v1 = Vector256.Create(values[1]);
        var v2 = Vector256.Create(values[2]);
        var v3 = Vector256.Create(values[3]);
        for (var j = 0; j < length; j += 8)
        {
            var a = Vector256.FusedMultiplyAdd(v0, Vector256.Load(r0 + j), Vector256.Load(y + j));
            var b = v2 * Vector256.Load(r2 + j);
            a = Vector256.FusedMultiplyAdd(v1, Vector256.Load(r1 + j), a);
            b = Vector256.FusedMultiplyAdd(v3, Vector256.Load(r3 + j), b);
            (a + b).Store(y + j);
        }
    }
}
