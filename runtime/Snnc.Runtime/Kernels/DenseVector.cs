using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Snnc.Runtime.Kernels;

/// <summary>
/// The kernels of <see cref="Dense"/> in 256-bit vectors. Rows of weights are added to the sums eight at a time, so that a sum is loaded and stored
/// once for eight rows and each row is streamed whole. Four rows of x share a load of the weights, in register tiles of 4 x 16 sums.
/// </summary>
internal static unsafe class DenseVector
{
    private const int TileRows = 4;

    // So many outputs that counting what is not 0 is little beside them.
    private const int FewOutputs = 64;

    /// <summary>All inputs; of a single row, as a frame is that is coded as a current, only those that are not 0 where they are few.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Signal(ReadOnlySpan<float> x, DenseWeights<float> weights, Span<float> y)
    {
        var rows = Guard.Rows(x.Length, weights.Inputs, nameof(x));
        Guard.Length(y.Length, rows * weights.Outputs, nameof(y));
        if (rows == 1 && weights.Stride >= FewOutputs && IsSparse(x))
        {
            Spikes(x, weights, y);
            return;
        }

        fixed (float* from = x, to = y, matrix = weights.Rows, bias = weights.Bias, sums = Scratch.Sums(TileRows * weights.Stride))
        {
            var row = 0;
            for (; row <= rows - TileRows; row += TileRows)
            {
                Tiles(from + ((long)row * weights.Inputs), matrix, bias, weights.Inputs, weights.Stride, sums);
                Put(sums, TileRows, weights, to + ((long)row * weights.Outputs));
            }

            for (; row < rows; row++)
            {
                new ReadOnlySpan<float>(bias, weights.Stride).CopyTo(new Span<float>(sums, weights.Stride));
                RowSum.AddAll(from + ((long)row * weights.Inputs), weights.Inputs, matrix, weights.Stride, sums);
                Put(sums, 1, weights, to + ((long)row * weights.Outputs));
            }
        }
    }

    /// <summary>The inputs that are not 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Spikes(ReadOnlySpan<float> x, DenseWeights<float> weights, Span<float> y)
    {
        var rows = Guard.Rows(x.Length, weights.Inputs, nameof(x));
        Guard.Length(y.Length, rows * weights.Outputs, nameof(y));
        fixed (int* indices = Scratch.Indices(weights.Inputs))
        fixed (float* values = Scratch.Values(weights.Inputs), sums = Scratch.Sums(weights.Stride))
        fixed (float* from = x, to = y, matrix = weights.Rows, bias = weights.Bias)
        {
            for (var row = 0; row < rows; row++)
            {
                var count = SpikeList.Build(from + ((long)row * weights.Inputs), weights.Inputs, indices, values);
                new ReadOnlySpan<float>(bias, weights.Stride).CopyTo(new Span<float>(sums, weights.Stride));
                RowSum.AddListed(indices, values, count, matrix, weights.Stride, weights.Stride, sums);
                Put(sums, 1, weights, to + ((long)row * weights.Outputs));
            }
        }
    }

    private static bool IsSparse(ReadOnlySpan<float> x) => 4L * x.Count(0f) >= x.Length;

    // Sums are padded as the weights are; results are not.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Put(float* sums, int rows, DenseWeights<float> weights, float* y)
    {
        for (var row = 0; row < rows; row++)
        {
            new ReadOnlySpan<float>(sums + (row * weights.Stride), weights.Outputs)
                .CopyTo(new Span<float>(y + ((long)row * weights.Outputs), weights.Outputs));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tiles(float* x, float* matrix, float* bias, int inputs, int stride, float* sums)
    {
        var column = 0;
        for (; column <= stride - 16; column += 16)
        {
            WideTile(x, matrix + column, bias + column, inputs, stride, sums + column);
        }

        if (column < stride)
        {
            NarrowTile(x, matrix + column, bias + column, inputs, stride, sums + column);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WideTile(float* x, float* matrix, float* bias, int inputs, int stride, float* sums)
    {
        var a0 = Vector256.Load(bias);
        var b0 = Vector256.Load(bias + 8);
        var (a1, a2, a3) = (a0, a0, a0);
        var (b1, b2, b3) = (b0, b0, b0);
        float* x1 = x + inputs, x2 = x1 + inputs, x3 = x2 + inputs;
        for (var k = 0; k < inputs; k++, matrix += stride)
        {
            var w = Vector256.Load(matrix);
            var u = Vector256.Load(matrix + 8);
            var v = Vector256.Create(x[k]);
            a0 = Fma.MultiplyAdd(v, w, a0);
            b0 = Fma.MultiplyAdd(v, u, b0);
            v = Vector256.Create(x1[k]);
            a1 = Fma.MultiplyAdd(v, w, a1);
            b1 = Fma.MultiplyAdd(v, u, b1);
            v = Vector256.Create(x2[k]);
            a2 = Fma.MultiplyAdd(v, w, a2);
            b2 = Fma.MultiplyAdd(v, u, b2);
            v = Vector256.Create(x3[k]);
            a3 = Fma.MultiplyAdd(v, w, a3);
            b3 = Fma.MultiplyAdd(v, u, b3);
        }

        a0.Store(sums);
        b0.Store(sums + 8);
        a1.Store(sums + stride);
        b1.Store(sums + stride + 8);
        a2.Store(sums + (2 * stride));
        b2.Store(sums + (2 * stride) + 8);
        a3.Store(sums + (3 * stride));
        b3.Store(sums + (3 * stride) + 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void NarrowTile(float* x, float* matrix, float* bias, int inputs, int stride, float* sums)
    {
        var a0 = Vector256.Load(bias);
        var (a1, a2, a3) = (a0, a0, a0);
        float* x1 = x + inputs, x2 = x1 + inputs, x3 = x2 + inputs;
        for (var k = 0; k < inputs; k++, matrix += stride)
        {
            var w = Vector256.Load(matrix);
            a0 = Fma.MultiplyAdd(Vector256.Create(x[k]), w, a0);
            a1 = Fma.MultiplyAdd(Vector256.Create(x1[k]), w, a1);
            a2 = Fma.MultiplyAdd(Vector256.Create(x2[k]), w, a2);
            a3 = Fma.MultiplyAdd(Vector256.Create(x3[k]), w, a3);
        }

        a0.Store(sums);
        a1.Store(sums + stride);
        a2.Store(sums + (2 * stride));
        a3.Store(sums + (3 * stride));
    }
}
