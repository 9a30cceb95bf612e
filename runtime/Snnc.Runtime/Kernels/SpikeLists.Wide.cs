using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Snnc.Runtime.Kernels;

/// <content>
/// Lists from values in vectors of sixteen, where the processor packs what a mask leaves: no branch depends on what is not 0. Full vectors are written; what
/// stands beyond the last is overwritten by what comes next.
/// </content>
public sealed unsafe partial class SpikeLists
{
    private const int Wide = 16;

    // So many channels are put in the order of lists by vectors.
    private const int FewestTransposed = 4;

    // Inputs come from far away, and are read once: so many elements ahead they are asked for. What lies beyond the end is not read.
    private const int FarAhead = 2048;

    // What spikes are is written from the first element on that is other than 0 and 1.
    private void AddPacked(float* x, int* indices, float* values, int count, bool isPairs = false)
    {
        var list = _areValuesWritten ? default : Pack(x, isPairs, indices, null, count);
        if (_values is not null && (_areValuesWritten || list.HasOthers))
        {
            WriteValues();
            list = Pack(x, isPairs, indices, values, count);
            HasValues |= list.HasOthers;
        }

        _starts.Span[++_steps] = list.Count;
        Version++;
    }

    // In the order of the list first, by full vectors: looking for channels pixel by pixel takes longer as soon as a few are active.
    private void AddTransposed(ReadOnlySpan<float> x, int* indices, float* values, int count)
    {
        var row = Scratch.Values(Size);
        Arrange.Transpose(x, _channels, row.Span[..Size]);
        fixed (float* from = row)
        {
            AddPacked(from, indices, values, count);
        }
    }

    private void WriteValues()
    {
        if (_values is not null && !_areValuesWritten)
        {
            _areValuesWritten = true;
            _values.Span[.._starts.Span[_steps]].Fill(1);
        }
    }

    private (int Count, bool HasOthers) Pack(float* x, bool isPairs, int* indices, float* values, int count) => (Avx512F.IsSupported, isPairs) switch
    {
        (true, true) => WidePairs(x, Size / 2, indices, values, count),
        (true, false) => WideScan(x, Size, indices, values, count),
        (false, true) => EightPairs(x, Size / 2, indices, values, count),
        _ => EightScan(x, Size, indices, values, count),
    };

    // Gives the new end, and whether a value is other than 0 and 1.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (int Count, bool HasOthers) WideScan(float* x, int length, int* indices, float* values, int count)
    {
        var (places, others) = (Vector512<int>.Indices, Vector512<float>.Zero);
        var i = 0;
        for (; i <= length - Wide; i += Wide)
        {
            Sse.Prefetch0(x + i + FarAhead);
            count = Append(Vector512.Load(x + i), places, indices, values, count, ref others);
            places += Vector512.Create(Wide);
        }

        for (; i < length; i++)
        {
            count = Append(x[i], i, indices, values, count, ref others);
        }

        return (count, others.AsInt32() != Vector512<int>.Zero);
    }

    // Of [2, pixels] as [pixels, 2]: the channels of sixteen pixels are shuffled into each other.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (int Count, bool HasOthers) WidePairs(float* x, int pixels, int* indices, float* values, int count)
    {
        var low = Vector512.Create(0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
        var high = low + Vector512.Create(8);
        var (places, others) = (Vector512<int>.Indices, Vector512<float>.Zero);
        var pixel = 0;
        for (; pixel <= pixels - Wide; pixel += Wide)
        {
            Sse.Prefetch0(x + pixel + FarAhead);
            Sse.Prefetch0(x + pixels + pixel + FarAhead);
            var (first, second) = (Vector512.Load(x + pixel), Vector512.Load(x + pixels + pixel));
            count = Append(Avx512F.PermuteVar16x32x2(first, low, second), places, indices, values, count, ref others);
            count = Append(Avx512F.PermuteVar16x32x2(first, high, second), places + Vector512.Create(Wide), indices, values, count, ref others);
            places += Vector512.Create(2 * Wide);
        }

        for (; pixel < pixels; pixel++)
        {
            count = Append(x[pixel], 2 * pixel, indices, values, count, ref others);
            count = Append(x[pixels + pixel], (2 * pixel) + 1, indices, values, count, ref others);
        }

        return (count, others.AsInt32() != Vector512<int>.Zero);
    }

    // x - x^2 is 0 for 0 and for 1 alone.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Append(Vector512<float> x, Vector512<int> places, int* indices, float* values, int count, ref Vector512<float> others)
    {
        var isSet = ~Vector512.Equals(x, Vector512<float>.Zero);
        var bits = (uint)isSet.ExtractMostSignificantBits();
        Avx512F.Compress(Vector512<int>.Zero, isSet.AsInt32(), places).Store(indices + count);
        if (values is not null)
        {
            Avx512F.Compress(Vector512<float>.Zero, isSet, x).Store(values + count);
        }

        others |= Vector512.FusedMultiplyAdd(-x, x, x);
        return count + BitOperations.PopCount(bits);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Append(float x, int place, int* indices, float* values, int count, ref Vector512<float> others)
    {
        indices[count] = place;
        if (values is not null)
        {
            values[count] = x;
        }

        others |= Vector512.CreateScalar(x - (x * x));
        return count + (x != 0 ? 1 : 0);
    }
}
