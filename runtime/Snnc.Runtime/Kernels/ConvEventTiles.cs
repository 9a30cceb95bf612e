using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Snnc.Runtime.Kernels;

/// <summary>
/// A convolution over lists of what is not 0, a row of output pixels at a time. Few events are spread: each adds its weights to the pixels that see it,
/// which lie side by side. Many are gathered: what lies under a row of a pixel's window is one piece of the list; the pieces make one list, whose
/// weights are added in registers.
/// </summary>
public static unsafe partial class ConvEventTiles
{
    /// <summary>The outputs of which only multiples are gathered: what is beyond takes as long as all of them.</summary>
    public const int GatheredOutputs = 16;

    private const MethodImplOptions Hot = MethodImplOptions.AggressiveOptimization;

    // Pieces are copied by full vectors, and at least one: most are no longer, and none need be foretold.
    private const int Slack = 16;

    /// <summary>
    /// Gets from how many weights of the events under a window on, on average, they are gathered. Measured with vectors of sixteen, both take the same
    /// time at 600 where such vectors are stored in two parts (Zen 4), and at 1400 where they are stored at once.
    /// </summary>
    public static double GatheredFrom => Vector512.IsHardwareAccelerated ? 1000 : 700;

    /// <summary>The sums of a row of pixels for the steps of a tile of time, bias included.</summary>
    /// <param name="row">Of the output.</param>
    /// <param name="sums">Takes the sums [columns, outputs] from <paramref name="column"/> on.</param>
    public static void Sum(SpikeLists lists, ConvTileWeights weights, int row, int steps, StepRows<float> sums, int column = 0)
    {
        var shape = weights.Shape;
        Guard.Length(lists.Size, shape.InputLength, nameof(lists));
        Guard.Room(lists, sums, steps, column + (shape.Columns.Outputs * shape.Outputs));
        if (IsGathered(lists, shape))
        {
            Gather(lists, weights, row, steps, sums, column);
        }
        else
        {
            Spread(lists, weights, row, steps, sums, column);
        }
    }

    [MethodImpl(Hot)]
    internal static void Gather(SpikeLists lists, ConvTileWeights weights, int row, int steps, StepRows<float> sums, int column)
    {
        var shape = weights.Shape;
        var blocks = lists.BlockStarts(shape.Channels);
        var most = (shape.Columns.Kernel * shape.Channels * shape.Rows.Kernel) + Slack;
        fixed (int* indices = lists.Indices, starts = blocks, places = Scratch.Indices(most))
        fixed (float* from = lists.HasValues ? lists.Values : null, values = Scratch.Values(most), windows = weights.Windows, bias = weights.Bias)
        fixed (float* to = &sums.Start)
        {
            var call = new GatherCall(weights, row)
            {
                Indices = indices,
                Values = from,
                Starts = starts,
                Places = places,
                PlaceValues = values,
                Weights = windows,
                Bias = bias,
            };
            Gather(call, steps, to + column, sums.Stride);
        }
    }

    // What is gathered is not loaded and stored with every event, but a window must hold events enough on average to be worth looking up where they are
    // (measured).
    private static bool IsGathered(SpikeLists lists, ConvShape shape) => shape.Outputs % GatheredOutputs == 0
        && (double)lists.Events * shape.Columns.Kernel * shape.Rows.Kernel * shape.Channels * shape.Outputs > GatheredFrom * lists.Size * lists.Count;

    [MethodImpl(Hot)]
    private static void Gather(in GatherCall call, int steps, float* y, int stride)
    {
        for (var step = 0; step < steps; step++, y += stride)
        {
            var starts = call.Starts + ((long)step * call.PixelStarts);
            for (var pixel = 0; pixel < call.Pixels; pixel++)
            {
                var left = (pixel * call.Stride) - call.Padding;
                var first = Math.Min(Math.Max(left, 0), call.Width);
                var end = Math.Max(first, Math.Min(left + call.Kernel, call.Width));
                var count = Collect(call, starts, left, first, end);
                var to = y + ((long)pixel * call.Outputs);
                var output = 0;
                for (; output <= call.Outputs - 32 && Vector512.IsHardwareAccelerated; output += 32)
                {
                    Two<Lanes16>(call, count, output, to + output);
                }

                for (; output <= call.Outputs - 32; output += 32)
                {
                    ThirtyTwo(call, count, output, to + output);
                }

                for (; output < call.Outputs; output += 16)
                {
                    Two<Lanes8>(call, count, output, to + output);
                }
            }
        }
    }

    // Places count in rows of weights; a last row of zeros makes their number even.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Collect(in GatherCall call, int* starts, int left, int first, int end)
    {
        int* indices = call.Indices, places = call.Places;
        float* values = call.Values, placeValues = call.PlaceValues;
        int width = call.Width, rows = call.EndRow, kernelRow = call.Kernel * call.Channels, channels = call.Channels;
        var (at, shift, count) = ((call.Top + call.FirstRow) * width, call.FirstRow * kernelRow, 0);
        for (var q = call.FirstRow; q < rows; q++, at += width, shift += kernelRow)
        {
            var (k, length) = (starts[at + first], starts[at + end] - starts[at + first]);
            var back = Vector256.Create(shift - ((at + left) * channels));
            var j = 0;
            do
            {
                (Vector256.Load(indices + k + j) + back).Store(places + count + j);
                if (values is not null)
                {
                    Vector256.Load(values + k + j).Store(placeValues + count + j);
                }

                j += 8;
            }
            while (j < length);

            count += length;
        }

        places[count] = call.ZeroRow;
        placeValues[count] = 0;
        return (count + 1) & -2;
    }

    // Two events at a time, so that an addition need not wait for the one before it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ThirtyTwo(in GatherCall call, int count, int output, float* y)
    {
        var a = Vector256.Load(call.Bias + output);
        var b = Vector256.Load(call.Bias + output + 8);
        var c = Vector256.Load(call.Bias + output + 16);
        var d = Vector256.Load(call.Bias + output + 24);
        var (e, f, g, h) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
        float* weights = call.Weights + output, values = call.PlaceValues;
        var places = call.Places;
        long outputs = call.Outputs;
        if (call.Values is null)
        {
            for (var k = 0; k < count; k += 2)
            {
                float* one = weights + (places[k] * outputs), other = weights + (places[k + 1] * outputs);
                a += Vector256.Load(one);
                b += Vector256.Load(one + 8);
                c += Vector256.Load(one + 16);
                d += Vector256.Load(one + 24);
                e += Vector256.Load(other);
                f += Vector256.Load(other + 8);
                g += Vector256.Load(other + 16);
                h += Vector256.Load(other + 24);
            }
        }
        else
        {
            for (var k = 0; k < count; k += 2)
            {
                float* one = weights + (places[k] * outputs), other = weights + (places[k + 1] * outputs);
                var (v, u) = (Vector256.Create(values[k]), Vector256.Create(values[k + 1]));
                a = Vector256.FusedMultiplyAdd(v, Vector256.Load(one), a);
                b = Vector256.FusedMultiplyAdd(v, Vector256.Load(one + 8), b);
                c = Vector256.FusedMultiplyAdd(v, Vector256.Load(one + 16), c);
                d = Vector256.FusedMultiplyAdd(v, Vector256.Load(one + 24), d);
                e = Vector256.FusedMultiplyAdd(u, Vector256.Load(other), e);
                f = Vector256.FusedMultiplyAdd(u, Vector256.Load(other + 8), f);
                g = Vector256.FusedMultiplyAdd(u, Vector256.Load(other + 16), g);
                h = Vector256.FusedMultiplyAdd(u, Vector256.Load(other + 24), h);
            }
        }

        (a + e).Store(y);
        (b + f).Store(y + 8);
        (c + g).Store(y + 16);
        (d + h).Store(y + 24);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Two<TLanes>(in GatherCall call, int count, int output, float* y)
        where TLanes : struct, ILanes<TLanes>
    {
        var a = TLanes.Load(ref call.Bias[output], 0);
        var b = TLanes.Load(ref call.Bias[output], TLanes.Count);
        var (c, d) = (TLanes.Zero, TLanes.Zero);
        float* weights = call.Weights + output, values = call.PlaceValues;
        var places = call.Places;
        long outputs = call.Outputs;
        if (call.Values is null)
        {
            for (var k = 0; k < count; k += 2)
            {
                float* one = weights + (places[k] * outputs), other = weights + (places[k + 1] * outputs);
                a += TLanes.Load(ref *one, 0);
                b += TLanes.Load(ref *one, TLanes.Count);
                c += TLanes.Load(ref *other, 0);
                d += TLanes.Load(ref *other, TLanes.Count);
            }
        }
        else
        {
            for (var k = 0; k < count; k += 2)
            {
                float* one = weights + (places[k] * outputs), other = weights + (places[k + 1] * outputs);
                var (v, u) = (TLanes.Of(values[k]), TLanes.Of(values[k + 1]));
                a = TLanes.Fma(v, TLanes.Load(ref *one, 0), a);
                b = TLanes.Fma(v, TLanes.Load(ref *one, TLanes.Count), b);
                c = TLanes.Fma(u, TLanes.Load(ref *other, 0), c);
                d = TLanes.Fma(u, TLanes.Load(ref *other, TLanes.Count), d);
            }
        }

        TLanes.Store(a + c, ref *y, 0);
        TLanes.Store(b + d, ref *y, TLanes.Count);
    }

    /// <inheritdoc cref="SpreadCall"/>
    private ref struct GatherCall
    {
        public int* Indices;
        public int* Starts;
        public int* Places;
        public float* Values;
        public float* PlaceValues;
        public float* Weights;
        public float* Bias;
        public int Outputs;
        public int Pixels;
        public int PixelStarts;
        public int Width;
        public int Channels;
        public int Kernel;
        public int Stride;
        public int Padding;
        public int ZeroRow;
        public int Top;
        public int FirstRow;
        public int EndRow;

        public GatherCall(ConvTileWeights weights, int row)
        {
            var (shape, columns) = (weights.Shape, weights.Shape.Columns);
            (Outputs, Channels, Pixels, PixelStarts) = (shape.Outputs, shape.Channels, columns.Outputs, (shape.Rows.Extent * columns.Extent) + 1);
            (Width, Kernel, Stride, Padding) = (columns.Extent, columns.Kernel, columns.Stride, columns.Padding);
            (ZeroRow, Top) = (weights.ZeroRow, shape.Rows.Input(row, 0));
            (FirstRow, EndRow) = (Math.Max(0, -Top), Math.Min(shape.Rows.Kernel, shape.Rows.Extent - Top));
        }
    }
}
