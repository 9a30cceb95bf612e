using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Snnc.Runtime.Kernels;

/// <content>
/// The same in vectors of eight, where the processor shuffles them in any order, but packs none by a mask: a table has the order for each mask.
/// </content>
public sealed unsafe partial class SpikeLists
{
    private const int Eight = 8;

    // For each mask of eight bits the places of its ones, a byte each, and zeros after them: indices beyond the last are of elements that there are.
    private static readonly AlignedArray<byte> _orders = FindOrders();

    // This one and the next are tested where wider vectors are packed instead.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static (int Count, bool HasOthers) EightScan(float* x, int length, int* indices, float* values, int count)
    {
        var others = Vector256<float>.Zero;
        var i = 0;
        fixed (byte* orders = _orders)
        {
            for (; i <= length - (2 * Eight); i += 2 * Eight)
            {
                Sse.Prefetch0(x + i + FarAhead);
                count = Append(Vector256.Load(x + i), i, orders, indices, values, count, ref others);
                count = Append(Vector256.Load(x + i + Eight), i + Eight, orders, indices, values, count, ref others);
            }
        }

        var hasOthers = others.AsInt32() != Vector256<int>.Zero;
        for (; i < length; i++)
        {
            count = Append(x[i], i, indices, values, count, ref hasOthers);
        }

        return (count, hasOthers);
    }

    // Of [2, pixels] as [pixels, 2].
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static (int Count, bool HasOthers) EightPairs(float* x, int pixels, int* indices, float* values, int count)
    {
        var others = Vector256<float>.Zero;
        var pixel = 0;
        fixed (byte* orders = _orders)
        {
            for (; pixel <= pixels - Eight; pixel += Eight)
            {
                Sse.Prefetch0(x + pixel + FarAhead);
                Sse.Prefetch0(x + pixels + pixel + FarAhead);
                var (first, second) = (Vector256.Load(x + pixel), Vector256.Load(x + pixels + pixel));
                var (low, high) = (Avx.UnpackLow(first, second), Avx.UnpackHigh(first, second));
                count = Append(Avx.Permute2x128(low, high, 0x20), 2 * pixel, orders, indices, values, count, ref others);
                count = Append(Avx.Permute2x128(low, high, 0x31), (2 * pixel) + Eight, orders, indices, values, count, ref others);
            }
        }

        var hasOthers = others.AsInt32() != Vector256<int>.Zero;
        for (; pixel < pixels; pixel++)
        {
            count = Append(x[pixel], 2 * pixel, indices, values, count, ref hasOthers);
            count = Append(x[pixels + pixel], (2 * pixel) + 1, indices, values, count, ref hasOthers);
        }

        return (count, hasOthers);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static AlignedArray<byte> FindOrders()
    {
        var orders = new AlignedArray<byte>(256 * Eight);
        for (var mask = 0; mask < 256; mask++)
        {
            var count = 0;
            for (var place = 0; place < Eight; place++)
            {
                if (((mask >> place) & 1) != 0)
                {
                    orders.Span[(mask * Eight) + count++] = (byte)place;
                }
            }
        }

        return orders;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Append(
        Vector256<float> x, int place, byte* orders, int* indices, float* values, int count, ref Vector256<float> others)
    {
        var bits = NotZero(x);
        var order = Avx2.ConvertToVector256Int32(orders + (Eight * (long)bits));
        (order + Vector256.Create(place)).Store(indices + count);
        if (values is not null)
        {
            Avx2.PermuteVar8x32(x, order).Store(values + count);
        }

        others |= x - (x * x);
        return count + BitOperations.PopCount(bits);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Append(float x, int place, int* indices, float* values, int count, ref bool hasOthers)
    {
        indices[count] = place;
        if (values is not null)
        {
            values[count] = x;
        }

        hasOthers |= x - (x * x) != 0;
        return count + (x != 0 ? 1 : 0);
    }
}
