using System.Collections.Generic;
using System.Linq;
using Snnc.Runtime;

namespace Snnc.Execution;

/// <summary>How active a node was.</summary>
/// <param name="Name">The node.</param>
/// <param name="Value">What it gives.</param>
/// <param name="Density">The share of its elements that were not 0, over all steps and inferences.</param>
public sealed record NodeRecord(string Name, ValueInfo Value, double Density)
{
    /// <summary>Gets the spikes per element and step; null of what does not spike.</summary>
    public double? Rate { get; init; }

    /// <summary>Gets the spikes of each step, the mean of an inference; null of what does not spike.</summary>
    public IReadOnlyList<double>? SpikesPerStep { get; init; }

    /// <summary>Gets the spikes of an inference, the mean; null of what does not spike.</summary>
    public double? SpikesPerInference => SpikesPerStep?.Sum();
}
