using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Snnc.Numerics;

namespace Snnc.Runtime.Kernels;

/// <content>Weights of eight bits: sums of up to 256 of them fit 16 bits, and are made wider after as many.</content>
public static unsafe partial class EventTiles
{
    // 256 bytes of at most 255.
    private const int SumsOfShorts = 256;

    /// <inheritdoc cref="Sum(SpikeLists, TiledWeights, int, int, StepRows{float}, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sum(SpikeLists lists, TiledByteWeights weights, int tile, int steps, StepRows<float> sums, int column = 0)
    {
        Guard.Length(lists.Size, weights.Inputs, nameof(lists));
        var width = weights.WidthOf(tile);
        Guard.Room(lists, sums, steps, column + width);
        var first = tile * TiledWeights.TileWidth;
        var bytes = weights.BytesOf(tile);
        fixed (byte* items = weights.Items)
        fixed (float* bias = weights.Bias, scale = weights.Step, y = &sums.Start)
        fixed (int* starts = lists.Starts, indices = lists.Indices)
        {
            var tileItems = items + ((long)first * weights.Inputs);
            if (lists.HasValues)
            {
                fixed (float* values = lists.Values)
                {
                    var weighted = new ByteCall(tileItems, bytes, bias + first, scale + first, y + column, sums.Stride, width);
                    WeightedBytes(indices, values, starts, steps, weighted);
                }

                return;
            }

            for (var group = 0; group < width; group += TiledByteWeights.Group)
            {
                var call = new ByteCall(
                    tileItems + group, bytes, bias + first + group, scale + first + group, y + column + group, sums.Stride, width - group);
                if (bytes == TiledWeights.TileWidth)
                {
                    SixtyFour(lists, indices, starts, steps, weights.Outputs, call);
                    break;
                }

                ThirtyTwo(indices, starts, steps, call);
            }
        }
    }

    [MethodImpl(Hot)]
    private static void ThirtyTwo(int* indices, int* starts, int steps, in ByteCall call)
    {
        var items = call.Items;
        for (var step = 0; step < steps; step++)
        {
            int* next = indices + starts[step], end = indices + starts[step + 1];
            var isFirst = true;
            do
            {
                var last = next + Math.Min(SumsOfShorts, end - next);
                var offset = (int)(last - next) * TiledByteWeights.Offset;
                var (a, b) = (Vector256<ushort>.Zero, Vector256<ushort>.Zero);
                for (; next < last; next++)
                {
                    var u = Vector256.Load((ushort*)(items + ((long)*next * call.Bytes)));
                    a += u;
                    b += u >>> 8;
                }

                Put(a, b, offset, call, step, 0, isFirst);
                isFirst = false;
            }
            while (next < end);
        }
    }

    // A group: the sums of both bytes, the upper one 256 times, and those of the upper one.
    [MethodImpl(Inlined)]
    private static void Put(Vector256<ushort> both, Vector256<ushort> upper, int offset, in ByteCall call, int step, int column, bool isFirst)
    {
        Put(both - (upper << 8), offset, call, step, column, isFirst);
        if (call.Width > column + (TiledByteWeights.Group / 2))
        {
            Put(upper, offset, call, step, column + (TiledByteWeights.Group / 2), isFirst);
        }
    }

    // Rows of sums are full eights, not sixteens.
    [MethodImpl(Inlined)]
    private static void Put(Vector256<ushort> sums, int offset, in ByteCall call, int step, int column, bool isFirst)
    {
        var y = call.Sums + ((long)step * call.Stride) + column;
        var (low, high) = Vector256.Widen(sums);
        var o = Vector256.Create(offset);
        var bias = isFirst ? call.Bias + column : y;
        var a = Vector256.ConvertToSingle(low.AsInt32() - o);
        Vector256.FusedMultiplyAdd(a, Vector256.Load(call.Steps + column), Vector256.Load(bias)).Store(y);
        if (column + 8 < call.Width)
        {
            var b = Vector256.ConvertToSingle(high.AsInt32() - o);
            Vector256.FusedMultiplyAdd(b, Vector256.Load(call.Steps + column + 8), Vector256.Load(bias + 8)).Store(y + 8);
        }
    }

    // Elements that are counts: each row becomes numbers first.
    [MethodImpl(Hot)]
    private static void WeightedBytes(int* indices, float* values, int* starts, int steps, in ByteCall call)
    {
        for (var column = 0; column < call.Width; column += TiledByteWeights.Group / 2)
        {
            var items = call.Items + (column / TiledByteWeights.Group * TiledByteWeights.Group);
            var (low, high) = (Vector256.Load(call.Steps + column), Vector256.Load(call.Steps + column + 8));
            var isUpper = column % TiledByteWeights.Group != 0;
            var y = call.Sums + column;
            for (var step = 0; step < steps; step++, y += call.Stride)
            {
                var (a, b) = (Vector256.Load(call.Bias + column), Vector256.Load(call.Bias + column + 8));
                for (var k = starts[step]; k < starts[step + 1]; k++)
                {
                    var pairs = Vector256.Load((ushort*)(items + ((long)indices[k] * call.Bytes)));
                    var halves = isUpper ? pairs >>> 8 : pairs & Vector256.Create((ushort)0xff);
                    var multiples = halves.AsInt16() - Vector256.Create((short)TiledByteWeights.Offset);
                    var x = Vector256.Create(values[k]);
                    a = Vector256.FusedMultiplyAdd(x, Vector256.ConvertToSingle(Vector256.WidenLower(multiples)) * low, a);
                    b = Vector256.FusedMultiplyAdd(x, Vector256.ConvertToSingle(Vector256.WidenUpper(multiples)) * high, b);
                }

                a.Store(y);
                if (column + 8 < call.Width)
                {
                    b.Store(y + 8);
                }
            }
        }
    }

    /// <summary>Where the data of up to 64 outputs lies.</summary>
    private readonly ref struct ByteCall(byte* items, int bytes, float* bias, float* steps, float* sums, int stride, int width)
        : IWholeTile<ByteCall>
    {
        public readonly byte* Items = items;
        public readonly int Bytes = bytes;
        public readonly float* Bias = bias;
        public readonly float* Steps = steps;
        public readonly float* Sums = sums;
        public readonly int Stride = stride;
        public readonly int Width = width;

        public static int RowBytes => TiledWeights.TileWidth;

        // Twice the bytes that blocks of wider weights have: a row is so few instructions that those of a block and step count.
        public static int BlockInputs => 8 * BlockRule.Inputs;

        public byte* Rows => Items;

        // Of two bytes the upper ones are summed alone and with the lower ones, which the difference then gives. Two vectors where none is so wide.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Add(in ByteCall call, int* next, int* end, int step, bool isFirst, bool asksAhead)
        {
            var items = call.Items;
            do
            {
                var last = next + Math.Min(SumsOfShorts, end - next);
                var offset = (int)(last - next) * TiledByteWeights.Offset;
                var (both, upper) = (Vector512<ushort>.Zero, Vector512<ushort>.Zero);
                for (; next < last - 1; next += 2)
                {
                    AddRow(items, next, asksAhead, ref both, ref upper);
                    AddRow(items, next + 1, asksAhead, ref both, ref upper);
                }

                if (next < last)
                {
                    AddRow(items, next++, asksAhead, ref both, ref upper);
                }

                Put(both.GetLower(), upper.GetLower(), offset, call, step, 0, isFirst);
                Put(both.GetUpper(), upper.GetUpper(), offset, call, step, TiledByteWeights.Group, isFirst);
                isFirst = false;
            }
            while (next < end);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void AddRow(byte* items, int* next, bool asksAhead, ref Vector512<ushort> both, ref Vector512<ushort> upper)
        {
            if (asksAhead && Sse.IsSupported)
            {
                Sse.Prefetch0(items + ((long)next[SpikeLists.Ahead] * TiledWeights.TileWidth));
            }

            var pairs = Vector512.Load((ushort*)(items + ((long)*next * TiledWeights.TileWidth)));
            both += pairs;
            upper += pairs >>> 8;
        }
    }
}
