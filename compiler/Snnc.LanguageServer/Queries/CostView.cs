using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using Snnc.Compiler.Plan;
using Snnc.Cost.Accelerators;
using Snnc.Cost.Families;
using Snnc.Cost.Reports;
using Snnc.Cost.Workloads;

namespace Snnc.LanguageServer.Queries;

/// <summary>What plans cost on the targets that the user has chosen, as the cost model says. May be used from several threads.</summary>
/// <param name="targets">Names of accelerators, or paths of their files.</param>
/// <param name="rates">What was recorded.</param>
internal sealed class CostView(IReadOnlyList<string> targets, RecordedRates rates)
{
    // Counting the work of a larger network takes longer than a line of text is worth.
    private const int MostNodes = 400;

    private static readonly ConditionalWeakTable<ExecutionPlan, ConcurrentDictionary<string, CostEstimate?>> Known = [];

    /// <summary>Of a network: energy and time of an inference on each target; null where there is none.</summary>
    public string? OfNetwork(ExecutionPlan plan) => Joined(Estimates(plan).Select(estimate =>
        $"{SiText.Of(estimate.EnergyJ, "J")}{(estimate.LatencyS is { } latency ? $" in {SiText.Of(latency, "s")}" : "")} on {estimate.Accelerator.Name}"));

    /// <summary>Of a node: its energy on each target; null where there is none.</summary>
    public string? OfNode(ExecutionPlan plan, string node) => Joined(
        from estimate in Estimates(plan)
        let cost = estimate.Nodes.FirstOrDefault(cost => cost.Name == node)
        where cost?.EnergyJ is not null
        select $"{SiText.Of(cost.EnergyJ, "J")} on {estimate.Accelerator.Name}");

    private static string? Joined(IEnumerable<string> costs) => string.Join(", ", costs) is { Length: > 0 } text ? text : null;

    private IEnumerable<CostEstimate> Estimates(ExecutionPlan plan)
    {
        var known = Known.GetOrCreateValue(plan);
        return plan.Graph.Nodes.Count > MostNodes ? [] : targets.Select(target => known.GetOrAdd(target, name => Estimate(plan, name))).OfType<CostEstimate>();
    }

    // A target that is misspelt or broken is told by the verbs that take one; here it costs nothing but the text.
    private CostEstimate? Estimate(ExecutionPlan plan, string target)
    {
        try
        {
            return CostFamilies.Estimate(WorkloadBuilder.From(plan, Activity(plan)), CostFamilies.Accelerators.Load(target));
        }
        catch (AcceleratorException)
        {
            return null;
        }
    }

    private WorkloadActivity Activity(ExecutionPlan plan)
    {
        if (rates.Network != plan.Graph.Name)
        {
            return WorkloadActivity.Estimated;
        }

        var recorded = rates.Densities.ToDictionary(
            node => node.Key, node => new NodeActivity(node.Value, rates.Rates.TryGetValue(node.Key, out var rate) ? rate : node.Value));
        return WorkloadActivity.Recorded(plan.Graph.Name, recorded);
    }
}
