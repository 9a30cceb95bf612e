using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Snnc.Numerics;

namespace Snnc.Runtime.Kernels;

/// <summary>
/// Connections over the list of what is not 0 in one step: y = bias + the rows (or the synapses) of the inputs on the list. y is overwritten.
/// </summary>
public static unsafe partial class EventRows
{
    private const MethodImplOptions Hot = MethodImplOptions.AggressiveOptimization;

    /// <summary>A dense connection.</summary>
    /// <param name="step">Of the tile, or -1 for the step before it.</param>
    /// <param name="y">[outputs].</param>
    [MethodImpl(Hot)]
    public static void Add(SpikeLists lists, int step, DenseWeights<float> weights, Span<float> y)
    {
        Guard.Length(lists.Size, weights.Inputs, nameof(lists));
        Guard.Length(y.Length, weights.Outputs, nameof(y));
        if (weights.Stride == weights.Outputs)
        {
            AddPadded(lists, step, weights, y);
            return;
        }

        var sums = Scratch.Sums(weights.Stride).Span[..weights.Stride];
        AddPadded(lists, step, weights, sums);
        sums[..y.Length].CopyTo(y);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddPadded(SpikeLists lists, int step, DenseWeights<float> weights, Span<float> y)
    {
        var (start, count) = lists.Of(step);
        fixed (int* indices = lists.Indices)
        fixed (float* to = y, rows = weights.Rows, bias = weights.Bias)
        {
            if (!lists.HasValues)
            {
                Sum(indices + start, count, new(rows, weights.Stride, weights.Stride), bias, to, AheadOf(lists, step, weights));
                return;
            }

            new Span<float>(bias, weights.Stride).CopyTo(y);
            fixed (float* values = lists.Values)
            {
                RowSum.AddListed(indices + start, values + start, count, rows, weights.Stride, weights.Stride, to);
            }
        }
    }

    private static RowsAhead AheadOf(SpikeLists lists, int step, DenseWeights<float> weights) =>
        (long)weights.Inputs * weights.Stride * sizeof(float) <= BlockRule.FarBytes ? RowsAhead.None
            : step < lists.Count - 1 ? RowsAhead.OfList : RowsAhead.OfRow;

    // 64 sums at a time, or 256 in wide registers, stay there over the whole list.
    [MethodImpl(Hot)]
    private static void Sum(int* indices, int count, in RowPart rows, float* bias, float* y, RowsAhead ahead)
    {
        var column = 0;
        for (; column <= rows.Width - 256 && Vector512.IsHardwareAccelerated; column += 256)
        {
            ListedRows.Sixteen<Lanes16>(indices, indices + count, rows.Start + column, rows.Stride, bias + column, y + column, ahead);
        }

        for (; column <= rows.Width - 64; column += 64)
        {
            ListedRows.SixtyFourSums(indices, indices + count, rows.Start + column, rows.Stride, bias + column, y + column);
        }

        for (; column < rows.Width; column += 8)
        {
            ListedRows.One<Lanes8>(indices, indices + count, rows.Start + column, rows.Stride, bias + column, y + column);
        }
    }

    /// <summary>A sparse connection.</summary>
    /// <param name="step">Of the tile, or -1 for the step before it.</param>
    /// <param name="y">[targets].</param>
    public static void Add(SpikeLists lists, int step, SparseWeights<float> weights, Span<float> y)
    {
        Guard.Length(lists.Size, weights.Sources, nameof(lists));
        Guard.Length(y.Length, weights.Targets, nameof(y));
        weights.Bias.CopyTo(y);
        Scatter(lists, step, weights, y);
    }

    private static void Scatter(SpikeLists lists, int step, SparseWeights<float> weights, Span<float> y)
    {
        var (start, count) = lists.Of(step);
        fixed (int* indices = lists.Indices, starts = weights.Starts, targets = weights.To)
        fixed (float* weight = weights.Weight, to = y)
        {
            if (lists.HasValues)
            {
                fixed (float* values = lists.Values)
                {
                    Scatter(indices + start, values + start, count, starts, targets, weight, to);
                }
            }
            else if (weights.Constant is { } constant)
            {
                Scatter(indices + start, count, starts, targets, constant, to);
            }
            else
            {
                Scatter(indices + start, count, starts, targets, weight, to);
            }
        }
    }

    [MethodImpl(Hot)]
    private static void Scatter(int* indices, float* values, int count, int* starts, int* targets, float* weight, float* y)
    {
        for (var k = 0; k < count; k++)
        {
            for (var synapse = starts[indices[k]]; synapse < starts[indices[k] + 1]; synapse++)
            {
                y[targets[synapse]] += weight[synapse] * values[k];
            }
        }
    }

    [MethodImpl(Hot)]
    private static void Scatter(int* indices, int count, int* starts, int* targets, float* weight, float* y)
    {
        for (var k = 0; k < count; k++)
        {
            var end = starts[indices[k] + 1];
            for (var synapse = starts[indices[k]]; synapse < end; synapse++)
            {
                y[targets[synapse]] += weight[synapse];
            }
        }
    }

    // One number for all synapses: no array of them is read.
    [MethodImpl(Hot)]
    private static void Scatter(int* indices, int count, int* starts, int* targets, float weight, float* y)
    {
        for (var k = 0; k < count; k++)
        {
            var end = starts[indices[k] + 1];
            for (var synapse = starts[indices[k]]; synapse < end; synapse++)
            {
                y[targets[synapse]] += weight;
            }
        }
    }

    /// <summary>Some columns of rows.</summary>
    private readonly struct RowPart(float* start, int stride, int width)
    {
        public readonly float* Start = start;
        public readonly int Stride = stride;
        public readonly int Width = width;
    }
}
