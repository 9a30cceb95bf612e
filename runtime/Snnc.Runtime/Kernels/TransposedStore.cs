using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Snnc.Runtime.Kernels;

/// <summary>Turns sums of [pixel][output] into results of [output][pixel], four pixels of eight outputs at a time.</summary>
internal static unsafe class TransposedStore
{
    /// <summary>Writes the sums of four neighbouring pixels.</summary>
    /// <param name="a">Eight outputs of the first pixel; b, c, d of the next.</param>
    /// <param name="y">Where the first pixel of the first output goes.</param>
    /// <param name="pixels">Elements from one output to the next.</param>
    /// <param name="outputs">How many of the eight outputs there are.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Four(Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d, float* y, int pixels, int outputs)
    {
        var lowPair = Avx.UnpackLow(a, b);
        var highPair = Avx.UnpackHigh(a, b);
        var nextLowPair = Avx.UnpackLow(c, d);
        var nextHighPair = Avx.UnpackHigh(c, d);
        var r0 = Avx.Shuffle(lowPair, nextLowPair, 0x44);
        var r1 = Avx.Shuffle(lowPair, nextLowPair, 0xEE);
        var r2 = Avx.Shuffle(highPair, nextHighPair, 0x44);
        var r3 = Avx.Shuffle(highPair, nextHighPair, 0xEE);
        if (outputs >= 8)
        {
            r0.GetLower().Store(y);
            r1.GetLower().Store(y + pixels);
            r2.GetLower().Store(y + (2L * pixels));
            r3.GetLower().Store(y + (3L * pixels));
            r0.GetUpper().Store(y + (4L * pixels));
            r1.GetUpper().Store(y + (5L * pixels));
            r2.GetUpper().Store(y + (6L * pixels));
            r3.GetUpper().Store(y + (7L * pixels));
            return;
        }

        Some(r0, r1, r2, r3, y, pixels, outputs);
    }

    /// <summary>Writes the sums of one pixel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void One(Vector256<float> a, float* y, int pixels, int outputs)
    {
        var values = stackalloc float[8];
        a.Store(values);
        for (var output = 0; output < outputs && output < 8; output++)
        {
            y[(long)output * pixels] = values[output];
        }
    }

    // Written out, because through an array in memory it is slower than the sums are.
    private static void Some(Vector256<float> r0, Vector256<float> r1, Vector256<float> r2, Vector256<float> r3, float* y, int pixels, int outputs)
    {
        r0.GetLower().Store(y);
        if (outputs > 1)
        {
            r1.GetLower().Store(y + pixels);
        }

        if (outputs > 2)
        {
            r2.GetLower().Store(y + (2L * pixels));
        }

        if (outputs > 3)
        {
            r3.GetLower().Store(y + (3L * pixels));
        }

        if (outputs > 4)
        {
            r0.GetUpper().Store(y + (4L * pixels));
        }

        if (outputs > 5)
        {
            r1.GetUpper().Store(y + (5L * pixels));
        }

        if (outputs > 6)
        {
            r2.GetUpper().Store(y + (6L * pixels));
        }
    }
}
