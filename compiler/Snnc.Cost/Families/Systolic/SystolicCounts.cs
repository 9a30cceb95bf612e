using System.Collections.Generic;
using System.Linq;
using Snnc.Cost.Accelerators;
using Snnc.Cost.Workloads;

namespace Snnc.Cost.Families.Systolic;

/// <summary>The cycles, sums and accesses of one connection on a systolic array, for an inference.</summary>
internal sealed record SystolicCounts
{
    public required double Cycles { get; init; }

    public required double Sums { get; init; }

    public required double InputReads { get; init; }

    public required double WeightReads { get; init; }

    public required double OutputWrites { get; init; }

    public required double StateAccesses { get; init; }

    public required double DramInputReads { get; init; }

    public required double DramWeightReads { get; init; }

    public required double DramOutputWrites { get; init; }

    public required double DramStateAccesses { get; init; }

    public required double InputBits { get; init; }

    public required double OutputBits { get; init; }

    public required IReadOnlyList<LoopLevel> Loops { get; init; }

    /// <summary>The names under which reports and tests find the sums over all layers.</summary>
    public static Dictionary<string, double> Totals(IReadOnlyCollection<SystolicCounts> layers) => new()
    {
        ["cycles"] = layers.Sum(layer => layer.Cycles),
        ["sums"] = layers.Sum(layer => layer.Sums),
        ["sram.input.reads"] = layers.Sum(layer => layer.InputReads),
        ["sram.weight.reads"] = layers.Sum(layer => layer.WeightReads),
        ["sram.output.writes"] = layers.Sum(layer => layer.OutputWrites),
        ["sram.state.accesses"] = layers.Sum(layer => layer.StateAccesses),
        ["dram.input.reads"] = layers.Sum(layer => layer.DramInputReads),
        ["dram.weight.reads"] = layers.Sum(layer => layer.DramWeightReads),
        ["dram.output.writes"] = layers.Sum(layer => layer.DramOutputWrites),
        ["dram.state.accesses"] = layers.Sum(layer => layer.DramStateAccesses),
    };
}
