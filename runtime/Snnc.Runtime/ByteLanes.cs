using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Snnc.Runtime;

/// <summary>A byte for each lane of a vector of neurons: of sixteen, or of eight in the lower half.</summary>
public readonly struct ByteLanes
{
    private const MethodImplOptions Inlined = MethodImplOptions.AggressiveInlining;

    [MethodImpl(Inlined)]
    internal ByteLanes(Vector128<byte> values) => Values = values;

    internal Vector128<byte> Values { get; }

    /// <summary>The same number in all lanes.</summary>
    [MethodImpl(Inlined)]
    public static ByteLanes Of(byte value) => new(Vector128.Create(value));

    /// <summary>x - y, or 0 where y is greater.</summary>
    [MethodImpl(Inlined)]
    public static ByteLanes SubtractToZero(ByteLanes x, ByteLanes y) => new(Vector128.SubtractSaturate(x.Values, y.Values));

    // All bits where x is at most y, or where it is y.
    [MethodImpl(Inlined)]
    internal static Vector128<sbyte> AtMost(ByteLanes x, ByteLanes y) => Vector128.Equals(Vector128.Max(x.Values, y.Values), y.Values).AsSByte();

    [MethodImpl(Inlined)]
    internal static Vector128<sbyte> AreEqual(ByteLanes x, ByteLanes y) => Vector128.Equals(x.Values, y.Values).AsSByte();
}
