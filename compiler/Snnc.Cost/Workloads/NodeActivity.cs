using System.Collections.Generic;

namespace Snnc.Cost.Workloads;

/// <summary>How active the values of a node are.</summary>
/// <param name="Density">The share of elements that are not 0 in a step, the mean.</param>
/// <param name="Rate">The sum of what a step gives for each element, the mean: spikes per element and step, more than the density where counts
/// are.</param>
/// <param name="SpikesPerStep">The spikes of each step in the mean inference, or null where only means are known.</param>
public sealed record NodeActivity(double Density, double Rate, IReadOnlyList<double>? SpikesPerStep = null);
