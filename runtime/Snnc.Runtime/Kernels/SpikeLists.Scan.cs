using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Snnc.Runtime.Kernels;

/// <content>How it is found in vectors of eight what is not 0, and what it is.</content>
public sealed unsafe partial class SpikeLists
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool Take(float* x, int* indices, int start, int end, float* values)
    {
        var others = 0;
        for (var k = start; k < end; k++)
        {
            values[k] = x[indices[k]];
            others |= values[k] != 1 ? 1 : 0;
        }

        return others != 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TakeChannelsLast(float* x, int* indices, int start, int end, float* values)
    {
        var (pixels, others) = (Size / _channels, false);
        for (var k = start; k < end; k++)
        {
            var (pixel, channel) = Math.DivRem(indices[k], _channels);
            values[k] = x[(channel * pixels) + pixel];
            others |= values[k] != 1;
        }

        return others;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Scan(float* x, int length, int* indices, int count)
    {
        var i = 0;
        for (; i <= length - 64; i += 64)
        {
            count = Expand(Mask(x + i) | ((ulong)Mask(x + i + 32) << 32), i, indices, count);
        }

        for (; i <= length - 8; i += 8)
        {
            count = Expand(NotZero(x + i), i, indices, count);
        }

        for (; i < length; i++)
        {
            indices[count] = i;
            count += x[i] != 0 ? 1 : 0;
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Expand(ulong bits, int first, int* indices, int count)
    {
        for (; bits != 0; bits &= bits - 1)
        {
            indices[count++] = first + BitOperations.TrailingZeroCount(bits);
        }

        return count;
    }

    // The pixels at which any channel is not 0, eight at a time, and of these the channels.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int ChannelsLast(float* x, int pixels, int channels, int* indices, int count)
    {
        var pixel = 0;
        for (; pixel <= pixels - 8; pixel += 8)
        {
            var any = 0u;
            for (var channel = 0; channel < channels; channel++)
            {
                any |= NotZero(x + ((long)channel * pixels) + pixel);
            }

            for (; any != 0; any &= any - 1)
            {
                count = Pixel(x, pixel + BitOperations.TrailingZeroCount(any), pixels, channels, indices, count);
            }
        }

        for (; pixel < pixels; pixel++)
        {
            count = Pixel(x, pixel, pixels, channels, indices, count);
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Pixel(float* x, int pixel, int pixels, int channels, int* indices, int count)
    {
        for (var channel = 0; channel < channels; channel++)
        {
            indices[count] = (pixel * channels) + channel;
            count += x[((long)channel * pixels) + pixel] != 0 ? 1 : 0;
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Mask(float* x) => NotZero(x) | (NotZero(x + 8) << 8) | (NotZero(x + 16) << 16) | (NotZero(x + 24) << 24);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint NotZero(float* x) => NotZero(Vector256.Load(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint NotZero(Vector256<float> x) => Vector256.ExtractMostSignificantBits(~Vector256.Equals(x, Vector256<float>.Zero));
}
