using System;

namespace Snnc.Compiler.Ir.Interpretation;

/// <summary>Arithmetic of whole numbers in 64 bits where C# traps or leaves the result open.</summary>
internal static class WholeFunctions
{
    private const double TwoTo63 = 9223372036854775808.0;

    /// <summary>Towards zero; NaN gives 0, too large values saturate.</summary>
    public static long FromReal(double x)
    {
        if (x >= TwoTo63)
        {
            return long.MaxValue;
        }

        return x <= -TwoTo63 ? long.MinValue : double.IsNaN(x) ? 0 : (long)x;
    }

    /// <summary>Towards zero; by zero gives 0.</summary>
    public static long Divide(long x, long y) => y == 0 ? 0 : y == -1 ? unchecked(-x) : x / y;

    /// <summary>With the sign of x; by zero gives 0.</summary>
    public static long Remainder(long x, long y) => y is 0 or -1 ? 0 : x % y;

    /// <summary>Modulo 64.</summary>
    public static int ShiftCount(long count) => (int)(count & 63);

    /// <summary>sign(x) * (|x| >> count).</summary>
    public static long ShiftRightToZero(long x, long count) =>
        x >= 0 ? x >> ShiftCount(count) : unchecked(-(long)((ulong)-x >> ShiftCount(count)));

    /// <summary>A function of one whole number by its name in the language.</summary>
    public static Func<long, long> Of(string function) => function switch
    {
        "abs" => x => x < 0 ? unchecked(-x) : x,
        "sign" => x => Math.Sign(x),
        _ => throw new ArgumentException($"There is no function '{function}' of whole numbers.", nameof(function)),
    };

    /// <summary>What a state of so many bits holds of x.</summary>
    public static long Store(long x, int bits, Overflow overflow)
    {
        var unused = 64 - bits;
        if (overflow == Overflow.Wrap)
        {
            return (x << unused) >> unused;
        }

        var greatest = long.MaxValue >> unused;
        return Math.Max(Math.Min(x, greatest), -greatest - 1);
    }
}
