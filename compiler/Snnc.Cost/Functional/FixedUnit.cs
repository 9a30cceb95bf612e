namespace Snnc.Cost.Functional;

/// <summary>What a whole number in a register counts.</summary>
internal enum FixedUnit
{
    /// <summary>Potentials, currents and thresholds: in steps of the population's weights, with guard bits.</summary>
    Potential,

    /// <summary>Decays, gains and other numbers without a unit: in fractions of a power of two.</summary>
    Factor,
}
