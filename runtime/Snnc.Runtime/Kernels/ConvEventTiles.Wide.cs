using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Snnc.Runtime.Kernels;

/// <content>The same in vectors of sixteen outputs, where the processor has them and there are full sixteens.</content>
public static unsafe partial class ConvEventTiles
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WideFill(float* bias, int outputs, int pixels, float* y)
    {
        for (var output = 0; output < outputs; output += 16)
        {
            var b = Vector512.Load(bias + output);
            var to = y + output;
            for (var pixel = 0; pixel < pixels; pixel++, to += outputs)
            {
                b.Store(to);
            }
        }
    }

    // Without loops where the length is a constant.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WideAdd(Vector512<float> v, float* weights, float* y, int length, int any)
    {
        if (length == Any)
        {
            var i = 0;
            for (; i <= any - 48; i += 48)
            {
                Three(v, weights + i, y + i);
            }

            for (; i < any; i += 16)
            {
                Sixteen(v, weights + i, y + i);
            }
        }
        else if (length == 16)
        {
            Sixteen(v, weights, y);
        }
        else if (length is 32 or 64 or 80 or 128)
        {
            Two(v, weights, y);
            if (length >= 64)
            {
                Two(v, weights + 32, y + 32);
            }

            if (length == 80)
            {
                Sixteen(v, weights + 64, y + 64);
            }

            if (length == 128)
            {
                Two(v, weights + 64, y + 64);
                Two(v, weights + 96, y + 96);
            }
        }
        else
        {
            Three(v, weights, y);
            if (length >= 96)
            {
                Three(v, weights + 48, y + 48);
            }

            if (length >= 144)
            {
                Three(v, weights + 96, y + 96);
            }

            if (length == 192)
            {
                Three(v, weights + 144, y + 144);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Sixteen(Vector512<float> v, float* weights, float* y) =>
        Vector512.FusedMultiplyAdd(Vector512.Load(weights), v, Vector512.Load(y)).Store(y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Two(Vector512<float> v, float* weights, float* y)
    {
        var a = Vector512.FusedMultiplyAdd(Vector512.Load(weights), v, Vector512.Load(y));
        var b = Vector512.FusedMultiplyAdd(Vector512.Load(weights + 16), v, Vector512.Load(y + 16));
        a.Store(y);
        b.Store(y + 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Three(Vector512<float> v, float* weights, float* y)
    {
        var a = Vector512.FusedMultiplyAdd(Vector512.Load(weights), v, Vector512.Load(y));
        var b = Vector512.FusedMultiplyAdd(Vector512.Load(weights + 16), v, Vector512.Load(y + 16));
        var c = Vector512.FusedMultiplyAdd(Vector512.Load(weights + 32), v, Vector512.Load(y + 32));
        a.Store(y);
        b.Store(y + 16);
        c.Store(y + 32);
    }
}
