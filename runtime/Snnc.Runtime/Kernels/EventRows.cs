using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Snnc.Runtime.Kernels;

/// <summary>
/// Connections over the list of what is not 0 in one step: y = bias + the rows (or the synapses) of the inputs on the list. y is overwritten.
/// </summary>
public static unsafe partial class EventRows
{
    private const MethodImplOptions Hot = MethodImplOptions.AggressiveOptimization;

    /// <summary>A dense connection.</summary>
    /// <param name="step">Of the tile, or -1 for the step before it.</param>
    /// <param name="y">[outputs].</param>
    [MethodImpl(Hot)]
    public static void Add(SpikeLists lists, int step, DenseWeights<float> weights, Span<float> y)
    {
        Guard.Length(lists.Size, weights.Inputs, nameof(lists));
        Guard.Length(y.Length, weights.Outputs, nameof(y));
        if (weights.Stride == weights.Outputs)
        {
            AddPadded(lists, step, weights, y);
            return;
        }

        var sums = Scratch.Sums(weights.Stride).Span[..weights.Stride];
        AddPadded(lists, step, weights, sums);
        sums[..y.Length].CopyTo(y);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddPadded(SpikeLists lists, int step, DenseWeights<float> weights, Span<float> y)
    {
        var (start, count) = lists.Of(step);
        fixed (int* indices = lists.Indices)
        fixed (float* to = y, rows = weights.Rows, bias = weights.Bias)
        {
            if (!lists.HasValues)
            {
                Sum(indices + start, count, rows, bias, weights.Stride, to);
                return;
            }

            new Span<float>(bias, weights.Stride).CopyTo(y);
            fixed (float* values = lists.Values)
            {
                RowSum.AddListed(indices + start, values + start, count, rows, weights.Stride, to);
            }
        }
    }

    // 64 sums at a time, or 256 in wide registers, stay there over the whole list.
    [MethodImpl(Hot)]
    private static void Sum(int* indices, int count, float* rows, float* bias, int length, float* y)
    {
        var column = 0;
        for (; column <= length - 256 && Vector512.IsHardwareAccelerated; column += 256)
        {
            WideTwoFiftySix(indices, count, rows + column, bias + column, length, y + column);
        }

        for (; column <= length - 64 && Vector512.IsHardwareAccelerated; column += 64)
        {
            WideSixtyFour(indices, count, rows + column, bias + column, length, y + column);
        }

        for (; column <= length - 64; column += 64)
        {
            SixtyFour(indices, count, rows + column, bias + column, length, y + column);
        }

        for (; column < length; column += 8)
        {
            Eight(indices, count, rows + column, bias + column, length, y + column);
        }
    }

    // Where the list ends is foretold wrongly once for so many.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WideTwoFiftySix(int* next, int count, float* rows, float* bias, int length, float* y)
    {
        var end = next + count;
        var a = Vector512.Load(bias);
        var b = Vector512.Load(bias + 16);
        var c = Vector512.Load(bias + 32);
        var d = Vector512.Load(bias + 48);
        var e = Vector512.Load(bias + 64);
        var f = Vector512.Load(bias + 80);
        var g = Vector512.Load(bias + 96);
        var h = Vector512.Load(bias + 112);
        var i = Vector512.Load(bias + 128);
        var j = Vector512.Load(bias + 144);
        var k = Vector512.Load(bias + 160);
        var l = Vector512.Load(bias + 176);
        var m = Vector512.Load(bias + 192);
        var n = Vector512.Load(bias + 208);
        var o = Vector512.Load(bias + 224);
        var p = Vector512.Load(bias + 240);
        for (; next < end; next++)
        {
            var row = rows + ((long)*next * length);
            a += Vector512.Load(row);
            b += Vector512.Load(row + 16);
            c += Vector512.Load(row + 32);
            d += Vector512.Load(row + 48);
            e += Vector512.Load(row + 64);
            f += Vector512.Load(row + 80);
            g += Vector512.Load(row + 96);
            h += Vector512.Load(row + 112);
            i += Vector512.Load(row + 128);
            j += Vector512.Load(row + 144);
            k += Vector512.Load(row + 160);
            l += Vector512.Load(row + 176);
            m += Vector512.Load(row + 192);
            n += Vector512.Load(row + 208);
            o += Vector512.Load(row + 224);
            p += Vector512.Load(row + 240);
        }

        a.Store(y);
        b.Store(y + 16);
        c.Store(y + 32);
        d.Store(y + 48);
        e.Store(y + 64);
        f.Store(y + 80);
        g.Store(y + 96);
        h.Store(y + 112);
        i.Store(y + 128);
        j.Store(y + 144);
        k.Store(y + 160);
        l.Store(y + 176);
        m.Store(y + 192);
        n.Store(y + 208);
        o.Store(y + 224);
        p.Store(y + 240);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WideSixtyFour(int* next, int count, float* rows, float* bias, int length, float* y)
    {
        var end = next + count;
        var a = Vector512.Load(bias);
        var b = Vector512.Load(bias + 16);
        var c = Vector512.Load(bias + 32);
        var d = Vector512.Load(bias + 48);
        for (; next < end; next++)
        {
            var row = rows + ((long)*next * length);
            a += Vector512.Load(row);
            b += Vector512.Load(row + 16);
            c += Vector512.Load(row + 32);
            d += Vector512.Load(row + 48);
        }

        a.Store(y);
        b.Store(y + 16);
        c.Store(y + 32);
        d.Store(y + 48);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SixtyFour(int* next, int count, float* rows, float* bias, int length, float* y)
    {
        var end = next + count;
        var a = Vector256.Load(bias);
        var b = Vector256.Load(bias + 8);
        var c = Vector256.Load(bias + 16);
        var d = Vector256.Load(bias + 24);
        var e = Vector256.Load(bias + 32);
        var f = Vector256.Load(bias + 40);
        var g = Vector256.Load(bias + 48);
        var h = Vector256.Load(bias + 56);
        for (; next < end; next++)
        {
            var row = rows + ((long)*next * length);
            a += Vector256.Load(row);
            b += Vector256.Load(row + 8);
            c += Vector256.Load(row + 16);
            d += Vector256.Load(row + 24);
            e += Vector256.Load(row + 32);
            f += Vector256.Load(row + 40);
            g += Vector256.Load(row + 48);
            h += Vector256.Load(row + 56);
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Eight(int* next, int count, float* rows, float* bias, int length, float* y)
    {
        var end = next + count;
        var a = Vector256.Load(bias);
        var b = Vector256<float>.Zero;
        for (; next < end - 1; next += 2)
        {
            a += Vector256.Load(rows + ((long)next[0] * length));
            b += Vector256.Load(rows + ((long)next[1] * length));
        }

        if (next < end)
        {
            a += Vector256.Load(rows + ((long)*next * length));
        }

        (a + b).Store(y);
    }

    /// <summary>A sparse connection.</summary>
    /// <param name="step">Of the tile, or -1 for the step before it.</param>
    /// <param name="y">[targets].</param>
    public static void Add(SpikeLists lists, int step, SparseWeights<float> weights, Span<float> y)
    {
        Guard.Length(lists.Size, weights.Sources, nameof(lists));
        Guard.Length(y.Length, weights.Targets, nameof(y));
        weights.Bias.CopyTo(y);
        Scatter(lists, step, weights, y);
    }

    private static void Scatter(SpikeLists lists, int step, SparseWeights<float> weights, Span<float> y)
    {
        var (start, count) = lists.Of(step);
        fixed (int* indices = lists.Indices, starts = weights.Starts, targets = weights.To)
        fixed (float* weight = weights.Weight, to = y)
        {
            if (lists.HasValues)
            {
                fixed (float* values = lists.Values)
                {
                    Scatter(indices + start, values + start, count, starts, targets, weight, to);
                }
            }
            else if (weights.Constant is { } constant)
            {
                Scatter(indices + start, count, starts, targets, constant, to);
            }
            else
            {
                Scatter(indices + start, count, starts, targets, weight, to);
            }
        }
    }

    [MethodImpl(Hot)]
    private static void Scatter(int* indices, float* values, int count, int* starts, int* targets, float* weight, float* y)
    {
        for (var k = 0; k < count; k++)
        {
            for (var synapse = starts[indices[k]]; synapse < starts[indices[k] + 1]; synapse++)
            {
                y[targets[synapse]] += weight[synapse] * values[k];
            }
        }
    }

    [MethodImpl(Hot)]
    private static void Scatter(int* indices, int count, int* starts, int* targets, float* weight, float* y)
    {
        for (var k = 0; k < count; k++)
        {
            var end = starts[indices[k] + 1];
            for (var synapse = starts[indices[k]]; synapse < end; synapse++)
            {
                y[targets[synapse]] += weight[synapse];
            }
        }
    }

    // One number for all synapses: no array of them is read.
    [MethodImpl(Hot)]
    private static void Scatter(int* indices, int count, int* starts, int* targets, float weight, float* y)
    {
        for (var k = 0; k < count; k++)
        {
            var end = starts[indices[k] + 1];
            for (var synapse = starts[indices[k]]; synapse < end; synapse++)
            {
                y[targets[synapse]] += weight;
            }
        }
    }
}
