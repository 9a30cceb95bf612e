using System;
using System.Runtime.InteropServices;

namespace Snnc.Tensors.Elements;

/// <summary>Widens 16-bit floating-point numbers to single precision, which holds each of them exactly.</summary>
internal static class HalfPrecision
{
    private const float SubnormalUnit = 1f / (1 << 24);

    /// <summary>IEEE 754 binary16: 1 sign, 5 exponent, 10 fraction bits.</summary>
    public static float[] WidenHalf(ushort[] halves)
    {
        var result = new float[halves.Length];
        var bits = MemoryMarshal.Cast<float, int>(result.AsSpan());
        for (var i = 0; i < halves.Length; i++)
        {
            var (sign, exponent, fraction) = ((halves[i] & 0x8000) << 16, (halves[i] >> 10) & 0x1F, halves[i] & 0x3FF);
            if (exponent == 0)
            {
                result[i] = (sign == 0 ? 1f : -1f) * fraction * SubnormalUnit;
                continue;
            }

            // The bias goes from 15 to 127; the exponent of infinities and NaNs is all ones in both.
            bits[i] = sign | ((exponent == 0x1F ? 0xFF : exponent + 112) << 23) | (fraction << 13);
        }

        return result;
    }

    /// <summary>bfloat16: the upper half of a single.</summary>
    public static float[] WidenBrain(ushort[] halves)
    {
        var result = new float[halves.Length];
        var bits = MemoryMarshal.Cast<float, int>(result.AsSpan());
        for (var i = 0; i < halves.Length; i++)
        {
            bits[i] = halves[i] << 16;
        }

        return result;
    }
}
