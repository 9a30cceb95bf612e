using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Snnc.Runtime.Kernels;

/// <content>
/// Few events: each adds its weights to the pixels that see it. All give to the same number of pixels, so that no branch depends on what is on the list.
/// </content>
public static unsafe partial class ConvEventTiles
{
    // A length that is not known where code is compiled.
    private const int Any = 0;

    [MethodImpl(Hot)]
    internal static void Spread(SpikeLists lists, ConvTileWeights weights, int row, int steps, StepRows<float> sums, int column)
    {
        var blocks = lists.BlockStarts(weights.RowLength);
        var one = 1f;
        fixed (int* indices = lists.Indices, starts = blocks, places = weights.Places)
        fixed (float* spreads = weights.Spreads, values = lists.HasValues ? lists.Values : null, bias = weights.Bias, to = &sums.Start)
        {
            var call = new SpreadCall(weights, row)
            {
                Indices = indices,
                Values = values is null ? &one : values,
                ValueStep = values is null ? 0 : 1,
                Starts = starts,
                Places = places,
                Weights = spreads,
                Bias = bias,
            };
            Spread(call, steps, to + column, sums.Stride);
        }
    }

    [MethodImpl(Hot)]
    private static void Spread(in SpreadCall call, int steps, float* y, int stride)
    {
        float* bias = call.Bias;
        var outputs = call.Outputs;
        for (var step = 0; step < steps; step++, y += stride)
        {
            if (Vector512.IsHardwareAccelerated && outputs % 16 == 0)
            {
                WideFill(bias, outputs, call.Pixels, y);
            }
            else
            {
                Fill(bias, outputs, call.Pixels, y);
            }

            var starts = call.Starts + ((long)step * (call.InputRows + 1)) + call.Top;
            if (call.EndRow > call.FirstRow)
            {
                Spread(call, starts[call.FirstRow], starts[call.EndRow], y);
            }
        }
    }

    // The usual lengths have loops of their own, in which they are constants. Each is a method: what the compiler inlines into one is limited, and what is
    // left over would be a call for every vector, of code that is not optimized at first.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Spread(in SpreadCall call, int start, int end, float* y)
    {
        switch (call.Length)
        {
            case 16:
                Spread16(call, start, end, y);
                break;
            case 24:
                Spread24(call, start, end, y);
                break;
            case 32:
                Spread32(call, start, end, y);
                break;
            case 40:
                Spread40(call, start, end, y);
                break;
            case 48:
                Spread48(call, start, end, y);
                break;
            case 64:
                Spread64(call, start, end, y);
                break;
            case 72:
                Spread72(call, start, end, y);
                break;
            case 80:
                Spread80(call, start, end, y);
                break;
            case 96:
                Spread96(call, start, end, y);
                break;
            case 128:
                Spread128(call, start, end, y);
                break;
            case 144:
                Spread144(call, start, end, y);
                break;
            case 192:
                Spread192(call, start, end, y);
                break;
            default:
                SpreadAny(call, start, end, y);
                break;
        }
    }

    [MethodImpl(Hot | MethodImplOptions.NoInlining)]
    private static void Spread16(in SpreadCall call, int start, int end, float* y) => Spread(call, start, end, y, 16);

    [MethodImpl(Hot | MethodImplOptions.NoInlining)]
    private static void Spread24(in SpreadCall call, int start, int end, float* y) => Spread(call, start, end, y, 24);

    [MethodImpl(Hot | MethodImplOptions.NoInlining)]
    private static void Spread32(in SpreadCall call, int start, int end, float* y) => Spread(call, start, end, y, 32);

    [MethodImpl(Hot | MethodImplOptions.NoInlining)]
    private static void Spread40(in SpreadCall call, int start, int end, float* y) => Spread(call, start, end, y, 40);

    [MethodImpl(Hot | MethodImplOptions.NoInlining)]
    private static void Spread48(in SpreadCall call, int start, int end, float* y) => Spread(call, start, end, y, 48);

    [MethodImpl(Hot | MethodImplOptions.NoInlining)]
    private static void Spread64(in SpreadCall call, int start, int end, float* y) => Spread(call, start, end, y, 64);

    [MethodImpl(Hot | MethodImplOptions.NoInlining)]
    private static void Spread72(in SpreadCall call, int start, int end, float* y) => Spread(call, start, end, y, 72);

    [MethodImpl(Hot | MethodImplOptions.NoInlining)]
    private static void Spread80(in SpreadCall call, int start, int end, float* y) => Spread(call, start, end, y, 80);

    [MethodImpl(Hot | MethodImplOptions.NoInlining)]
    private static void Spread96(in SpreadCall call, int start, int end, float* y) => Spread(call, start, end, y, 96);

    [MethodImpl(Hot | MethodImplOptions.NoInlining)]
    private static void Spread128(in SpreadCall call, int start, int end, float* y) => Spread(call, start, end, y, 128);

    [MethodImpl(Hot | MethodImplOptions.NoInlining)]
    private static void Spread144(in SpreadCall call, int start, int end, float* y) => Spread(call, start, end, y, 144);

    [MethodImpl(Hot | MethodImplOptions.NoInlining)]
    private static void Spread192(in SpreadCall call, int start, int end, float* y) => Spread(call, start, end, y, 192);

    [MethodImpl(Hot | MethodImplOptions.NoInlining)]
    private static void SpreadAny(in SpreadCall call, int start, int end, float* y) => Spread(call, start, end, y, Any);

    // Two events at a time, half of the list apart: those beside each other add to the same sums, and the later would wait for the earlier.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Spread(in SpreadCall call, int start, int end, float* y, int length)
    {
        int* places = call.Places - (2L * call.Top * call.RowLength);
        var half = (end - start) >> 1;
        int* index = call.Indices + start, middle = index + half;
        float* value = call.Values + ((long)start * call.ValueStep), other = value + ((long)half * call.ValueStep), weights = call.Weights;
        for (; index < middle; index++, value += call.ValueStep, other += call.ValueStep)
        {
            int* one = places + (2L * *index), two = places + (2L * index[half]);
            Add(*value, weights + one[1], y + one[0], length, call.Length);
            Add(*other, weights + two[1], y + two[0], length, call.Length);
        }

        if (((end - start) & 1) != 0)
        {
            var last = places + (2L * call.Indices[end - 1]);
            Add(call.Values[(long)(end - 1) * call.ValueStep], weights + last[1], y + last[0], length, call.Length);
        }
    }

    // A length that is no multiple of sixteen takes vectors of eight: events beside each other add to the same sums, and a vector that begins within one that
    // was just stored would wait until that has reached the cache.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(float value, float* weights, float* y, int length, int any)
    {
        if (Vector512.IsHardwareAccelerated && (length == Any ? any : length) % 16 == 0)
        {
            WideAdd(Vector512.Create(value), weights, y, length, any);
            return;
        }

        var v = Vector256.Create(value);
        if (length != Any)
        {
            Eights(v, weights, y, length);
            return;
        }

        var end = y + (any & -16);
        for (; y < end; y += 16, weights += 16)
        {
            Two(v, weights, y);
        }

        if ((any & 8) != 0)
        {
            Eight(v, weights, y);
        }
    }

    // Without loops: the length is a constant.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Eights(Vector256<float> v, float* weights, float* y, int length)
    {
        if (length >= 32)
        {
            Four(v, weights, y);
        }

        if (length >= 64)
        {
            Four(v, weights + 32, y + 32);
        }

        if (length >= 96)
        {
            Four(v, weights + 64, y + 64);
        }

        if (length >= 128)
        {
            Four(v, weights + 96, y + 96);
        }

        if (length == 192)
        {
            Four(v, weights + 128, y + 128);
            Four(v, weights + 160, y + 160);
        }

        if ((length & 16) != 0)
        {
            Two(v, weights + (length & -32), y + (length & -32));
        }

        if ((length & 8) != 0)
        {
            Eight(v, weights + (length & -16), y + (length & -16));
        }
    }

    // The weights come first: the compiler keeps the sum in their register, and the value stays in its own.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Eight(Vector256<float> v, float* weights, float* y) =>
        Vector256.FusedMultiplyAdd(Vector256.Load(weights), v, Vector256.Load(y)).Store(y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Two(Vector256<float> v, float* weights, float* y)
    {
        Vector256.FusedMultiplyAdd(Vector256.Load(weights), v, Vector256.Load(y)).Store(y);
        Vector256.FusedMultiplyAdd(Vector256.Load(weights + 8), v, Vector256.Load(y + 8)).Store(y + 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Four(Vector256<float> v, float* weights, float* y)
    {
        Vector256.FusedMultiplyAdd(Vector256.Load(weights), v, Vector256.Load(y)).Store(y);
        Vector256.FusedMultiplyAdd(Vector256.Load(weights + 8), v, Vector256.Load(y + 8)).Store(y + 8);
        Vector256.FusedMultiplyAdd(Vector256.Load(weights + 16), v, Vector256.Load(y + 16)).Store(y + 16);
        Vector256.FusedMultiplyAdd(Vector256.Load(weights + 24), v, Vector256.Load(y + 24)).Store(y + 24);
    }

    // As far as registers go the bias is stored in order, lines of the cache at a time.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Fill(float* bias, int outputs, int pixels, float* y)
    {
        var output = 0;
        for (; output <= outputs - 32; output += 32)
        {
            Fill(bias + output, outputs, pixels, y + output, 4);
        }

        switch ((outputs - output) / 8)
        {
            case 1:
                Fill(bias + output, outputs, pixels, y + output, 1);
                break;
            case 2:
                Fill(bias + output, outputs, pixels, y + output, 2);
                break;
            case 3:
                Fill(bias + output, outputs, pixels, y + output, 3);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Fill(float* bias, int outputs, int pixels, float* y, int vectors)
    {
        var a = Vector256.Load(bias);
        var b = vectors > 1 ? Vector256.Load(bias + 8) : a;
        var c = vectors > 2 ? Vector256.Load(bias + 16) : a;
        var d = vectors > 3 ? Vector256.Load(bias + 24) : a;
        for (var pixel = 0; pixel < pixels; pixel++, y += outputs)
        {
            a.Store(y);
            if (vectors > 1)
            {
                b.Store(y + 8);
            }

            if (vectors > 2)
            {
                c.Store(y + 16);
            }

            if (vectors > 3)
            {
                d.Store(y + 24);
            }
        }
    }

    /// <summary>Where the data of a row of outputs lies, and which rows of the kernel lie inside of the image.</summary>
    private ref struct SpreadCall
    {
        public int* Indices;
        public int* Starts;
        public int* Places;
        public float* Values;
        public float* Weights;
        public float* Bias;
        public int ValueStep;
        public int Outputs;
        public int Pixels;
        public int Length;
        public int RowLength;
        public int InputRows;
        public int Top;
        public int FirstRow;
        public int EndRow;

        public SpreadCall(ConvTileWeights weights, int row)
        {
            var shape = weights.Shape;
            (Outputs, Pixels, RowLength, Length) = (shape.Outputs, shape.Columns.Outputs, weights.RowLength, weights.Pixels * shape.Outputs);
            (InputRows, Top) = (shape.Rows.Extent, shape.Rows.Input(row, 0));
            (FirstRow, EndRow) = (Math.Max(0, -Top), Math.Min(shape.Rows.Kernel, InputRows - Top));
        }
    }
}
