using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Snnc.Runtime;

/// <summary>
/// Eight neurons at a time, as generated bodies compute them: the same operations as <see cref="Neuron"/>, each rounded once, so the same bits.
/// Conditions
/// are masks: all bits of a lane set where it holds.
/// </summary>
public static class Lanes
{
    /// <summary>How many neurons go at a time.</summary>
    public const int Count = 8;

    private const MethodImplOptions Inlined = MethodImplOptions.AggressiveInlining;

    /// <summary>Gets a value indicating whether the processor has such vectors; elsewhere bodies run one neuron at a time.</summary>
    public static bool AreFast => Vector256.IsHardwareAccelerated;

    /// <summary>The numbers from <paramref name="k"/> on. The caller sees to it that there are eight.</summary>
    [MethodImpl(Inlined)]
    public static Vector256<float> Load(float[] source, int k) => Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(source), (nuint)k);

    /// <summary>The place of the first number.</summary>
    [MethodImpl(Inlined)]
    public static ref float Start(float[] numbers) => ref MemoryMarshal.GetArrayDataReference(numbers);

    /// <summary>Writes the numbers from <paramref name="k"/> on. The caller sees to it that there is room for eight.</summary>
    [MethodImpl(Inlined)]
    public static void Store(Vector256<float> values, float[] target, int k) =>
        values.StoreUnsafe(ref MemoryMarshal.GetArrayDataReference(target), (nuint)k);

    /// <summary>The same number in all lanes.</summary>
    [MethodImpl(Inlined)]
    public static Vector256<float> Of(float value) => Vector256.Create(value);

    /// <summary>x * y + z, rounded once.</summary>
    [MethodImpl(Inlined)]
    public static Vector256<float> Fma(Vector256<float> x, Vector256<float> y, Vector256<float> z) => Vector256.FusedMultiplyAdd(x, y, z);

    /// <summary>Lane by lane x where the condition holds, y elsewhere.</summary>
    [MethodImpl(Inlined)]
    public static Vector256<float> Select(Vector256<float> condition, Vector256<float> x, Vector256<float> y) =>
        Vector256.ConditionalSelect(condition, x, y);

    /// <summary>Whether the condition holds in any lane.</summary>
    [MethodImpl(Inlined)]
    public static bool Any(Vector256<float> condition) => condition.AsInt32() != Vector256<int>.Zero;

    /// <summary>x &lt; y ? x : y.</summary>
    [MethodImpl(Inlined)]
    public static Vector256<float> Min(Vector256<float> x, Vector256<float> y) => Select(Vector256.LessThan(x, y), x, y);

    /// <summary>x &gt; y ? x : y.</summary>
    [MethodImpl(Inlined)]
    public static Vector256<float> Max(Vector256<float> x, Vector256<float> y) => Select(Vector256.GreaterThan(x, y), x, y);

    /// <summary>
    /// How a step goes through the neurons of a population whose states are more than the first-level cache holds: in every other one from the last to the
    /// first, so that it begins with what the step before has left there.
    /// </summary>
    /// <returns>The first neuron of the first eight, and from them to the next.</returns>
    [MethodImpl(Inlined)]
    public static (int First, int Next) Turn(int step, int size) => (step & 1) == 0 ? (0, Count) : (size - Count, -Count);

    /// <summary>A size rounded up to full eights.</summary>
    [MethodImpl(Inlined)]
    public static int Padded(int size) => (size + Count - 1) & -Count;

    /// <summary>The numbers from <paramref name="k"/> on. The caller sees to it that there are eight.</summary>
    [MethodImpl(Inlined)]
    public static Vector256<float> Load(ref float start, int k) => Vector256.LoadUnsafe(ref start, (nuint)(uint)k);

    /// <summary>Writes the numbers from <paramref name="k"/> on. The caller sees to it that there is room for eight.</summary>
    [MethodImpl(Inlined)]
    public static void Store(Vector256<float> values, ref float start, int k) => values.StoreUnsafe(ref start, (nuint)(uint)k);

    /// <summary>Writes a bit for each lane of a condition: those of lanes <paramref name="k"/> to k + 7 are byte k / 8. The caller sees to it that
    /// there is
    /// one.</summary>
    [MethodImpl(Inlined)]
    public static void StoreBits(Vector256<float> condition, ref byte bits, int k) =>
        Unsafe.Add(ref bits, (nint)((uint)k >> 3)) = (byte)Vector256.ExtractMostSignificantBits(condition);

    /// <summary>The mask of what is not 0.</summary>
    [MethodImpl(Inlined)]
    public static Vector256<float> NotZero(Vector256<float> values) => ~Vector256.Equals(values, Vector256<float>.Zero);

    /// <summary>An array whose numbers are followed by zeros up to full eights.</summary>
    public static float[] Pad(float[] values)
    {
        var padded = new float[Padded(values.Length)];
        values.CopyTo(padded, 0);
        return padded;
    }

    /// <summary>The same of numbers [channels, pixels] as [pixels, channels].</summary>
    public static float[] PadChannelsLast(float[] values, int channels)
    {
        var padded = new float[Padded(values.Length)];
        Kernels.Arrange.Transpose<float>(values, channels, padded.AsSpan(0, values.Length));
        return padded;
    }
}
