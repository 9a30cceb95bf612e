using System;
using System.Runtime.CompilerServices;

namespace Snnc.Runtime.Kernels;

/// <summary>How sure scores are.</summary>
public static class Confidence
{
    /// <summary>The softmax of the largest score: <c>1 / sum of exp(x - max)</c>, from 1 / length to 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Of(ReadOnlySpan<float> scores)
    {
        var largest = float.NegativeInfinity;
        foreach (var score in scores)
        {
            largest = Math.Max(largest, score);
        }

        var sum = 0.0;
        foreach (var score in scores)
        {
            sum += Math.Exp(score - largest);
        }

        return (float)(1 / sum);
    }
}
