using System.Collections.Generic;
using System.Linq;
using Snnc.Cost.Accelerators;
using Snnc.Cost.Workloads;

namespace Snnc.Cost.Families.RowStationary;

/// <summary>
/// ANNs on an array that multiplies, with rows of windows at rest in its elements: Eyeriss of Chen et al. 2016, as Timeloop and Accelergy model it.
/// An SNN runs on it step by step, its spikes as numbers.
/// </summary>
public sealed class RowStationaryFamily : ICostFamily
{
    /// <inheritdoc/>
    public FamilySchema Schema => RowStationarySchema.Schema;

    /// <inheritdoc/>
    public CostEstimate Estimate(Workload workload, Accelerator accelerator) =>
        Estimate(workload, accelerator, new Dictionary<string, RowStationaryMapping>());

    /// <summary>What a workload costs with these mappings; layers without one get the best of our own mapper.</summary>
    /// <param name="mappings">By the names of layers.</param>
    public static CostEstimate Estimate(Workload workload, Accelerator accelerator, IReadOnlyDictionary<string, RowStationaryMapping> mappings)
    {
        var prices = new PriceList(accelerator);
        var mapper = new RowStationaryMapper(accelerator, prices);
        var layers = workload.Connections.ToDictionary(layer => layer.Name, layer =>
        {
            var work = RowStationaryWork.Of(layer);
            return new Mapped(layer, work, mappings.GetValueOrDefault(layer.Name) ?? mapper.Of(work));
        });
        var estimate = new CostEstimate
        {
            Network = workload.Network,
            Accelerator = accelerator,
            Nodes =
            [
                .. workload.Layers.Select(layer =>
                    layers.TryGetValue(layer.Name, out var mapped) ? Node(mapped, accelerator, prices) : new NodeCost(layer.Name, [])),
            ],
            LatencyS = layers.Values.Sum(layer => layer.Cycles) / prices["clock.frequency"],
            AreaM2 = Area(prices),
            MemoryBytes = (workload.Connections.Sum(layer => (double)layer.Synapses) + workload.Layers.Sum(layer => (double)layer.Neurons))
                * (prices["activation.width"] / 8),
            Counters = Counters([.. layers.Values], prices),
            Ledger = prices.Ledger,
            Unknown = prices.Unknown,
            NotModelled = [.. accelerator.NotModelled, .. LeftOut(workload)],
        };
        return prices.LacksSizes ? estimate.WithoutSizes() : estimate;
    }

    private static NodeCost Node(Mapped layer, Accelerator accelerator, PriceList prices)
    {
        var elements = layer.Counts.Elements * layer.Cycles;
        var instructions = new List<InstructionCount>
        {
            prices.Priced("mac", layer.Work.Products * layer.Rounds, "mac.energy"),
            prices.Priced("mac.leakage", accelerator.Imitates(RowStationarySchema.FreeArithmeticLeakage) ? 0 : elements, "mac.leakage.energy"),
        };
        foreach (var memory in RowStationarySchema.Memories)
        {
            var accesses = layer.Counts.Memories[memory];
            instructions.Add(prices.Priced(memory + ".read", accesses.Reads * layer.Rounds, memory + ".read.energy"));
            instructions.Add(prices.Priced(memory + ".write", accesses.Writes * layer.Rounds, memory + ".write.energy"));
            var leaking = memory.StartsWith("spad", System.StringComparison.Ordinal) ? elements : layer.Cycles;
            instructions.Add(prices.Priced(memory + ".leakage", leaking, memory + ".leakage.energy"));
        }

        return new NodeCost(layer.Layer.Name, instructions)
        {
            Cycles = layer.Cycles,
            Loops = layer.Mapping.Loops(layer.Rounds, layer.Work.WindowRows, layer.Work.WindowColumns),
        };
    }

    private static double? Area(PriceList prices) =>
        prices["buffer.area"] + (prices["array.rows"] * prices["array.columns"]
            * (prices["mac.area"] + prices["spad.sum.area"] + prices["spad.weight.area"] + prices["spad.input.area"]));

    private static Dictionary<string, double> Counters(IReadOnlyCollection<Mapped> layers, PriceList prices)
    {
        var cycles = layers.Sum(layer => layer.Cycles);
        var products = layers.Sum(layer => layer.Work.Products * layer.Rounds);
        var counters = new Dictionary<string, double>
        {
            ["cycles"] = cycles,
            ["products"] = products,
            ["utilisation"] = products / cycles / (prices.Size("array.rows") * prices.Size("array.columns")),
        };
        foreach (var memory in RowStationarySchema.Memories)
        {
            counters[memory + ".accesses"] = layers.Sum(layer => layer.Counts.Memories[memory].Total * layer.Rounds);
        }

        return counters;
    }

    private static IEnumerable<string> LeftOut(Workload workload)
    {
        yield return "Bandwidth: memories are taken to keep up, and to be filled while the array computes.";
        var others = workload.Layers.Where(layer => !layer.IsConnection).Select(layer => layer.Name).ToList();
        if (others.Count > 0)
        {
            yield return $"Layers that are no connections cost nothing here: {string.Join(", ", others)}.";
        }
    }

    private sealed record Mapped(WorkloadLayer Layer, RowStationaryWork Work, RowStationaryMapping Mapping)
    {
        public RowStationaryCounts Counts { get; } = new(Work, Mapping);

        public double Rounds => (double)Layer.Steps * Work.Groups;

        public double Cycles => Counts.Cycles * Rounds;
    }
}
