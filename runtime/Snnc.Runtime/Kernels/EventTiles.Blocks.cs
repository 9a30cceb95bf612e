using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Snnc.Numerics;

namespace Snnc.Runtime.Kernels;

/// <content>
/// Weights that a core's own cache does not hold: block of inputs by block, whose rows stay in the nearest cache while all steps add them. Meanwhile all rows
/// of a block further on are asked for, some in each step, so that the memory behind never rests.
/// </content>
public static unsafe partial class EventTiles
{
    private static bool IsBlocked(SpikeLists lists, TiledWeights weights, int steps)
    {
        var bytes = (long)weights.Items.Length * sizeof(float);
        var blocks = (weights.Inputs + BlockRule.Inputs - 1) / BlockRule.Inputs;
        return bytes > BlockRule.NearBytes && steps >= BlockRule.FewestSteps && lists.Events > (long)BlockRule.FewestEntries * steps * blocks
            && lists.Events > (long)BlockRule.FewestReads(bytes) * weights.Inputs;
    }

    [MethodImpl(Hot)]
    private static void BlockedSixtyFour(in Call call, int inputs)
    {
        int* at = stackalloc int[call.Steps];
        for (var step = 0; step < call.Steps; step++)
        {
            at[step] = call.Starts[step];
        }

        var share = (BlockRule.Inputs + call.Steps - 1) / call.Steps;
        for (var first = 0; first < inputs; first += BlockRule.Inputs)
        {
            var y = call.Sums;
            var left = BlockRule.Inputs;
            var ahead = (byte*)(call.Weights + ((long)(first + (BlockRule.BlocksAhead * BlockRule.Inputs)) * TiledWeights.TileWidth));
            for (var step = 0; step < call.Steps; step++, y += call.Stride)
            {
                var rows = Math.Min(share, left);
                ahead = AskFor(ahead, rows * TiledWeights.TileWidth * sizeof(float));
                left -= rows;
                var next = call.Indices + at[step];
                var end = EndOf(next, call.Indices + call.Starts[step + 1], first + BlockRule.Inputs);
                at[step] = (int)(end - call.Indices);
                var before = first == 0 ? call.Bias : y;
                ListedRows.SixtyFourSums(next, end, call.Weights, TiledWeights.TileWidth, before, y);
            }
        }
    }

    // Where in an ascending list what is less than a number ends: several entries at a time, since no end is foretold. Entries beyond can be read.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int* EndOf(int* next, int* end, int number)
    {
        int count;
        do
        {
            var less = Vector512.LessThan(Vector512.Load(next), Vector512.Create(number)).ExtractMostSignificantBits();
            count = BitOperations.TrailingZeroCount(~less);
            next += count;
        }
        while (count == Vector512<int>.Count && next < end);
        return next < end ? next : end;
    }

    // Bytes that lie one after the other, as far as the core's own cache: the nearest is full. Gives where they end.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte* AskFor(byte* from, int bytes)
    {
        var end = from + bytes;
        for (; Sse.IsSupported && from < end; from += CacheLine.Size)
        {
            Sse.Prefetch1(from);
        }

        return end;
    }
}
