namespace Snnc.Runtime;

/// <summary>
/// A vector of neurons, one in each lane, as generated bodies compute them: the same operations as <see cref="Neuron"/>, each rounded once, so the same bits.
/// Conditions are masks: all bits of a lane set where it holds. A body that is written for any vector runs by the widest that the processor has.
/// </summary>
/// <typeparam name="TSelf">The vector.</typeparam>
public interface ILanes<TSelf>
    where TSelf : struct, ILanes<TSelf>
{
    /// <summary>Gets the number of neurons that go at a time.</summary>
    static abstract int Count { get; }

    /// <summary>Gets 0 in all lanes, or a condition that holds in none.</summary>
    static abstract TSelf Zero { get; }

    /// <summary>Gets a condition that holds in all lanes.</summary>
    static abstract TSelf AllBitsSet { get; }

    /// <summary>The same number in all lanes.</summary>
    static abstract TSelf Of(float value);

    /// <summary>The numbers from <paramref name="k"/> on. The caller sees to it that there are enough.</summary>
    static abstract TSelf Load(ref float start, int k);

    /// <summary>Writes the numbers from <paramref name="k"/> on. The caller sees to it that there is room.</summary>
    static abstract void Store(TSelf values, ref float start, int k);

    /// <summary>The bytes from <paramref name="k"/> on. The caller sees to it that there are enough.</summary>
    static abstract ByteLanes LoadBytes(ref byte start, int k);

    /// <summary>Writes the bytes from <paramref name="k"/> on. The caller sees to it that there is room.</summary>
    static abstract void StoreBytes(ByteLanes values, ref byte start, int k);

    /// <summary>Writes a bit for each lane of a condition: those of lanes <paramref name="k"/> to k + 7 are byte k / 8. The caller sees to it that
    /// there is one.</summary>
    static abstract void StoreBits(TSelf condition, ref byte bits, int k);

    /// <summary>A bit for each lane of a condition, the first lane's lowest.</summary>
    static abstract uint BitsOf(TSelf condition);

    /// <summary>The bits of x > y. A comparison that is made a value by itself before it is asked for bits takes three operations on some processors.</summary>
    static abstract uint BitsOfGreaterThan(TSelf x, TSelf y);

    /// <summary>Writes such bits to where <see cref="StoreBits(TSelf, ref byte, int)"/> does.</summary>
    static abstract void StoreBits(uint condition, ref byte bits, int k);

    /// <summary>x * y + z, rounded once.</summary>
    static abstract TSelf Fma(TSelf x, TSelf y, TSelf z);

    /// <summary>Lane by lane x where the condition holds, y elsewhere.</summary>
    static abstract TSelf Select(TSelf condition, TSelf x, TSelf y);

    /// <summary>Lane by lane x where the condition holds, 0 elsewhere.</summary>
    static abstract TSelf Where(TSelf condition, TSelf x);

    /// <summary>Lane by lane 0 where the condition holds, x elsewhere.</summary>
    static abstract TSelf ZeroWhere(TSelf condition, TSelf x);

    /// <summary>Lane by lane x - y where the condition holds, x elsewhere.</summary>
    static abstract TSelf SubtractWhere(TSelf condition, TSelf x, TSelf y);

    /// <summary>Lane by lane x where the condition holds, y elsewhere.</summary>
    static abstract ByteLanes Select(TSelf condition, ByteLanes x, ByteLanes y);

    /// <summary>x == y.</summary>
    static abstract TSelf AreEqual(ByteLanes x, ByteLanes y);

    /// <summary>x &lt;= y.</summary>
    static abstract TSelf LessThanOrEqual(ByteLanes x, ByteLanes y);

    /// <summary>Whether the condition holds in any lane.</summary>
    static abstract bool Any(TSelf condition);

    /// <summary>x == y.</summary>
    static abstract TSelf AreEqual(TSelf x, TSelf y);

    /// <summary>x &lt; y.</summary>
    static abstract TSelf LessThan(TSelf x, TSelf y);

    /// <summary>x &lt;= y.</summary>
    static abstract TSelf LessThanOrEqual(TSelf x, TSelf y);

    /// <summary>x > y.</summary>
    static abstract TSelf GreaterThan(TSelf x, TSelf y);

    /// <summary>x >= y.</summary>
    static abstract TSelf GreaterThanOrEqual(TSelf x, TSelf y);

    /// <summary>x &lt; y ? x : y.</summary>
    static abstract TSelf Min(TSelf x, TSelf y);

    /// <summary>x > y ? x : y.</summary>
    static abstract TSelf Max(TSelf x, TSelf y);

    /// <summary>The square root.</summary>
    static abstract TSelf Sqrt(TSelf x);

    /// <summary>|x|.</summary>
    static abstract TSelf Abs(TSelf x);

    /// <summary>The greatest whole number that is not above x.</summary>
    static abstract TSelf Floor(TSelf x);

    /// <summary>The least whole number that is not below x.</summary>
    static abstract TSelf Ceiling(TSelf x);

    /// <summary>The nearest whole number, half to even.</summary>
    static abstract TSelf Round(TSelf x);

    /// <summary>x + y.</summary>
    static abstract TSelf operator +(TSelf x, TSelf y);

    /// <summary>x - y.</summary>
    static abstract TSelf operator -(TSelf x, TSelf y);

    /// <summary>x * y.</summary>
    static abstract TSelf operator *(TSelf x, TSelf y);

    /// <summary>x / y.</summary>
    static abstract TSelf operator /(TSelf x, TSelf y);

    /// <summary>-x.</summary>
    static abstract TSelf operator -(TSelf x);

    /// <summary>Both conditions.</summary>
    static abstract TSelf operator &(TSelf x, TSelf y);

    /// <summary>Either condition, or both.</summary>
    static abstract TSelf operator |(TSelf x, TSelf y);

    /// <summary>One of the conditions, not both.</summary>
    static abstract TSelf operator ^(TSelf x, TSelf y);

    /// <summary>Not the condition.</summary>
    static abstract TSelf operator ~(TSelf x);
}
