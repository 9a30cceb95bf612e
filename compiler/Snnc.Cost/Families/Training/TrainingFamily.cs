using System.Collections.Generic;
using System.Linq;
using Snnc.Cost.Accelerators;
using Snnc.Cost.Workloads;

namespace Snnc.Cost.Families.Training;

/// <summary>
/// Backpropagation through time on an array of processing elements: SATA of Yin et al. 2022 (arXiv 2204.05422), by the formulas of its simulator's
/// first generation. It counts operations and words and knows no schedule, so it knows no time.
/// </summary>
public sealed class TrainingFamily : ICostFamily
{
    /// <inheritdoc/>
    public FamilySchema Schema => TrainingSchema.Schema;

    /// <inheritdoc/>
    public CostEstimate Estimate(Workload workload, Accelerator accelerator)
    {
        var prices = new PriceList(accelerator);
        var counted = workload.Connections.SkipLast(accelerator.Imitates(TrainingSchema.WithoutLast) ? 1 : 0).ToList();
        var estimate = new CostEstimate
        {
            Network = workload.Network,
            Accelerator = accelerator,
            Nodes =
            [
                .. workload.Layers.Select(layer =>
                    new NodeCost(layer.Name, counted.Contains(layer) ? Instructions(layer, counted, accelerator, prices) : [])),
            ],
            MemoryBytes = workload.Connections.Sum(layer => (double)layer.Synapses) * (prices["word.width"] / 8),
            Ledger = prices.Ledger,
            Unknown = prices.Unknown,
            NotModelled =
            [
                .. accelerator.NotModelled,
                "Time and area: this model counts operations and words and knows no schedule.",
                "All figures are those of an iteration of training on one sample, not of an inference.",
            ],
        };
        return prices.LacksSizes ? estimate.WithoutSizes() : estimate;
    }

    private static List<InstructionCount> Instructions(
        WorkloadLayer layer, List<WorkloadLayer> counted, Accelerator accelerator, PriceList prices)
    {
        var (forward, word) = (prices.Size("forward.width"), prices.Size("word.width"));
        var isFull = layer.Kind == LayerKind.Dense && accelerator.Imitates(TrainingSchema.DenseIsFull);
        var spikes = isFull ? 1 : 1 - (prices.Optional("sparsity.spikes") ?? 1 - layer.InputDensity);
        // Where nobody knows how many gradients are 0, the sums are those of all, at an unknown price.
        var gradients = isFull ? 1 : 1 - prices["sparsity.gradients"];
        var counts = new TrainingCounts(layer, forward, spikes, gradients ?? 1);
        var isOverwritten = accelerator.Imitates(TrainingSchema.DenseOverwrites)
            && counted.Skip(counted.IndexOf(layer) + 1).Any(later => later.Kind == LayerKind.Dense);
        var (accumulate, multiply) = (prices["accumulate.energy"], prices["multiply.energy"]);
        var sum = accumulate + prices["and.energy"];
        return
        [
            InstructionCount.Priced("forward.sum", isOverwritten ? 0 : counts.ForwardSums, sum * forward / word),
            InstructionCount.Priced("forward.neuron", counts.Neurons, Neuron(prices) * forward / word),
            InstructionCount.Priced("forward.dram", counts.ForwardDram, prices["dram.energy"] * forward / word),
            InstructionCount.Priced("forward.sram", counts.ForwardSram, prices["sram.energy"] * forward / word),
            InstructionCount.Priced("forward.spad", counts.ForwardSpad, prices["spad.energy"] * forward / word),
            InstructionCount.Priced("backward.sum", counts.BackwardSums, gradients is null ? null : multiply + accumulate),
            InstructionCount.Priced("backward.gradient", counts.Neurons, Gradient(prices)),
            prices.Priced("backward.dram", counts.BackwardDram, "dram.energy"),
            prices.Priced("backward.sram", counts.BackwardSram, "sram.energy"),
            prices.Priced("backward.spad", counts.BackwardSpad, "spad.energy"),
            InstructionCount.Priced("update.sum", counts.UpdateSums, sum),
            prices.Priced("update.dram", counts.UpdateDram, "dram.energy"),
            prices.Priced("update.sram", counts.UpdateSram, "sram.energy"),
            prices.Priced("update.spad", counts.UpdateSpad, "spad.energy"),
        ];
    }

    // Leak and sum, comparison, reset, and three accesses to registers.
    private static double? Neuron(PriceList prices) => prices["add.energy"] + prices["compare.energy"] + (2 * prices["multiplex.energy"])
        + (3 * prices["register.energy"]) + prices["shift.energy"];

    // The gradient of a potential, from those of its spike and of the potential one step later.
    private static double? Gradient(PriceList prices) =>
        prices["multiply.energy"] + (2 * prices["add.energy"]) + prices["multiplex.energy"] + (2 * prices["shift.energy"]);
}
