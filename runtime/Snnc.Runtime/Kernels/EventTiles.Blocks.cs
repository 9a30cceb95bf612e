using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Snnc.Runtime.Kernels;

/// <content>
/// Weights that a core's own cache does not hold: block of inputs by block, whose rows stay in the nearest cache while all steps add them. Meanwhile all rows
/// of a block further on are asked for, some in each step, so that the memory behind never rests. Measured, as native code has it.
/// </content>
public static unsafe partial class EventTiles
{
    // Inputs of a block: their rows are 16 KB.
    private const int BlockInputs = 64;

    private const int BlocksAhead = 2;

    private const long NearBytes = 512 << 10;

    // What a core gets of a shared cache: rows that come from beyond are waited for longer.
    private const long FarBytes = 12 << 20;

    private const int FewestSteps = 8;

    // Entries of a block in a step on average, and of an input in all steps.
    private const int FewestEntries = 3;
    private const int FewestReads = 3;
    private const int FewestFarReads = 1;

    private static bool IsBlocked(SpikeLists lists, TiledWeights weights, int steps)
    {
        var bytes = (long)weights.Items.Length * sizeof(float);
        var blocks = (weights.Inputs + BlockInputs - 1) / BlockInputs;
        return bytes > NearBytes && steps >= FewestSteps && lists.Events > (long)FewestEntries * steps * blocks
            && lists.Events > (long)weights.Inputs * (bytes > FarBytes ? FewestFarReads : FewestReads);
    }

    [MethodImpl(Hot)]
    private static void BlockedSixtyFour(in Call call, int inputs)
    {
        int* at = stackalloc int[call.Steps];
        for (var step = 0; step < call.Steps; step++)
        {
            at[step] = call.Starts[step];
        }

        var share = (BlockInputs + call.Steps - 1) / call.Steps;
        for (var first = 0; first < inputs; first += BlockInputs)
        {
            var y = call.Sums;
            var asked = 0;
            var ahead = call.Weights + ((long)(first + (BlocksAhead * BlockInputs)) * TiledWeights.TileWidth);
            for (var step = 0; step < call.Steps; step++, y += call.Stride)
            {
                for (var row = 0; row < share && asked < BlockInputs; row++, asked++)
                {
                    AskFor(ahead + (asked * TiledWeights.TileWidth));
                }

                var next = call.Indices + at[step];
                var end = EndOf(next, call.Indices + call.Starts[step + 1], first + BlockInputs);
                at[step] = (int)(end - call.Indices);
                var before = first == 0 ? call.Bias : y;
                if (Vector512.IsHardwareAccelerated)
                {
                    ListedRows.Four<Lanes16>(next, end, call.Weights, TiledWeights.TileWidth, before, y);
                }
                else
                {
                    ListedRows.Eight<Lanes8>(next, end, call.Weights, TiledWeights.TileWidth, before, y);
                }
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

    // A row, as far as the core's own cache: the nearest is full.
    [MethodImpl(Inlined)]
    private static void AskFor(float* row)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch1(row);
            Sse.Prefetch1(row + 16);
            Sse.Prefetch1(row + 32);
            Sse.Prefetch1(row + 48);
        }
    }
}
