using System.Collections.Generic;

namespace Snnc.Compiler.Targets;

/// <summary>What was recorded of a network's runs.</summary>
/// <param name="Network">The network.</param>
/// <param name="Densities">By node: the share of elements that are not 0, over all steps and inferences; from 0 to 1.</param>
public sealed record ActivityProfile(string Network, IReadOnlyDictionary<string, double> Densities);
