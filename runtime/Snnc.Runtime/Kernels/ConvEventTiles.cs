using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Snnc.Runtime.Kernels;

/// <summary>
/// A convolution over lists of what is not 0, a row of output pixels at a time. Few events are spread: each adds its weights to the pixels that see it, which
/// lie side by side. Many are gathered: what lies under a row of a pixel's window is one piece of the list, and its weights are added in registers.
/// </summary>
public static unsafe class ConvEventTiles
{
    private const MethodImplOptions Hot = MethodImplOptions.AggressiveOptimization;

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

    internal static void Spread(SpikeLists lists, ConvTileWeights weights, int row, int steps, StepRows<float> sums, int column)
    {
        var shape = weights.Shape;
        var blocks = lists.BlockStarts(weights.RowLength);
        fixed (int* indices = lists.Indices, starts = blocks)
        fixed (float* bias = weights.Bias, to = &sums.Start)
        {
            for (var step = 0; step < steps; step++)
            {
                var y = to + column + ((long)step * sums.Stride);
                Fill(bias, shape.Outputs, shape.Columns.Outputs, y);
                for (var q = 0; q < shape.Rows.Kernel; q++)
                {
                    var input = shape.Rows.Input(row, q);
                    if ((uint)input < (uint)shape.Rows.Extent)
                    {
                        var ends = starts + ((long)step * (shape.Rows.Extent + 1)) + input;
                        SpreadRow(lists, weights, indices, ends[0], ends[1], input, q, y);
                    }
                }
            }
        }
    }

    // A window must hold some events on average to be worth looking up where they are.
    private static bool IsGathered(SpikeLists lists, ConvShape shape) => shape.Outputs % 16 == 0
        && lists.Events * (long)shape.Columns.Kernel * shape.Channels > 4L * lists.Size * lists.Count;

    [MethodImpl(Hot)]
    private static void SpreadRow(SpikeLists lists, ConvTileWeights weights, int* indices, int start, int end, int input, int q, float* y)
    {
        var first = input * weights.RowLength;
        fixed (int* targets = weights.Targets, sources = weights.Sources, lengths = weights.Lengths)
        fixed (float* spreads = weights.Spreads, values = lists.Values)
        {
            var kernelRow = spreads + ((long)q * weights.KernelRowLength);
            if (!lists.HasValues)
            {
                for (var k = start; k < end; k++)
                {
                    var place = indices[k] - first;
                    Add(kernelRow + sources[place], lengths[place], y + targets[place]);
                }

                return;
            }

            for (var k = start; k < end; k++)
            {
                var place = indices[k] - first;
                RowSum.AddOne(kernelRow + sources[place], values[k], lengths[place], y + targets[place]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(float* row, int length, float* y)
    {
        var j = 0;
        for (; j <= length - 16; j += 16)
        {
            (Vector256.Load(row + j) + Vector256.Load(y + j)).Store(y + j);
            (Vector256.Load(row + j + 8) + Vector256.Load(y + j + 8)).Store(y + j + 8);
        }

        if (j < length)
        {
            (Vector256.Load(row + j) + Vector256.Load(y + j)).Store(y + j);
        }
    }

    [MethodImpl(Hot)]
    private static void Fill(float* bias, int outputs, int pixels, float* y)
    {
        for (var pixel = 0; pixel < pixels; pixel++)
        {
            for (var output = 0; output < outputs; output += 8)
            {
                Vector256.Load(bias + output).Store(y);
                y += 8;
            }
        }
    }

    [MethodImpl(Hot)]
    internal static void Gather(SpikeLists lists, ConvTileWeights weights, int row, int steps, StepRows<float> sums, int column)
    {
        var shape = weights.Shape;
        var pixels = shape.Rows.Extent * shape.Columns.Extent;
        var blocks = lists.BlockStarts(shape.Channels);
        fixed (int* indices = lists.Indices, starts = blocks)
        fixed (float* windows = weights.Windows, bias = weights.Bias, values = lists.Values, to = &sums.Start)
        {
            for (var step = 0; step < steps; step++)
            {
                var y = to + column + ((long)step * sums.Stride);
                var ends = starts + ((long)step * (pixels + 1));
                for (var pixel = 0; pixel < shape.Columns.Outputs; pixel++, y += shape.Outputs)
                {
                    var window = new Window(weights, indices, lists.HasValues ? values : null, windows, ends, row, pixel);
                    var output = 0;
                    for (; output <= shape.Outputs - 32; output += 32)
                    {
                        ThirtyTwo(window, bias + output, output, y + output);
                    }

                    for (; output < shape.Outputs; output += 16)
                    {
                        Sixteen(window, bias + output, output, y + output);
                    }
                }
            }
        }
    }

    // Two events at a time, so that an addition need not wait for the one before it.
    [MethodImpl(Hot)]
    private static void ThirtyTwo(in Window window, float* bias, int output, float* y)
    {
        var a = Vector256.Load(bias);
        var b = Vector256.Load(bias + 8);
        var c = Vector256.Load(bias + 16);
        var d = Vector256.Load(bias + 24);
        var (e, f, g, h) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
        int outputs = window.Outputs;
        for (var q = window.FirstRow; q < window.EndRow; q++)
        {
            var (k, end, rows) = window.Piece(q, output);
            var indices = window.Indices;
            if (window.Values is null)
            {
                for (; k < end - 1; k += 2)
                {
                    var one = rows + ((long)indices[k] * outputs);
                    var other = rows + ((long)indices[k + 1] * outputs);
                    a += Vector256.Load(one);
                    b += Vector256.Load(one + 8);
                    c += Vector256.Load(one + 16);
                    d += Vector256.Load(one + 24);
                    e += Vector256.Load(other);
                    f += Vector256.Load(other + 8);
                    g += Vector256.Load(other + 16);
                    h += Vector256.Load(other + 24);
                }

                if (k < end)
                {
                    var one = rows + ((long)indices[k] * outputs);
                    a += Vector256.Load(one);
                    b += Vector256.Load(one + 8);
                    c += Vector256.Load(one + 16);
                    d += Vector256.Load(one + 24);
                }

                continue;
            }

            var values = window.Values;
            for (; k < end - 1; k += 2)
            {
                var one = rows + ((long)indices[k] * outputs);
                var other = rows + ((long)indices[k + 1] * outputs);
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

            if (k < end)
            {
                var one = rows + ((long)indices[k] * outputs);
                var v = Vector256.Create(values[k]);
                a = Vector256.FusedMultiplyAdd(v, Vector256.Load(one), a);
                b = Vector256.FusedMultiplyAdd(v, Vector256.Load(one + 8), b);
                c = Vector256.FusedMultiplyAdd(v, Vector256.Load(one + 16), c);
                d = Vector256.FusedMultiplyAdd(v, Vector256.Load(one + 24), d);
            }
        }

        (a + e).Store(y);
        (b + f).Store(y + 8);
        (c + g).Store(y + 16);
        (d + h).Store(y + 24);
    }

    [MethodImpl(Hot)]
    private static void Sixteen(in Window window, float* bias, int output, float* y)
    {
        var a = Vector256.Load(bias);
        var b = Vector256.Load(bias + 8);
        var (c, d) = (Vector256<float>.Zero, Vector256<float>.Zero);
        for (var q = window.FirstRow; q < window.EndRow; q++)
        {
            var (k, end, rows) = window.Piece(q, output);
            for (; k < end - 1; k += 2)
            {
                var one = rows + ((long)window.Indices[k] * window.Outputs);
                var other = rows + ((long)window.Indices[k + 1] * window.Outputs);
                var (v, u) = (Vector256.Create(window.Value(k)), Vector256.Create(window.Value(k + 1)));
                a = Vector256.FusedMultiplyAdd(v, Vector256.Load(one), a);
                b = Vector256.FusedMultiplyAdd(v, Vector256.Load(one + 8), b);
                c = Vector256.FusedMultiplyAdd(u, Vector256.Load(other), c);
                d = Vector256.FusedMultiplyAdd(u, Vector256.Load(other + 8), d);
            }

            if (k < end)
            {
                var one = rows + ((long)window.Indices[k] * window.Outputs);
                var v = Vector256.Create(window.Value(k));
                a = Vector256.FusedMultiplyAdd(v, Vector256.Load(one), a);
                b = Vector256.FusedMultiplyAdd(v, Vector256.Load(one + 8), b);
            }
        }

        (a + c).Store(y);
        (b + d).Store(y + 8);
    }

    /// <summary>What one output pixel sees of a step.</summary>
    private readonly ref struct Window
    {
        public readonly int* Indices;
        public readonly float* Values;
        public readonly int Outputs;
        public readonly int FirstRow;
        public readonly int EndRow;
        private readonly float* _weights;
        private readonly int* _ends;
        private readonly long _rowWeights;
        private readonly int _top;
        private readonly int _left;
        private readonly int _width;
        private readonly int _channels;
        private readonly int _firstColumn;
        private readonly int _endColumn;

        public Window(ConvTileWeights weights, int* indices, float* values, float* windows, int* ends, int row, int column)
        {
            var shape = weights.Shape;
            Indices = indices;
            Values = values;
            _weights = windows;
            _ends = ends;
            Outputs = shape.Outputs;
            (_rowWeights, _width, _channels) = (weights.KernelRowLength, shape.Columns.Extent, shape.Channels);
            (_top, _left) = (shape.Rows.Input(row, 0), shape.Columns.Input(column, 0));
            (FirstRow, EndRow) = (Math.Max(0, -_top), Math.Min(shape.Rows.Kernel, shape.Rows.Extent - _top));
            (_firstColumn, _endColumn) = (Math.Max(_left, 0), Math.Min(_left + shape.Columns.Kernel, _width));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public float Value(int k) => Values is null ? 1 : Values[k];

        /// <summary>The piece of the list under a row of the window, and the weights so that an index finds its own.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public (int Start, int End, Rows Weights) Piece(int q, int output)
        {
            var pixel = (_top + q) * _width;
            var origin = (long)(pixel + _left) * _channels * Outputs;
            return (
                _endColumn > _firstColumn ? _ends[pixel + _firstColumn] : 0,
                _endColumn > _firstColumn ? _ends[pixel + _endColumn] : 0,
                new Rows(_weights + (q * _rowWeights) - origin + output));
        }
    }

    /// <summary>A pointer, which a tuple cannot hold.</summary>
    private readonly struct Rows(float* start)
    {
        private readonly float* _start = start;

        public static float* operator +(Rows rows, long offset) => rows._start + offset;
    }
}
