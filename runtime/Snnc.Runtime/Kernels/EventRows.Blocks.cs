using System;
using System.Runtime.CompilerServices;
using Snnc.Numerics;

namespace Snnc.Runtime.Kernels;

/// <content>
/// Whole rows for all steps of a tile of time, some outputs after the others. Inputs are gone through in blocks: what the entries of a block pick comes into
/// the core's own cache once, asked for while the block before is added, and all steps add it from there.
/// </content>
public static unsafe partial class EventRows
{
    /// <summary>The sums of some outputs of a dense connection for the steps of a tile of time, bias included.</summary>
    /// <param name="tile">Which 256 of the outputs.</param>
    /// <param name="sums">Takes the sums from <paramref name="column"/> on.</param>
    [MethodImpl(Hot)]
    public static void Sum(SpikeLists lists, DenseWeights<float> weights, int tile, int steps, StepRows<float> sums, int column = 0)
    {
        Guard.Length(lists.Size, weights.Inputs, nameof(lists));
        var first = tile * BlockRule.RowOutputs;
        var width = Math.Min(BlockRule.RowOutputs, weights.Stride - first);
        Guard.Room(lists, sums, steps, column + width);
        fixed (int* starts = lists.Starts, indices = lists.Indices)
        fixed (float* rows = weights.Rows, bias = weights.Bias, y = &sums.Start)
        {
            var call = new BlocksCall(indices, starts, steps, new RowPart(rows + first, weights.Stride, width), bias + first, y + column, sums.Stride);
            if (lists.HasValues)
            {
                fixed (float* values = lists.Values)
                {
                    WeightedSteps(call, values);
                }

                return;
            }

            fixed (int* reached = Scratch.Reached(2 * steps))
            {
                Blocks(call, lists.Size, BlockRule.InputsOfRows(lists.Size, lists.Events), reached, reached + steps);
            }
        }
    }

    // With the last block, the first one of the outputs that come next is asked for.
    [MethodImpl(Hot)]
    private static void Blocks(in BlocksCall call, int inputs, int length, int* reached, int* asked)
    {
        for (var step = 0; step < call.Steps; step++)
        {
            reached[step] = call.Starts[step];
            asked[step] = EndOf(call, step, reached[step], length);
        }

        for (var first = 0; first < inputs; first += length)
        {
            var isLast = first + length >= inputs;
            for (var step = 0; step < call.Steps; step++)
            {
                var (from, to) = (reached[step], asked[step]);
                reached[step] = to;
                asked[step] = isLast ? AskFor(call, step, call.Starts[step], length, call.Rows.Width) : AskFor(call, step, to, first + (2 * length), 0);
                var y = call.Sums + ((long)step * call.Stride);
                Sum(call.Indices + from, to - from, call.Rows, first == 0 ? call.Bias : y, y, RowsAhead.None);
            }
        }
    }

    // The first entry of a step, from one on, whose input is no less than a number.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int EndOf(in BlocksCall call, int step, int entry, int number)
    {
        while (entry < call.Starts[step + 1] && call.Indices[entry] < number)
        {
            entry++;
        }

        return entry;
    }

    // The same; the rows before are asked for, from a column on.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int AskFor(in BlocksCall call, int step, int entry, int number, int column)
    {
        var end = EndOf(call, step, entry, number);
        for (; entry < end; entry++)
        {
            var row = call.Rows.Start + column + ((long)call.Indices[entry] * call.Rows.Stride);
            EventTiles.AskFor((byte*)row, call.Rows.Width * sizeof(float));
        }

        return entry;
    }

    [MethodImpl(Hot)]
    private static void WeightedSteps(in BlocksCall call, float* values)
    {
        for (var step = 0; step < call.Steps; step++)
        {
            var from = call.Starts[step];
            var y = call.Sums + ((long)step * call.Stride);
            new Span<float>(call.Bias, call.Rows.Width).CopyTo(new Span<float>(y, call.Rows.Width));
            RowSum.AddListed(call.Indices + from, values + from, call.Starts[step + 1] - from, call.Rows.Start, call.Rows.Stride, call.Rows.Width, y);
        }
    }

    /// <summary>Where the data of a call lies.</summary>
    private readonly ref struct BlocksCall(int* indices, int* starts, int steps, RowPart rows, float* bias, float* sums, int stride)
    {
        public readonly int* Indices = indices;
        public readonly int* Starts = starts;
        public readonly int Steps = steps;
        public readonly RowPart Rows = rows;
        public readonly float* Bias = bias;
        public readonly float* Sums = sums;
        public readonly int Stride = stride;
    }
}
