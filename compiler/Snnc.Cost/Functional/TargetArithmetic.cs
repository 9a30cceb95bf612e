using System;

namespace Snnc.Cost.Functional;

/// <summary>How a target computes, as far as results depend on it.</summary>
public abstract record TargetArithmetic;

/// <summary>
/// Whole numbers: weights as mantissas with one exponent per connection, potentials and currents in registers, decays as fractions of a power of two that
/// round towards zero (Loihi's form, Davies et al. 2018; digital arrays with narrower registers).
/// </summary>
/// <param name="WeightBits">Bits of a weight's mantissa, sign included.</param>
/// <param name="StateBits">Bits of a state, sign included; beyond them it saturates.</param>
/// <param name="GuardBits">Bits of a state below a weight's last one (6 on Loihi: weights enter shifted by 6).</param>
/// <param name="FactorBits">Bits of a decay's fraction (12 on Loihi).</param>
public sealed record FixedPointArithmetic(int WeightBits, int StateBits, int GuardBits, int FactorBits) : TargetArithmetic
{
    /// <summary>Gets the largest mantissa.</summary>
    public int LargestMantissa => (1 << (WeightBits - 1)) - 1;
}

/// <summary>How a signed weight is held in cells that cannot be negative.</summary>
public enum CellEncoding
{
    /// <summary>Weight plus half the range in one cell; a column of half the range is subtracted (the encoding of SpikeSim's tool).</summary>
    Offset,

    /// <summary>
    /// The positive part in one column, the negative part in another. Small weights, which are most, take small conductances, from which wires drop the
    /// least voltage: the non-ideality-aware encoding of Bhattacharjee et al. (2023).
    /// </summary>
    Differential,
}

/// <summary>Weights as conductances of a crossbar, whose column currents are digitised.</summary>
/// <param name="Rows">Rows of an array; a longer sum is made of several, each digitised.</param>
/// <param name="WeightBits">Bits of a weight, sign included.</param>
/// <param name="AdcBits">Bits of a converter.</param>
/// <param name="UnitSiemens">The conductance of one level.</param>
/// <param name="OffSiemens">The conductance of level 0.</param>
/// <param name="WireOhms">The resistance of a column's wire from one cell to the next.</param>
/// <param name="Variation">Standard deviation of a cell's conductance, as a share of it.</param>
/// <param name="Encoding">How signs are held.</param>
public sealed record CrossbarArithmetic(
    int Rows, int WeightBits, int AdcBits, double UnitSiemens, double OffSiemens, double WireOhms, double Variation, CellEncoding Encoding) : TargetArithmetic
{
    /// <summary>Gets the largest magnitude of a weight, in levels.</summary>
    public int LargestLevel => (1 << (WeightBits - 1)) - 1;

    /// <summary>Gets the level that stands for 0 in the offset encoding.</summary>
    public int OffsetLevel => 1 << (WeightBits - 1);
}

/// <summary>A network says something that a target's arithmetic has no form for.</summary>
/// <param name="node">The node.</param>
/// <param name="message">What, and what to do.</param>
public sealed class UnsupportedArithmeticException(string node, string message) : Exception(message)
{
    /// <summary>Gets the node's name.</summary>
    public string Node => node;
}
