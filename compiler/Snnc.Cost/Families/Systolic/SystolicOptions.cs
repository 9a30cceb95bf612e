using System.Linq;
using Snnc.Cost.Accelerators;
using Snnc.Cost.Workloads;

namespace Snnc.Cost.Families.Systolic;

/// <summary>What a systolic array can do about its costs: the remedies of Bhattacharjee et al. 2023 (arXiv 2309.03388).</summary>
/// <param name="TickBatched">Whether all steps of a layer run one after the other, with the weights and the states at hand; else step by step.</param>
/// <param name="LifSharing">The elements, of as many channels, that share a neuron module.</param>
/// <param name="MeanSteps">The steps after which inferences stop in the mean, because the answer is sure; null where they run to the end.</param>
public sealed record SystolicOptions(bool TickBatched, int LifSharing, double? MeanSteps = null)
{
    /// <summary>The steps of a layer.</summary>
    internal double StepsOf(WorkloadLayer layer, Workload workload) => layer.Steps == 1 ? 1
        : MeanSteps is { } mean ? layer.Steps * mean / workload.Steps
        : layer.Steps;
}
