using System.Collections.Generic;
using System.Linq;
using Snnc.Cost.Accelerators;
using Snnc.Cost.Workloads;

namespace Snnc.Cost.Families.Analytic;

/// <summary>
/// Counts of operations times constants: no array, no schedule, no reuse. Every operation fetches its operands from memory, as in Ottati et al. 2023
/// (arXiv 2306.15749) and Lemaire et al. 2022; sums stay in registers unless <c>sum.traffic</c> says otherwise. It knows no time.
/// </summary>
public sealed class AnalyticFamily : ICostFamily
{
    /// <inheritdoc/>
    public FamilySchema Schema => AnalyticSchema.Schema;

    /// <inheritdoc/>
    public CostEstimate Estimate(Workload workload, Accelerator accelerator)
    {
        var prices = new PriceList(accelerator);
        var counts = new AnalyticCounts(workload, accelerator, prices);
        var nodes = workload.Layers.Select(layer => new NodeCost(layer.Name, counts.Of(layer))).ToList();
        return new CostEstimate
        {
            Network = workload.Network,
            Accelerator = accelerator,
            Nodes = nodes,
            MemoryBytes = workload.Layers.Sum(layer => AnalyticMemory.Bytes(layer, accelerator)),
            Counters = Counters(workload, accelerator),
            Ledger = prices.Ledger,
            Unknown = prices.Unknown,
            NotModelled = [.. accelerator.NotModelled, "Time and area: this model counts operations and knows no machine that runs them."],
        };
    }

    // The names are NeuroBench's.
    private static Dictionary<string, double> Counters(Workload workload, Accelerator accelerator) => new()
    {
        ["dense_macs"] = workload.Connections.Sum(layer => layer.Products * layer.Steps),
        ["effective_macs"] = workload.Connections.Where(layer => !layer.TakesSpikes).Sum(layer => layer.Products * layer.InputDensity * layer.Steps),
        ["effective_acs"] = workload.Connections.Where(layer => layer.TakesSpikes).Sum(layer => layer.Products * layer.InputDensity * layer.Steps),
        ["membrane_updates"] = workload.Layers.Sum(layer => (double)layer.Neurons * layer.Steps),
        ["footprint_bytes"] = workload.Layers.Sum(layer => AnalyticMemory.Bytes(layer, accelerator.Imitating())),
    };
}
