namespace Snnc.Cost.Families;

/// <summary>A loop of the nest in which a family runs a layer, outermost first; for listings.</summary>
/// <param name="Variable">What it counts: <c>step</c>, <c>filters</c>, <c>pixels</c>.</param>
/// <param name="Count">How often it runs.</param>
/// <param name="Meaning">What one round does, in a few words.</param>
/// <param name="IsSpatial">Whether its rounds run at the same time, side by side.</param>
public sealed record LoopLevel(string Variable, double Count, string Meaning, bool IsSpatial = false);
