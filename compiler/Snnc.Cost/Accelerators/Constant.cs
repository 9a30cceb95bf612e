namespace Snnc.Cost.Accelerators;

/// <summary>A number of an accelerator, and where it is from.</summary>
/// <param name="Name">Its dotted name, for example <c>mac.energy</c>.</param>
/// <param name="Value">In <paramref name="Unit"/>; null where nobody has told it, which is not the same as 0.</param>
/// <param name="Unit">As the file writes it: <c>pJ</c>, <c>um2</c>, <c>MHz</c>.</param>
/// <param name="Source">Who says so.</param>
/// <param name="Confidence">How well it is known.</param>
public sealed record Constant(string Name, double? Value, string Unit, string Source, Confidence Confidence)
{
    /// <summary>Gets the value in the unit of its quantity without a prefix: J, s, W, Hz, m2, B; null where it is unknown.</summary>
    public double? Si => Value * Units.Factor(Unit);
}
