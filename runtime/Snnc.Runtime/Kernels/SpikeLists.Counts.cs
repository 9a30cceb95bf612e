using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Snnc.Runtime.Kernels;

/// <content>
/// Lists of what was counted in bytes, of which the processor packs 32 at once: mostly no more than one vector of them is left to be written.
/// </content>
public sealed unsafe partial class SpikeLists
{
    private const int Counts = 32;

    /// <summary>Gets a value indicating whether the processor packs bytes.</summary>
    internal static bool TakesCounts => Avx512Vbmi2.VL.IsSupported;

    /// <summary>Adds the list of the next step of a tile.</summary>
    /// <param name="counts">A byte for each element; after them a vector may be written.</param>
    /// <param name="unit">What an element is whose count is 1.</param>
    internal void AddCounts(byte* counts, float unit)
    {
        Guard.Room(_steps + 1, Steps);
        WriteValues();
        Vector256<byte>.Zero.Store(counts + Size);
        fixed (int* indices = _indices)
        fixed (float* values = _values)
        {
            var (end, hasOthers) = PackCounts(counts, Size, unit, indices, values, _starts.Span[_steps]);
            HasValues |= hasOthers && _values is not null;
            _starts.Span[++_steps] = end;
        }

        Version++;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (int End, bool HasOthers) PackCounts(byte* counts, int length, float unit, int* indices, float* values, int end)
    {
        var (ones, others) = (Vector256.Create((byte)(1 / unit)), Vector256<byte>.Zero);
        for (var i = 0; i < length; i += Counts)
        {
            var count = Vector256.Load(counts + i);
            var isSet = ~Vector256.Equals(count, Vector256<byte>.Zero);
            others |= Vector256.AndNot(isSet, Vector256.Equals(count, ones));
            var places = Avx512Vbmi2.VL.Compress(Vector256<byte>.Zero, isSet, Vector256<byte>.Indices);
            count = Avx512Vbmi2.VL.Compress(Vector256<byte>.Zero, isSet, count);
            var number = BitOperations.PopCount(isSet.ExtractMostSignificantBits());
            Append(places.GetLower(), count.GetLower(), i, unit, indices, values, end);
            if (number > Wide)
            {
                Append(places.GetUpper(), count.GetUpper(), i, unit, indices, values, end + Wide);
            }

            end += number;
        }

        return (end, others != Vector256<byte>.Zero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Append(Vector128<byte> places, Vector128<byte> counts, int first, float unit, int* indices, float* values, int end)
    {
        (Avx512F.ConvertToVector512Int32(places) + Vector512.Create(first)).Store(indices + end);
        if (values is not null)
        {
            (Vector512.ConvertToSingle(Avx512F.ConvertToVector512Int32(counts)) * unit).Store(values + end);
        }
    }
}
