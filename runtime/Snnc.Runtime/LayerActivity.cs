namespace Snnc.Runtime;

/// <summary>How active what a connection reads was expected to be, and was.</summary>
/// <param name="Node">The connection, whose kernel was chosen by that.</param>
/// <param name="Input">What it reads.</param>
/// <param name="Planned">The share of its inputs, from 0 to 1, that was expected not to be 0 in a step.</param>
/// <param name="Measured">The share that was not 0 in the inferences that were counted; NaN where none were yet.</param>
public readonly record struct LayerActivity(string Node, string Input, double Planned, double Measured);
