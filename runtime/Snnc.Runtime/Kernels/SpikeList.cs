using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Snnc.Runtime.Kernels;

/// <summary>Lists of the inputs that are not 0.</summary>
internal static unsafe class SpikeList
{
    /// <summary>Finds what is not 0 (NaN is not), in order.</summary>
    /// <param name="indices">Room for <paramref name="length"/> places.</param>
    /// <param name="values">Room for as many values.</param>
    /// <returns>How many there are.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Build(float* x, int length, int* indices, float* values)
    {
        var count = 0;
        var i = 0;
        for (; i <= length - 32; i += 32)
        {
            for (var bits = Mask(x + i) | (Mask(x + i + 8) << 8) | (Mask(x + i + 16) << 16) | (Mask(x + i + 24) << 24); bits != 0; bits &= bits - 1)
            {
                var place = i + BitOperations.TrailingZeroCount(bits);
                indices[count] = place;
                values[count++] = x[place];
            }
        }

        for (; i < length; i++)
        {
            if (x[i] != 0)
            {
                indices[count] = i;
                values[count++] = x[i];
            }
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Mask(float* x) => Vector256.ExtractMostSignificantBits(~Vector256.Equals(Vector256.Load(x), Vector256<float>.Zero));
}
