using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Snnc.Numerics;

namespace Snnc.Runtime.Kernels;

/// <summary>Functions of each element. Those that are not exact are computed in doubles and rounded once.</summary>
public static class Activation
{
    /// <summary>y = max(x, 0).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Relu(ReadOnlySpan<float> x, Span<float> y)
    {
        Guard.Length(y.Length, x.Length, nameof(y));
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(y);
        var from = MemoryMarshal.Cast<float, Vector<float>>(x);
        for (var i = 0; i < vectors.Length && i < from.Length; i++)
        {
            vectors[i] = Vector.ConditionalSelect(Vector.GreaterThan(from[i], Vector<float>.Zero), from[i], Vector<float>.Zero);
        }

        for (var i = vectors.Length * Vector<float>.Count; i < y.Length; i++)
        {
            y[i] = x[i] > 0 ? x[i] : 0;
        }
    }

    /// <summary>y = 1 / (1 + exp(-x)).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sigmoid(ReadOnlySpan<float> x, Span<float> y)
    {
        Guard.Length(y.Length, x.Length, nameof(y));
        for (var i = 0; i < y.Length; i++)
        {
            y[i] = Neuron.Sigmoid(x[i]);
        }
    }

    /// <summary>y = tanh(x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Tanh(ReadOnlySpan<float> x, Span<float> y)
    {
        Guard.Length(y.Length, x.Length, nameof(y));
        for (var i = 0; i < y.Length; i++)
        {
            y[i] = Neuron.Tanh(x[i]);
        }
    }

    /// <summary>y = x * (1 + erf(x / sqrt 2)) / 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gelu(ReadOnlySpan<float> x, Span<float> y)
    {
        Guard.Length(y.Length, x.Length, nameof(y));
        for (var i = 0; i < y.Length; i++)
        {
            y[i] = (float)SpecialFunctions.Gelu(x[i]);
        }
    }
}
