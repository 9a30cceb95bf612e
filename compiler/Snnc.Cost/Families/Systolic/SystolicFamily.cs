using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Cost.Accelerators;
using Snnc.Cost.Workloads;

namespace Snnc.Cost.Families.Systolic;

/// <summary>
/// Spiking networks on a systolic array whose elements add a weight where a spike comes in, each with a neuron module: SATA of Yin et al. 2022
/// (arXiv 2204.05422), by the formulas of its simulator's inference model.
/// </summary>
public sealed class SystolicFamily : ICostFamily
{
    /// <inheritdoc/>
    public FamilySchema Schema => SystolicSchema.Schema;

    /// <inheritdoc/>
    public CostEstimate Estimate(Workload workload, Accelerator accelerator) => Estimate(workload, accelerator, Options(accelerator));

    /// <summary>What a workload costs with these remedies.</summary>
    public static CostEstimate Estimate(Workload workload, Accelerator accelerator, SystolicOptions options)
    {
        var prices = new PriceList(accelerator);
        var mapping = new SystolicMapping(workload, accelerator, prices, options);
        var pricing = new SystolicPricing(accelerator, prices, options, mapping.Passes.Elements);
        var counts = workload.Connections.ToDictionary(layer => layer.Name, mapping.Of);
        var nodes = workload.Layers.Select(layer => layer switch
        {
            { IsConnection: true } => pricing.Connection(layer, counts[layer.Name]),
            { Kind: LayerKind.Population } => pricing.Population(layer, mapping.Updates(layer)),
            _ => new NodeCost(layer.Name, []) { Cycles = 0 },
        }).ToList();
        var counters = SystolicCounts.Totals(counts.Values);
        counters["neuron.updates"] = workload.Layers.Sum(layer => layer.Kind == LayerKind.Population ? mapping.Updates(layer) : 0);
        var estimate = new CostEstimate
        {
            Network = workload.Network,
            Accelerator = accelerator,
            Nodes = nodes,
            LatencyS = counters["cycles"] / prices["clock.frequency"],
            AreaM2 = pricing.Area(),
            MemoryBytes = (workload.Connections.Sum(layer => (double)ArrayWork.Of(layer).Weights) * (prices["weight.width"] / 8))
                + (workload.Layers.Sum(layer => (double)layer.Neurons) * (prices["state.width"] / 8)),
            Counters = counters,
            Ledger = prices.Ledger,
            Unknown = prices.Unknown,
            NotModelled = [.. accelerator.NotModelled, .. LeftOut(workload)],
        };
        return prices.LacksSizes ? estimate.WithoutSizes() : estimate;
    }

    /// <summary>What an accelerator's constants say of the remedies.</summary>
    public static SystolicOptions Options(Accelerator accelerator) =>
        new(accelerator.Si("tick.batch") != 0, (int)Math.Max(1, accelerator.Si("lif.sharing") ?? 1), accelerator.Si("mean.steps"));

    private static IEnumerable<string> LeftOut(Workload workload)
    {
        yield return "Waiting for DRAM: the array is taken to be fed in every cycle, and weights to come in while nothing is computed.";
        var others = workload.Layers.Where(layer => layer is { IsConnection: false, Kind: not LayerKind.Population })
            .Select(layer => layer.Name).ToList();
        if (others.Count > 0)
        {
            yield return $"Layers that are neither connections nor neurons cost nothing here: {string.Join(", ", others)}.";
        }

        if (workload.Connections.Any(layer => layer.Kind == LayerKind.Sparse))
        {
            yield return "Sparse connections are stored and computed with their zeros.";
        }
    }
}
