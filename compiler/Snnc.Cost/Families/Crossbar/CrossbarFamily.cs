using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Cost.Accelerators;
using Snnc.Cost.Workloads;

namespace Snnc.Cost.Families.Crossbar;

/// <summary>
/// Spiking networks on analog crossbars with digital neurons: SpikeSim of Moitra et al. 2022 (arXiv 2210.12899), by the formulas of its engine for
/// energy, latency and area. Processing elements with a crossbar for each position of the window are grouped to tiles; the next layer begins when a
/// share of a layer's outputs is there.
/// </summary>
public sealed class CrossbarFamily : ICostFamily
{
    /// <inheritdoc/>
    public FamilySchema Schema => CrossbarSchema.Schema;

    /// <inheritdoc/>
    public CostEstimate Estimate(Workload workload, Accelerator accelerator)
    {
        var prices = new PriceList(accelerator);
        var counts = workload.Connections.ToDictionary(layer => layer.Name, layer => CrossbarCounts.Of(layer, accelerator, prices));
        var pricing = new CrossbarPricing(accelerator, prices);
        var (elements, tiles) = Sizes([.. counts.Values], prices);
        var estimate = new CostEstimate
        {
            Network = workload.Network,
            Accelerator = accelerator,
            Nodes =
            [
                .. workload.Layers.Select(layer => layer.IsConnection
                    ? pricing.Node(layer, counts[layer.Name], workload.PopulationsOf(layer).Any())
                    : new NodeCost(layer.Name, [])),
            ],
            LatencyS = Readings([.. counts.Values], prices) * prices["pe.cycle"] / prices["clock.frequency"],
            AreaM2 = pricing.Area(tiles, Membranes(workload, accelerator)),
            MemoryBytes = (workload.Connections.Sum(layer => (double)layer.Synapses) * (prices["weight.width"] / 8))
                + (workload.Layers.Sum(layer => (double)layer.Neurons) * (prices["state.width"] / 8)),
            Counters = new Dictionary<string, double>
            {
                ["elements"] = elements,
                ["tiles"] = tiles,
                ["crossbars"] = counts.Values.Sum(layer => layer.Crossbars),
                ["readings"] = counts.Values.Sum(layer => layer.Readings * layer.Elements),
                ["membranes"] = Membranes(workload, accelerator),
            },
            Ledger = prices.Ledger,
            Unknown = prices.Unknown,
            NotModelled = [.. accelerator.NotModelled, .. LeftOut(workload)],
        };
        return prices.LacksSizes ? estimate.WithoutSizes() : estimate;
    }

    private static (double Elements, double Tiles) Sizes(IReadOnlyList<CrossbarCounts> layers, PriceList prices)
    {
        var elements = layers.Sum(layer => layer.Elements);
        return (elements, Math.Ceiling(elements / prices.Size("pes.per.tile")));
    }

    // A layer begins when the share of those before it is done, and the last one runs to its end.
    private static double? Readings(IReadOnlyList<CrossbarCounts> layers, PriceList prices)
    {
        return layers.Count == 0 ? 0
            : prices["pipeline.share"] is not { } share ? null
            : layers.SkipLast(1).Sum(layer => Math.Floor(share * layer.StepReadings) * layer.Steps) + (layers[^1].StepReadings * layers[^1].Steps);
    }

    private static double Membranes(Workload workload, Accelerator accelerator) => accelerator.Imitates(CrossbarSchema.MembranesOfInputs)
        ? workload.Connections.Sum(layer => (double)layer.Inputs) + workload.Connections.Take(5).Sum(layer => (double)layer.Outputs)
        : workload.Layers.Sum(layer => (double)layer.Neurons);

    private static IEnumerable<string> LeftOut(Workload workload)
    {
        var others = workload.Layers.Where(layer => layer is { IsConnection: false, Kind: not LayerKind.Population })
            .Select(layer => layer.Name).ToList();
        if (others.Count > 0)
        {
            yield return $"Layers that are neither connections nor neurons cost nothing here: {string.Join(", ", others)}.";
        }

        if (workload.Connections.Any(layer => !layer.TakesSpikes))
        {
            yield return "Numbers that come in are read bit by bit; shifting and adding the bits' sums is not counted.";
        }
    }
}
