using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Snnc.Runtime;

/// <summary>Sixteen neurons at a time.</summary>
public readonly struct Lanes16 : ILanes<Lanes16>
{
    private const MethodImplOptions Inlined = MethodImplOptions.AggressiveInlining;

    private readonly Vector512<float> _values;

    [MethodImpl(Inlined)]
    private Lanes16(Vector512<float> values) => _values = values;

    /// <summary>Gets a value indicating whether the processor has such vectors.</summary>
    public static bool AreFast => Vector512.IsHardwareAccelerated;

    /// <inheritdoc/>
    public static int Count => 16;

    /// <inheritdoc/>
    public static Lanes16 Zero => new(Vector512<float>.Zero);

    /// <inheritdoc/>
    public static Lanes16 AllBitsSet => new(Vector512<float>.AllBitsSet);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes16 Of(float value) => new(Vector512.Create(value));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes16 Load(ref float start, int k) => new(Vector512.LoadUnsafe(ref start, (nuint)(uint)k));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static void Store(Lanes16 values, ref float start, int k) => values._values.StoreUnsafe(ref start, (nuint)(uint)k);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static ByteLanes LoadBytes(ref byte start, int k) => new(Vector128.LoadUnsafe(ref start, (nuint)(uint)k));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static void StoreBytes(ByteLanes values, ref byte start, int k) => values.Values.StoreUnsafe(ref start, (nuint)(uint)k);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static void StoreBits(Lanes16 condition, ref byte bits, int k) => StoreBits(BitsOf(condition), ref bits, k);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static uint BitsOf(Lanes16 condition) => (uint)condition._values.ExtractMostSignificantBits();

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static uint BitsOfGreaterThan(Lanes16 x, Lanes16 y) => (uint)Vector512.GreaterThan(x._values, y._values).ExtractMostSignificantBits();

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static void StoreBits(uint condition, ref byte bits, int k) =>
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref bits, (nint)((uint)k >> 3)), (ushort)condition);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes16 Fma(Lanes16 x, Lanes16 y, Lanes16 z) => new(Vector512.FusedMultiplyAdd(x._values, y._values, z._values));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes16 Select(Lanes16 condition, Lanes16 x, Lanes16 y) => new(Vector512.ConditionalSelect(condition._values, x._values, y._values));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes16 Where(Lanes16 condition, Lanes16 x) => Select(condition, x, Zero);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes16 ZeroWhere(Lanes16 condition, Lanes16 x) => Select(condition, Zero, x);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes16 SubtractWhere(Lanes16 condition, Lanes16 x, Lanes16 y) => Select(condition, x - y, x);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static ByteLanes Select(Lanes16 condition, ByteLanes x, ByteLanes y)
    {
        var masks = condition._values.AsInt32();
        var halves = Vector256.Narrow(masks.GetLower(), masks.GetUpper());
        return new(Vector128.ConditionalSelect(Vector128.Narrow(halves.GetLower(), halves.GetUpper()).AsByte(), x.Values, y.Values));
    }

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes16 AreEqual(ByteLanes x, ByteLanes y) => Widen(ByteLanes.AreEqual(x, y));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes16 LessThanOrEqual(ByteLanes x, ByteLanes y) => Widen(ByteLanes.AtMost(x, y));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static bool Any(Lanes16 condition) => condition._values.ExtractMostSignificantBits() != 0;

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes16 AreEqual(Lanes16 x, Lanes16 y) => new(Vector512.Equals(x._values, y._values));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes16 LessThan(Lanes16 x, Lanes16 y) => new(Vector512.LessThan(x._values, y._values));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes16 LessThanOrEqual(Lanes16 x, Lanes16 y) => new(Vector512.LessThanOrEqual(x._values, y._values));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes16 GreaterThan(Lanes16 x, Lanes16 y) => new(Vector512.GreaterThan(x._values, y._values));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes16 GreaterThanOrEqual(Lanes16 x, Lanes16 y) => new(Vector512.GreaterThanOrEqual(x._values, y._values));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes16 Min(Lanes16 x, Lanes16 y) => Select(LessThan(x, y), x, y);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes16 Max(Lanes16 x, Lanes16 y) => Select(GreaterThan(x, y), x, y);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes16 Sqrt(Lanes16 x) => new(Vector512.Sqrt(x._values));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes16 Abs(Lanes16 x) => new(Vector512.Abs(x._values));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes16 Floor(Lanes16 x) => new(Vector512.Floor(x._values));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes16 Ceiling(Lanes16 x) => new(Vector512.Ceiling(x._values));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes16 Round(Lanes16 x) => new(Vector512.Round(x._values));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes16 operator +(Lanes16 x, Lanes16 y) => new(x._values + y._values);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes16 operator -(Lanes16 x, Lanes16 y) => new(x._values - y._values);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes16 operator *(Lanes16 x, Lanes16 y) => new(x._values * y._values);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes16 operator /(Lanes16 x, Lanes16 y) => new(x._values / y._values);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes16 operator -(Lanes16 x) => new(-x._values);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes16 operator &(Lanes16 x, Lanes16 y) => new(x._values & y._values);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes16 operator |(Lanes16 x, Lanes16 y) => new(x._values | y._values);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes16 operator ^(Lanes16 x, Lanes16 y) => new(x._values ^ y._values);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes16 operator ~(Lanes16 x) => new(~x._values);

    [MethodImpl(Inlined)]
    private static Lanes16 Widen(Vector128<sbyte> masks)
    {
        if (Avx512F.IsSupported)
        {
            return new(Avx512F.ConvertToVector512Int32(masks).AsSingle());
        }

        var (low, high) = Vector128.Widen(masks);
        var (lower, upper) = (Vector128.Widen(low), Vector128.Widen(high));
        return new(Vector512.Create(Vector256.Create(lower.Lower, lower.Upper), Vector256.Create(upper.Lower, upper.Upper)).AsSingle());
    }
}
