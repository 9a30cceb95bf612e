using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Snnc.Numerics;

namespace Snnc.Runtime.Kernels;

/// <content>
/// Tiles of 64 outputs, however many bits a weight has. Weights that a core's own cache does not hold are gone through block of inputs by block, whose rows
/// stay in the nearest cache while all steps add them. Meanwhile all rows of a block further on are asked for, some in each step, so that the memory behind
/// never rests.
/// </content>
public static unsafe partial class EventTiles
{
    private interface IWholeTile<TTile>
        where TTile : struct, IWholeTile<TTile>, allows ref struct
    {
        /// <summary>Gets what an input has in the tile.</summary>
        static abstract int RowBytes { get; }

        /// <summary>Gets the most inputs of a block.</summary>
        static abstract int BlockInputs { get; }

        byte* Rows { get; }

        /// <summary>The sums of a step: rows on a list, and the bias or what the sums were.</summary>
        static abstract void Add(in TTile tile, int* next, int* end, int step, bool isFirst, bool asksAhead);
    }

    [MethodImpl(Hot)]
    private static void SixtyFour<TTile>(SpikeLists lists, int* indices, int* starts, int steps, int outputs, in TTile tile)
        where TTile : struct, IWholeTile<TTile>, allows ref struct
    {
        if (IsBlocked<TTile>(lists, steps, outputs))
        {
            fixed (int* reached = Scratch.Reached(steps))
            {
                Blocks(indices, starts, reached, steps, lists.Size, tile);
            }

            return;
        }

        for (var step = 0; step < steps; step++)
        {
            TTile.Add(tile, indices + starts[step], indices + starts[step + 1], step, isFirst: true, asksAhead: true);
        }
    }

    private static bool IsBlocked<TTile>(SpikeLists lists, int steps, int outputs)
        where TTile : struct, IWholeTile<TTile>, allows ref struct
    {
        var bytes = (long)lists.Size * outputs / TiledWeights.TileWidth * TTile.RowBytes;
        var blocks = ((long)lists.Size + TTile.BlockInputs - 1) / TTile.BlockInputs;
        return bytes > BlockRule.NearBytes && steps >= BlockRule.FewestSteps && lists.Events > BlockRule.FewestEntries(bytes) * steps * blocks
            && lists.Events > BlockRule.FewestReads(bytes) * lists.Size;
    }

    [MethodImpl(Hot)]
    private static void Blocks<TTile>(int* indices, int* starts, int* reached, int steps, int inputs, in TTile tile)
        where TTile : struct, IWholeTile<TTile>, allows ref struct
    {
        for (var step = 0; step < steps; step++)
        {
            reached[step] = starts[step];
        }

        var blocks = (inputs + TTile.BlockInputs - 1) / TTile.BlockInputs;
        var length = (inputs + blocks - 1) / blocks;
        var share = (length + steps - 1) / steps * TTile.RowBytes;
        for (var first = 0; first < inputs; first += length)
        {
            var left = length * TTile.RowBytes;
            var ahead = tile.Rows + ((long)(first + (BlockRule.BlocksAhead * length)) * TTile.RowBytes);
            for (var step = 0; step < steps; step++)
            {
                var asked = Math.Min(share, left);
                ahead = AskFor(ahead, asked);
                left -= asked;
                var next = indices + reached[step];
                var end = EndOf(next, indices + starts[step + 1], first + length);
                reached[step] = (int)(end - indices);
                TTile.Add(tile, next, end, step, isFirst: first == 0, asksAhead: false);
            }
        }
    }

    // Where in an ascending list what is less than a number ends: vector by vector, since no end within one is foretold. Entries beyond can be read.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int* EndOf(int* next, int* end, int number)
    {
        while (next + Vector512<int>.Count <= end && next[Vector512<int>.Count - 1] < number)
        {
            next += Vector512<int>.Count;
        }

        var less = Vector512.LessThan(Vector512.Load(next), Vector512.Create(number)).ExtractMostSignificantBits();
        next += BitOperations.TrailingZeroCount(~less);
        return next < end ? next : end;
    }

    /// <summary>Asks for bytes that lie one after the other, as far as the core's own cache: the nearest is full, and waits for fewer at a time.</summary>
    /// <returns>Where they end.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static byte* AskFor(byte* from, int bytes)
    {
        var end = from + bytes;
        for (; Sse.IsSupported && from < end; from += CacheLine.Size)
        {
            Sse.Prefetch1(from);
        }

        return end;
    }
}
