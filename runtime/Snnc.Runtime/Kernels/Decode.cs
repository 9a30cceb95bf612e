using System;
using System.Numerics;

namespace Snnc.Runtime.Kernels;

/// <summary>
/// Decoders, called once a step with x of that step; y gathers, and is the frame after the last step. <c>step</c> counts from 0 in the inference,
/// or in the window of a stream; at 0 y starts anew.
/// </summary>
public static class Decode
{
    /// <summary>The sum over the steps.</summary>
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
        if (step != steps - 1)
        {
            return;
        }

        for (var i = 0; i < y.Length; i++)
        {
            y[i] /= steps;
        }
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

    /// <summary>The largest value.</summary>
    public static void Max<T>(ReadOnlySpan<T> x, int step, Span<T> y)
        where T : unmanaged, INumber<T>
    {
        Guard.Length(y.Length, x.Length, nameof(y));
        for (var i = 0; i < y.Length; i++)
        {
            y[i] = step == 0 || x[i] > y[i] ? x[i] : y[i];
        }
    }

    /// <summary>The first step with a value other than 0; the number of steps if there is none.</summary>
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
}
