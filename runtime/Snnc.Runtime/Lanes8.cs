using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Snnc.Runtime;

/// <summary>Eight neurons at a time.</summary>
public readonly struct Lanes8 : ILanes<Lanes8>
{
    private const MethodImplOptions Inlined = MethodImplOptions.AggressiveInlining;

    private readonly Vector256<float> _values;

    [MethodImpl(Inlined)]
    private Lanes8(Vector256<float> values) => _values = values;

    /// <summary>Gets a value indicating whether the processor has such vectors.</summary>
    public static bool AreFast => Vector256.IsHardwareAccelerated;

    /// <inheritdoc/>
    public static int Count => 8;

    /// <inheritdoc/>
    public static Lanes8 Zero => new(Vector256<float>.Zero);

    /// <inheritdoc/>
    public static Lanes8 AllBitsSet => new(Vector256<float>.AllBitsSet);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes8 Of(float value) => new(Vector256.Create(value));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes8 Load(ref float start, int k) => new(Vector256.LoadUnsafe(ref start, (nuint)(uint)k));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static void Store(Lanes8 values, ref float start, int k) => values._values.StoreUnsafe(ref start, (nuint)(uint)k);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static ByteLanes LoadBytes(ref byte start, int k) =>
        new(Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, (nint)(uint)k))).AsByte());

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static void StoreBytes(ByteLanes values, ref byte start, int k) =>
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref start, (nint)(uint)k), values.Values.AsUInt64().ToScalar());

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static void StoreBits(Lanes8 condition, ref byte bits, int k) => StoreBits(BitsOf(condition), ref bits, k);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static uint BitsOf(Lanes8 condition) => condition._values.ExtractMostSignificantBits();

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static uint BitsOfGreaterThan(Lanes8 x, Lanes8 y) => Vector256.GreaterThan(x._values, y._values).ExtractMostSignificantBits();

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static void StoreBits(uint condition, ref byte bits, int k) => Unsafe.Add(ref bits, (nint)((uint)k >> 3)) = (byte)condition;

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes8 Fma(Lanes8 x, Lanes8 y, Lanes8 z) => new(Vector256.FusedMultiplyAdd(x._values, y._values, z._values));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes8 Select(Lanes8 condition, Lanes8 x, Lanes8 y) => new(Vector256.ConditionalSelect(condition._values, x._values, y._values));

    // A selection takes three operations where there are no registers of masks.

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes8 Where(Lanes8 condition, Lanes8 x) => condition & x;

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes8 ZeroWhere(Lanes8 condition, Lanes8 x) => new(Vector256.AndNot(x._values, condition._values));

    // Less 0 every number is itself, -0 too.

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes8 SubtractWhere(Lanes8 condition, Lanes8 x, Lanes8 y) => x - (condition & y);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static ByteLanes Select(Lanes8 condition, ByteLanes x, ByteLanes y)
    {
        var masks = condition._values.AsInt32();
        var halves = Vector128.Narrow(masks.GetLower(), masks.GetUpper());
        return new(Vector128.ConditionalSelect(Vector128.Narrow(halves, halves).AsByte(), x.Values, y.Values));
    }

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes8 AreEqual(ByteLanes x, ByteLanes y) => Widen(ByteLanes.AreEqual(x, y));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes8 LessThanOrEqual(ByteLanes x, ByteLanes y) => Widen(ByteLanes.AtMost(x, y));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static bool Any(Lanes8 condition) => condition._values.ExtractMostSignificantBits() != 0;

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes8 AreEqual(Lanes8 x, Lanes8 y) => new(Vector256.Equals(x._values, y._values));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes8 LessThan(Lanes8 x, Lanes8 y) => new(Vector256.LessThan(x._values, y._values));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes8 LessThanOrEqual(Lanes8 x, Lanes8 y) => new(Vector256.LessThanOrEqual(x._values, y._values));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes8 GreaterThan(Lanes8 x, Lanes8 y) => new(Vector256.GreaterThan(x._values, y._values));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes8 GreaterThanOrEqual(Lanes8 x, Lanes8 y) => new(Vector256.GreaterThanOrEqual(x._values, y._values));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes8 Min(Lanes8 x, Lanes8 y) => Select(LessThan(x, y), x, y);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes8 Max(Lanes8 x, Lanes8 y) => Select(GreaterThan(x, y), x, y);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes8 Sqrt(Lanes8 x) => new(Vector256.Sqrt(x._values));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes8 Abs(Lanes8 x) => new(Vector256.Abs(x._values));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes8 Floor(Lanes8 x) => new(Vector256.Floor(x._values));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes8 Ceiling(Lanes8 x) => new(Vector256.Ceiling(x._values));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes8 Round(Lanes8 x) => new(Vector256.Round(x._values));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes8 operator +(Lanes8 x, Lanes8 y) => new(x._values + y._values);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes8 operator -(Lanes8 x, Lanes8 y) => new(x._values - y._values);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes8 operator *(Lanes8 x, Lanes8 y) => new(x._values * y._values);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes8 operator /(Lanes8 x, Lanes8 y) => new(x._values / y._values);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes8 operator -(Lanes8 x) => new(-x._values);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes8 operator &(Lanes8 x, Lanes8 y) => new(x._values & y._values);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes8 operator |(Lanes8 x, Lanes8 y) => new(x._values | y._values);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes8 operator ^(Lanes8 x, Lanes8 y) => new(x._values ^ y._values);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes8 operator ~(Lanes8 x) => new(~x._values);

    [MethodImpl(Inlined)]
    private static Lanes8 Widen(Vector128<sbyte> masks)
    {
        if (Avx2.IsSupported)
        {
            return new(Avx2.ConvertToVector256Int32(masks).AsSingle());
        }

        var (lower, upper) = Vector128.Widen(Vector128.WidenLower(masks));
        return new(Vector256.Create(lower, upper).AsSingle());
    }
}
