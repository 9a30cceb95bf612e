namespace Snnc.Compiler.Targets;

/// <summary>How active a value is.</summary>
/// <param name="Density">The share of its elements that are not 0 in a step.</param>
/// <param name="Source">Where this is from, in words for a reason: <c>measured</c>, <c>activity block</c>, <c>assumed of spikes</c>.</param>
public sealed record Activity(double Density, string Source);
