using System;

namespace Snnc.Numerics;

/// <summary>
/// The step s of symmetric rounding of weights that share an output: the least number m * 2^e, m whole from 128 to 255, with
/// max|w| &lt; (2^(bits-1) - 1 + 0.495) s, so that every weight rounds to a multiple of s by at most 2^(bits-1) - 1. A step of eight significant bits
/// leaves 16 of a single-precision number to a sum of multiples, which is exact then in any order. With 8 bits, the greatest weight becomes 127 s, and
/// weights that are rounded give the same step again: neighbouring steps differ by a factor from 256/255 to 129/128, and 0.495 is between what either
/// end asks for.
/// </summary>
internal static class RowStep
{
    private const double Margin = 0.495;
    private const int SignificantBits = 8;
    private const int ExponentBias = 1023;
    private const int MantissaBits = 52;
    private const int Infinite = 0x7ff;

    /// <summary>The step for weights of at most this magnitude; 1 where they are all 0, or not finite.</summary>
    public static double Of(double greatest, int bits)
    {
        var bound = greatest / ((1L << (bits - 1)) - 1 + Margin);
        var exponent = (int)(BitConverter.DoubleToInt64Bits(bound) >> MantissaBits) & Infinite;
        if (exponent is <= SignificantBits or Infinite)
        {
            return 1;
        }

        var unit = BitConverter.Int64BitsToDouble((long)(exponent - SignificantBits + 1) << MantissaBits);
        return (Math.Floor(bound / unit) + 1) * unit;
    }
}
