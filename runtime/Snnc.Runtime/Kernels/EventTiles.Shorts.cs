using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Snnc.Numerics;

namespace Snnc.Runtime.Kernels;

/// <content>Weights of sixteen bits: sums of as many of them as 16 bits hold, and numbers after that.</content>
public static unsafe partial class EventTiles
{
    /// <inheritdoc cref="Sum(SpikeLists, TiledWeights, int, int, StepRows{float}, int)"/>
    public static void Sum(SpikeLists lists, TiledNarrowWeights weights, int tile, int steps, StepRows<float> sums, int column = 0)
    {
        if (weights.Bytes is { } bytes)
        {
            Sum(lists, bytes, tile, steps, sums, column);
        }
        else if (weights.Shorts is { } shorts)
        {
            Sum(lists, shorts, tile, steps, sums, column);
        }
        else
        {
            Sum(lists, weights.Singles!, tile, steps, sums, column);
        }
    }

    private static void Sum(SpikeLists lists, TiledShortWeights weights, int tile, int steps, StepRows<float> sums, int column)
    {
        Guard.Length(lists.Size, weights.Inputs, nameof(lists));
        var width = weights.WidthOf(tile);
        Guard.Room(lists, sums, steps, column + width);
        var first = tile * TiledWeights.TileWidth;
        fixed (short* items = weights.Items)
        fixed (float* bias = weights.Bias, scale = weights.Step, y = &sums.Start)
        fixed (int* starts = lists.Starts, indices = lists.Indices)
        {
            var call = new ShortCall(
                items + ((long)first * weights.Inputs), weights.RowOf(tile), weights.Most[tile], bias + first, scale + first, y + column, sums.Stride, width);
            if (lists.HasValues)
            {
                fixed (float* values = lists.Values)
                {
                    WeightedShorts(indices, values, starts, steps, call);
                }
            }
            else if (width == TiledWeights.TileWidth)
            {
                SixtyFour(lists, indices, starts, steps, weights.Outputs, call);
            }
            else
            {
                Sixteens(indices, starts, steps, call);
            }
        }
    }

    [MethodImpl(Hot)]
    private static void Sixteens(int* indices, int* starts, int steps, in ShortCall call)
    {
        for (var column = 0; column < call.Width; column += TiledShortWeights.Group)
        {
            var items = call.Items + column;
            for (var step = 0; step < steps; step++)
            {
                int* next = indices + starts[step], end = indices + starts[step + 1];
                var isFirst = true;
                do
                {
                    var last = next + Math.Min(call.Most, end - next);
                    var a = Vector256<short>.Zero;
                    for (; next < last; next++)
                    {
                        a += Vector256.Load(items + ((long)*next * call.Row));
                    }

                    Put(a, call, step, column, isFirst);
                    isFirst = false;
                }
                while (next < end);
            }
        }
    }

    // Elements that are counts: each row becomes numbers first.
    [MethodImpl(Hot)]
    private static void WeightedShorts(int* indices, float* values, int* starts, int steps, in ShortCall call)
    {
        for (var column = 0; column < call.Width; column += Lanes.Count)
        {
            var items = call.Items + column;
            var y = call.Sums + column;
            var by = Vector256.Load(call.Steps + column);
            for (var step = 0; step < steps; step++, y += call.Stride)
            {
                var sum = Vector256.Load(call.Bias + column);
                for (var k = starts[step]; k < starts[step + 1]; k++)
                {
                    var row = Vector256.ConvertToSingle(Vector256.WidenLower(Vector128.Load(items + ((long)indices[k] * call.Row)).ToVector256Unsafe()));
                    sum = Vector256.FusedMultiplyAdd(Vector256.Create(values[k]), row * by, sum);
                }

                sum.Store(y);
            }
        }
    }

    // Rows of sums are full eights, not sixteens.
    [MethodImpl(Inlined)]
    private static void Put(Vector256<short> sums, in ShortCall call, int step, int column, bool isFirst)
    {
        var y = call.Sums + ((long)step * call.Stride) + column;
        var before = isFirst ? call.Bias + column : y;
        var low = Vector256.ConvertToSingle(Vector256.WidenLower(sums));
        Vector256.FusedMultiplyAdd(low, Vector256.Load(call.Steps + column), Vector256.Load(before)).Store(y);
        if (column + 8 < call.Width)
        {
            var high = Vector256.ConvertToSingle(Vector256.WidenUpper(sums));
            Vector256.FusedMultiplyAdd(high, Vector256.Load(call.Steps + column + 8), Vector256.Load(before + 8)).Store(y + 8);
        }
    }

    /// <summary>Where the data of up to 64 outputs lies.</summary>
    private readonly ref struct ShortCall(short* items, int row, int most, float* bias, float* steps, float* sums, int stride, int width)
        : IWholeTile<ShortCall>
    {
        public readonly short* Items = items;
        public readonly int Row = row;
        public readonly int Most = most;
        public readonly float* Bias = bias;
        public readonly float* Steps = steps;
        public readonly float* Sums = sums;
        public readonly int Stride = stride;
        public readonly int Width = width;

        public static int RowBytes => TiledWeights.TileWidth * sizeof(short);

        public static int BlockInputs => 2 * BlockRule.Inputs;

        public byte* Rows => (byte*)Items;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Add(in ShortCall call, int* next, int* end, int step, bool isFirst, bool asksAhead)
        {
            if (Vector512.IsHardwareAccelerated)
            {
                AddWide(call, next, end, step, isFirst, asksAhead);
            }
            else
            {
                AddNarrow(call, next, end, step, isFirst, asksAhead);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void AddWide(in ShortCall call, int* next, int* end, int step, bool isFirst, bool asksAhead)
        {
            var items = call.Items;
            var y = call.Sums + ((long)step * call.Stride);
            var before = isFirst ? call.Bias : y;
            var (p, q) = (Vector512.Load(before), Vector512.Load(before + 16));
            var (r, s) = (Vector512.Load(before + 32), Vector512.Load(before + 48));
            while (next < end)
            {
                var last = next + Math.Min(call.Most, end - next);
                var (a, b) = (Vector512<short>.Zero, Vector512<short>.Zero);
                for (; next < last; next++)
                {
                    var row = RowOf(items, next, asksAhead);
                    a += Vector512.Load(row);
                    b += Vector512.Load(row + 32);
                }

                p = Vector512.FusedMultiplyAdd(Vector512.ConvertToSingle(Vector512.WidenLower(a)), Vector512.Load(call.Steps), p);
                q = Vector512.FusedMultiplyAdd(Vector512.ConvertToSingle(Vector512.WidenUpper(a)), Vector512.Load(call.Steps + 16), q);
                r = Vector512.FusedMultiplyAdd(Vector512.ConvertToSingle(Vector512.WidenLower(b)), Vector512.Load(call.Steps + 32), r);
                s = Vector512.FusedMultiplyAdd(Vector512.ConvertToSingle(Vector512.WidenUpper(b)), Vector512.Load(call.Steps + 48), s);
            }

            p.Store(y);
            q.Store(y + 16);
            r.Store(y + 32);
            s.Store(y + 48);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void AddNarrow(in ShortCall call, int* next, int* end, int step, bool isFirst, bool asksAhead)
        {
            var items = call.Items;
            do
            {
                var last = next + Math.Min(call.Most, end - next);
                var (a, b, c, d) = (Vector256<short>.Zero, Vector256<short>.Zero, Vector256<short>.Zero, Vector256<short>.Zero);
                for (; next < last; next++)
                {
                    var row = RowOf(items, next, asksAhead);
                    a += Vector256.Load(row);
                    b += Vector256.Load(row + 16);
                    c += Vector256.Load(row + 32);
                    d += Vector256.Load(row + 48);
                }

                Put(a, call, step, 0, isFirst);
                Put(b, call, step, 16, isFirst);
                Put(c, call, step, 32, isFirst);
                Put(d, call, step, 48, isFirst);
                isFirst = false;
            }
            while (next < end);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static short* RowOf(short* items, int* next, bool asksAhead)
        {
            if (asksAhead && Sse.IsSupported)
            {
                var later = items + ((long)next[SpikeLists.Ahead] * TiledWeights.TileWidth);
                Sse.Prefetch0(later);
                Sse.Prefetch0(later + 32);
            }

            return items + ((long)*next * TiledWeights.TileWidth);
        }
    }
}
