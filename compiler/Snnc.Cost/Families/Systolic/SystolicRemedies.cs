using System.Collections.Generic;
using Snnc.Cost.Accelerators;
using Snnc.Cost.Workloads;

namespace Snnc.Cost.Families.Systolic;

/// <summary>What a remedy brings.</summary>
/// <param name="Name">In a few words.</param>
/// <param name="Estimate">With this remedy and those before it.</param>
public sealed record Remedy(string Name, CostEstimate Estimate);

/// <summary>The remedies of Bhattacharjee et al. 2023 (arXiv 2309.03388) for systolic arrays, one upon the other.</summary>
public static class SystolicRemedies
{
    /// <summary>The estimates, from an array that runs the network step by step to one with all remedies.</summary>
    /// <param name="lifSharing">The channels that share a neuron module.</param>
    /// <param name="meanSteps">The steps after which inferences stop in the mean.</param>
    public static IReadOnlyList<Remedy> Of(Workload workload, Accelerator accelerator, int lifSharing, double meanSteps)
    {
        Remedy With(string name, SystolicOptions options) => new(name, SystolicFamily.Estimate(workload, accelerator, options));

        return
        [
            With("step by step", new SystolicOptions(false, 1)),
            With("all steps of a layer together", new SystolicOptions(true, 1)),
            With($"neuron modules shared by {lifSharing} channels", new SystolicOptions(true, lifSharing)),
            With($"stopped when sure, after {meanSteps:0.##} steps", new SystolicOptions(true, lifSharing, meanSteps)),
        ];
    }
}
