using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Snnc.Numerics;

namespace Snnc.Runtime.Kernels;

/// <summary>
/// A dense connection over lists of what is not 0, a tile of outputs at a time: for each step the rows of the inputs on its list are added in
/// registers, with
/// the rows that come next on their way to the first-level cache.
/// </summary>
public static unsafe partial class EventTiles
{
    private const MethodImplOptions Hot = MethodImplOptions.AggressiveOptimization;
    private const MethodImplOptions Inlined = MethodImplOptions.AggressiveInlining;

    /// <summary>The sums of one tile for the steps of a tile of time, bias included.</summary>
    /// <param name="tile">Which of the weights' tiles.</param>
    /// <param name="sums">Takes the sums from <paramref name="column"/> on.</param>
    [MethodImpl(Hot)]
    public static void Sum(SpikeLists lists, TiledWeights weights, int tile, int steps, StepRows<float> sums, int column = 0)
    {
        Guard.Length(lists.Size, weights.Inputs, nameof(lists));
        var width = weights.WidthOf(tile);
        Guard.Room(lists, sums, steps, column + width);
        fixed (float* items = weights.Items, bias = weights.Bias, y = &sums.Start)
        fixed (int* starts = lists.Starts, indices = lists.Indices)
        {
            var call = new Call(
                indices,
                starts,
                items + ((long)tile * TiledWeights.TileWidth * weights.Inputs),
                width,
                bias + (tile * TiledWeights.TileWidth),
                steps,
                y + column,
                sums.Stride);
            if (!lists.HasValues && width == TiledWeights.TileWidth)
            {
                SixtyFour(lists, indices, starts, steps, weights.Outputs, call);
                return;
            }

            if (!lists.HasValues)
            {
                Columns(call);
                return;
            }

            fixed (float* values = lists.Values)
            {
                call.Values = values;
                WeightedColumns(call);
            }
        }
    }

    [MethodImpl(Hot)]
    private static void Columns(in Call call)
    {
        var column = 0;
        for (; column <= call.Width - 32; column += 32)
        {
            ThirtyTwo(call, column);
        }

        for (; column <= call.Width - 16; column += 16)
        {
            Sixteen(call, column);
        }

        for (; column < call.Width; column += 8)
        {
            Eight(call, column);
        }
    }

    [MethodImpl(Hot)]
    private static void ThirtyTwo(in Call call, int column)
    {
        float* weights = call.Weights + column, bias = call.Bias + column, y = call.Sums + column;
        for (var step = 0; step < call.Steps; step++, y += call.Stride)
        {
            ListedRows.Four<Lanes8>(call.Indices + call.Starts[step], call.Indices + call.Starts[step + 1], weights, call.Width, bias, y);
        }
    }

    [MethodImpl(Hot)]
    private static void Sixteen(in Call call, int column)
    {
        float* weights = call.Weights + column, bias = call.Bias + column, y = call.Sums + column;
        for (var step = 0; step < call.Steps; step++, y += call.Stride)
        {
            ListedRows.SixteenSums(call.Indices + call.Starts[step], call.Indices + call.Starts[step + 1], weights, call.Width, bias, y);
        }
    }

    [MethodImpl(Hot)]
    private static void Eight(in Call call, int column)
    {
        float* weights = call.Weights + column, bias = call.Bias + column, y = call.Sums + column;
        for (var step = 0; step < call.Steps; step++, y += call.Stride)
        {
            ListedRows.One<Lanes8>(call.Indices + call.Starts[step], call.Indices + call.Starts[step + 1], weights, call.Width, bias, y);
        }
    }

    [MethodImpl(Hot)]
    private static void WeightedColumns(in Call call)
    {
        if (call.Width == TiledWeights.TileWidth)
        {
            WeightedSixtyFour(call);
            return;
        }

        var column = 0;
        for (; column <= call.Width - 16; column += 16)
        {
            WeightedSixteen(call, column);
        }

        for (; column < call.Width; column += 8)
        {
            WeightedEight(call, column);
        }
    }

    [MethodImpl(Hot)]
    private static void WeightedSixtyFour(in Call call)
    {
        float* weights = call.Weights, bias = call.Bias, y = call.Sums;
        for (var step = 0; step < call.Steps; step++, y += call.Stride)
        {
            int* next = call.Indices + call.Starts[step], end = call.Indices + call.Starts[step + 1];
            var value = call.Values + call.Starts[step];
            var a = Vector256.Load(bias);
            var b = Vector256.Load(bias + 8);
            var c = Vector256.Load(bias + 16);
            var d = Vector256.Load(bias + 24);
            var e = Vector256.Load(bias + 32);
            var f = Vector256.Load(bias + 40);
            var g = Vector256.Load(bias + 48);
            var h = Vector256.Load(bias + 56);
            for (; next < end; next++, value++)
            {
                var row = weights + ((long)*next * TiledWeights.TileWidth);
                var v = Vector256.Create(*value);
                ListedRows.AskAhead(next, weights, TiledWeights.TileWidth);
                a = Vector256.FusedMultiplyAdd(v, Vector256.Load(row), a);
                b = Vector256.FusedMultiplyAdd(v, Vector256.Load(row + 8), b);
                c = Vector256.FusedMultiplyAdd(v, Vector256.Load(row + 16), c);
                d = Vector256.FusedMultiplyAdd(v, Vector256.Load(row + 24), d);
                e = Vector256.FusedMultiplyAdd(v, Vector256.Load(row + 32), e);
                f = Vector256.FusedMultiplyAdd(v, Vector256.Load(row + 40), f);
                g = Vector256.FusedMultiplyAdd(v, Vector256.Load(row + 48), g);
                h = Vector256.FusedMultiplyAdd(v, Vector256.Load(row + 56), h);
            }

            a.Store(y);
            b.Store(y + 8);
            c.Store(y + 16);
            d.Store(y + 24);
            e.Store(y + 32);
            f.Store(y + 40);
            g.Store(y + 48);
            h.Store(y + 56);
        }
    }

    [MethodImpl(Hot)]
    private static void WeightedSixteen(in Call call, int column)
    {
        float* weights = call.Weights + column, bias = call.Bias + column, y = call.Sums + column;
        for (var step = 0; step < call.Steps; step++, y += call.Stride)
        {
            int* next = call.Indices + call.Starts[step], end = call.Indices + call.Starts[step + 1];
            var value = call.Values + call.Starts[step];
            var a = Vector256.Load(bias);
            var b = Vector256.Load(bias + 8);
            var (c, d) = (Vector256<float>.Zero, Vector256<float>.Zero);
            for (; next < end - 1; next += 2, value += 2)
            {
                var row = weights + ((long)next[0] * call.Width);
                var other = weights + ((long)next[1] * call.Width);
                var (v, u) = (Vector256.Create(value[0]), Vector256.Create(value[1]));
                a = Vector256.FusedMultiplyAdd(v, Vector256.Load(row), a);
                b = Vector256.FusedMultiplyAdd(v, Vector256.Load(row + 8), b);
                c = Vector256.FusedMultiplyAdd(u, Vector256.Load(other), c);
                d = Vector256.FusedMultiplyAdd(u, Vector256.Load(other + 8), d);
            }

            if (next < end)
            {
                var row = weights + ((long)*next * call.Width);
                a = Vector256.FusedMultiplyAdd(Vector256.Create(*value), Vector256.Load(row), a);
                b = Vector256.FusedMultiplyAdd(Vector256.Create(*value), Vector256.Load(row + 8), b);
            }

            (a + c).Store(y);
            (b + d).Store(y + 8);
        }
    }

    [MethodImpl(Hot)]
    private static void WeightedEight(in Call call, int column)
    {
        float* weights = call.Weights + column, bias = call.Bias + column, y = call.Sums + column;
        for (var step = 0; step < call.Steps; step++, y += call.Stride)
        {
            int* next = call.Indices + call.Starts[step], end = call.Indices + call.Starts[step + 1];
            var a = Vector256.Load(bias);
            for (var value = call.Values + call.Starts[step]; next < end; next++, value++)
            {
                a = Vector256.FusedMultiplyAdd(Vector256.Create(*value), Vector256.Load(weights + ((long)*next * call.Width)), a);
            }

            a.Store(y);
        }
    }

    /// <summary>Where a call's data lies.</summary>
    private ref struct Call(int* indices, int* starts, float* weights, int width, float* bias, int steps, float* sums, int stride) : IWholeTile<Call>
    {
        public readonly int* Indices = indices;
        public readonly int* Starts = starts;
        public readonly float* Weights = weights;
        public readonly int Width = width;
        public readonly float* Bias = bias;
        public readonly int Steps = steps;
        public readonly float* Sums = sums;
        public readonly int Stride = stride;
        public float* Values;

        public static int RowBytes => TiledWeights.TileWidth * sizeof(float);

        public static int BlockInputs => BlockRule.Inputs;

        public readonly byte* Rows => (byte*)Weights;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Add(in Call call, int* next, int* end, int step, bool isFirst, bool asksAhead)
        {
            var y = call.Sums + ((long)step * call.Stride);
            ListedRows.SixtyFourSums(next, end, call.Weights, TiledWeights.TileWidth, isFirst ? call.Bias : y, y, asksAhead);
        }
    }
}
