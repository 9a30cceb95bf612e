using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Snnc.Runtime.Kernels;

/// <summary>
/// Decoders, called once a step with x of that step; y gathers, and is the frame after the last step. <c>step</c> counts from 0 in the inference,
/// or in the window of a stream; at 0 y starts anew.
/// </summary>
public static class Decode
{
    /// <summary>The sum over the steps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sum<T>(ReadOnlySpan<T> x, int step, Span<T> y)
        where T : unmanaged, INumber<T>
    {
        Guard.Length(y.Length, x.Length, nameof(y));
        if (step == 0)
        {
            x.CopyTo(y);
            return;
        }

        Elementwise.Add(x, y);
    }

    /// <summary>The sum over the steps, in the last one divided by their number.</summary>
    public static void Mean(ReadOnlySpan<float> x, int step, int steps, Span<float> y)
    {
        Sum(x, step, y);
        Divide(step, steps, y);
    }

    /// <summary>The sum over the steps, and in the last one beside it the mean: the sum can go on.</summary>
    public static void Mean(ReadOnlySpan<float> x, int step, int steps, Span<float> sum, Span<float> y)
    {
        Sum(x, step, sum);
        Last<float>(sum, step, steps, y);
        Divide(step, steps, y);
    }

    /// <summary>The sum over the steps, from the list of what is not 0.</summary>
    /// <param name="at">The step's place in the lists.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sum(SpikeLists lists, int at, int step, Span<float> y)
    {
        Guard.Length(lists.Size, y.Length, nameof(lists));
        if (step == 0)
        {
            y.Clear();
        }

        var (start, count) = lists.Of(at);
        if (count == 0)
        {
            return;
        }

        var indices = lists.Indices.Span.Slice(start, count);
        var values = lists.HasValues ? lists.Values!.Span.Slice(start, count) : default;
        for (var k = 0; k < indices.Length; k++)
        {
            y[indices[k]] += values.IsEmpty ? 1 : values[k];
        }
    }

    /// <summary>The mean over the steps, from the list of what is not 0.</summary>
    /// <inheritdoc cref="Sum(SpikeLists, int, int, Span{float})"/>
    public static void Mean(SpikeLists lists, int at, int step, int steps, Span<float> y)
    {
        Sum(lists, at, step, y);
        Divide(step, steps, y);
    }

    /// <summary>The sum over the steps, from the list of what is not 0, and in the last one beside it the mean.</summary>
    /// <inheritdoc cref="Sum(SpikeLists, int, int, Span{float})"/>
    public static void Mean(SpikeLists lists, int at, int step, int steps, Span<float> sum, Span<float> y)
    {
        Sum(lists, at, step, sum);
        Last<float>(sum, step, steps, y);
        Divide(step, steps, y);
    }

    /// <summary>The value in the last step.</summary>
    public static void Last<T>(ReadOnlySpan<T> x, int step, int steps, Span<T> y)
        where T : unmanaged
    {
        Guard.Length(y.Length, x.Length, nameof(y));
        if (step == steps - 1)
        {
            x.CopyTo(y);
        }
    }

    /// <summary>The value [pixels, channels] in the last step, as [channels, pixels].</summary>
    public static void Last<T>(ReadOnlySpan<T> x, int channels, int step, int steps, Span<T> y)
        where T : unmanaged
    {
        if (step == steps - 1)
        {
            Arrange.Transpose(x, x.Length / channels, y);
        }
    }

    /// <summary>The largest value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Max<T>(ReadOnlySpan<T> x, int step, Span<T> y)
        where T : unmanaged, INumber<T>
    {
        Guard.Length(y.Length, x.Length, nameof(y));
        if (step == 0)
        {
            x.CopyTo(y);
            return;
        }

        var i = 0;
        for (; i <= y.Length - Vector<T>.Count; i += Vector<T>.Count)
        {
            var (now, before) = (new Vector<T>(x[i..]), new Vector<T>(y[i..]));
            Vector.ConditionalSelect(Vector.GreaterThan(now, before), now, before).CopyTo(y[i..]);
        }

        for (; i < y.Length; i++)
        {
            y[i] = x[i] > y[i] ? x[i] : y[i];
        }
    }

    /// <summary>The first step with a value other than 0; the number of steps if there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FirstSpike<T>(ReadOnlySpan<T> x, int step, int steps, Span<T> y)
        where T : unmanaged, INumber<T>
    {
        Guard.Length(y.Length, x.Length, nameof(y));
        var none = T.CreateTruncating(steps);
        var now = T.CreateTruncating(step);
        for (var i = 0; i < y.Length; i++)
        {
            var before = step == 0 ? none : y[i];
            y[i] = before == none && !T.IsZero(x[i]) ? now : before;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Divide(int step, int steps, Span<float> y)
    {
        for (var i = 0; step == steps - 1 && i < y.Length; i++)
        {
            y[i] /= steps;
        }
    }
}
