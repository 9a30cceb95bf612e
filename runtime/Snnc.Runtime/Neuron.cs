using System;
using System.Runtime.CompilerServices;
using Snnc.Numerics;

namespace Snnc.Runtime;

/// <summary>
/// What neuron bodies call. Real functions are computed in doubles and rounded once to single precision, so that every back end gives the same.
/// </summary>
public static class Neuron
{
    private const MethodImplOptions Inlined = MethodImplOptions.AggressiveInlining;

    /// <summary>x * y + z, rounded once.</summary>
    [MethodImpl(Inlined)]
    public static float Fma(float x, float y, float z) => MathF.FusedMultiplyAdd(x, y, z);

    /// <summary>e to the x.</summary>
    [MethodImpl(Inlined)]
    public static float Exp(float x) => (float)Math.Exp(x);

    /// <summary>exp(x) - 1, exact near 0.</summary>
    [MethodImpl(Inlined)]
    public static float Expm1(float x) => (float)SpecialFunctions.Expm1(x);

    /// <summary>The natural logarithm.</summary>
    [MethodImpl(Inlined)]
    public static float Log(float x) => (float)Math.Log(x);

    /// <summary>log(1 + x), exact near 0.</summary>
    [MethodImpl(Inlined)]
    public static float Log1p(float x) => (float)SpecialFunctions.Log1p(x);

    /// <summary>The square root.</summary>
    [MethodImpl(Inlined)]
    public static float Sqrt(float x) => MathF.Sqrt(x);

    /// <summary>The hyperbolic tangent.</summary>
    [MethodImpl(Inlined)]
    public static float Tanh(float x) => (float)Math.Tanh(x);

    /// <summary>1 / (1 + exp(-x)).</summary>
    [MethodImpl(Inlined)]
    public static float Sigmoid(float x) => (float)SpecialFunctions.Sigmoid(x);

    /// <summary>The greatest whole number that is not above x.</summary>
    [MethodImpl(Inlined)]
    public static float Floor(float x) => MathF.Floor(x);

    /// <summary>The least whole number that is not below x.</summary>
    [MethodImpl(Inlined)]
    public static float Ceil(float x) => MathF.Ceiling(x);

    /// <summary>The nearest whole number, half to even.</summary>
    [MethodImpl(Inlined)]
    public static float Round(float x) => MathF.Round(x, MidpointRounding.ToEven);

    /// <summary>|x|.</summary>
    [MethodImpl(Inlined)]
    public static float Abs(float x) => MathF.Abs(x);

    /// <summary>|x|; wraps for the least number.</summary>
    [MethodImpl(Inlined)]
    public static long Abs(long x) => x < 0 ? unchecked(-x) : x;

    /// <summary>1, 0 or -1; 0 for NaN.</summary>
    [MethodImpl(Inlined)]
    public static float Sign(float x) => x > 0 ? 1 : x < 0 ? -1 : 0;

    /// <summary>1, 0 or -1.</summary>
    [MethodImpl(Inlined)]
    public static long Sign(long x) => x > 0 ? 1 : x < 0 ? -1 : 0;

    /// <summary>x &lt; y ? x : y.</summary>
    [MethodImpl(Inlined)]
    public static float Min(float x, float y) => x < y ? x : y;

    /// <summary>The smaller.</summary>
    [MethodImpl(Inlined)]
    public static long Min(long x, long y) => x < y ? x : y;

    /// <summary>x > y ? x : y.</summary>
    [MethodImpl(Inlined)]
    public static float Max(float x, float y) => x > y ? x : y;

    /// <summary>The larger.</summary>
    [MethodImpl(Inlined)]
    public static long Max(long x, long y) => x > y ? x : y;

    /// <summary>C's remainder, with the sign of x.</summary>
    [MethodImpl(Inlined)]
    public static float Remainder(float x, float y) => x % y;

    /// <summary>The remainder with the sign of x; by zero gives 0.</summary>
    [MethodImpl(Inlined)]
    public static long Remainder(long x, long y) => y is 0 or -1 ? 0 : x % y;

    /// <summary>Towards zero; by zero gives 0.</summary>
    [MethodImpl(Inlined)]
    public static long Divide(long x, long y) => y == 0 ? 0 : y == -1 ? unchecked(-x) : x / y;

    /// <summary>x &lt;&lt; n, with n modulo 64.</summary>
    [MethodImpl(Inlined)]
    public static long ShiftLeft(long x, long n) => x << (int)(n & 63);

    /// <summary>x >> n, with n modulo 64; the sign is kept.</summary>
    [MethodImpl(Inlined)]
    public static long ShiftRight(long x, long n) => x >> (int)(n & 63);

    /// <summary>sign(x) * (|x| >> n), with n modulo 64.</summary>
    [MethodImpl(Inlined)]
    public static long ShiftRightToZero(long x, long n) =>
        x >= 0 ? ShiftRight(x, n) : unchecked(-(long)((ulong)-x >> (int)(n & 63)));

    /// <summary>Towards zero; NaN gives 0, too large values saturate.</summary>
    [MethodImpl(Inlined)]
    public static long ToInt(float x) => long.CreateSaturating(x);

    /// <summary>Rounded to nearest even.</summary>
    [MethodImpl(Inlined)]
    public static float ToReal(long x) => x;

    /// <summary>x modulo 2^bits, two's complement.</summary>
    [MethodImpl(Inlined)]
    public static long Wrap(long x, int bits) => (x << (64 - bits)) >> (64 - bits);

    /// <summary>x clipped to the range of so many bits.</summary>
    [MethodImpl(Inlined)]
    public static long Saturate(long x, int bits)
    {
        var greatest = long.MaxValue >> (64 - bits);
        return Math.Max(Math.Min(x, greatest), -greatest - 1);
    }

    /// <summary>The counter of neuron i's noise: (sample*steps + t)*size + i, modulo 2^64.</summary>
    [MethodImpl(Inlined)]
    public static long Counter(long sample, long steps, long step, long size, long index) =>
        unchecked((((sample * steps) + step) * size) + index);

    /// <summary>Uniform in [0, 1): <c>hash(seed, counter) / 2^24</c>.</summary>
    [MethodImpl(Inlined)]
    public static float Rand(long seed, long counter) => (float)CounterHash.Uniform(seed, counter);
}
