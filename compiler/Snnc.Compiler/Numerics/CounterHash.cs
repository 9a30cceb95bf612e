using System;
using System.Runtime.CompilerServices;

namespace Snnc.Numerics;

/// <summary>
/// Random numbers that depend on a seed and a counter only, so that every back end draws the same ones in any order:
/// splitmix64 (Steele, Lea and Flood 2014) of seed * 2^40 + n. Inlined, as it is called for every weight of a network that begins with drawn ones, and
/// calls as long as they are not yet compiled for good.
/// </summary>
internal static class CounterHash
{
    /// <summary>2^24, the number of values of <see cref="Hash"/>.</summary>
    public const double Range = 16777216;

    /// <summary>24 bits: splitmix64(seed * 2^40 + n) >> 40.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Hash(long seed, long n) => (uint)(SplitMix64(unchecked(((ulong)seed << 40) + (ulong)n)) >> 40);

    /// <summary>The bound below which <see cref="Hash"/> lies with a probability: of whole numbers those below <c>p * 2^24</c>.</summary>
    public static uint BoundOf(double p) => (uint)Math.Ceiling(p * Range);

    /// <summary>Uniform in [0, 1), exact in single precision.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Uniform(long seed, long n) => Hash(seed, n) / Range;

    /// <summary>The finalising mix of splitmix64.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong SplitMix64(ulong z)
    {
        unchecked
        {
            z += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
