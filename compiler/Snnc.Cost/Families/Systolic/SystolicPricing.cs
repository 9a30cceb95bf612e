using System.Collections.Generic;
using Snnc.Cost.Accelerators;
using Snnc.Cost.Workloads;

namespace Snnc.Cost.Families.Systolic;

/// <summary>Turns counts into instructions with energies. What an element takes in a cycle is its power times the length of a cycle.</summary>
internal sealed class SystolicPricing(Accelerator accelerator, PriceList prices, SystolicOptions options, double elements)
{
    private const double Byte = 8;

    private double? CycleSeconds => 1 / prices["clock.frequency"];

    private double Modules => elements / options.LifSharing;

    public NodeCost Connection(WorkloadLayer layer, SystolicCounts counts)
    {
        var (input, weight, output) = (counts.InputBits / Byte, prices["weight.width"] / Byte, counts.OutputBits / Byte);
        List<InstructionCount> instructions =
        [
            Cycled("mac", counts.Sums, "pe.mac.gated.power"),
            Cycled("mac.busy", counts.Cycles * elements, "pe.mac.ungated.power"),
            Cycled("spad", counts.Sums, "pe.spad.gated.power"),
            Cycled("spad.busy", counts.Cycles * elements, "pe.spad.ungated.power"),
            Accessed("sram.input.read", counts.InputReads, input, "sram.input.read.energy"),
            Accessed("sram.weight.read", counts.WeightReads, weight, "sram.weight.read.energy"),
            Accessed("sram.output.write", counts.OutputWrites, output, "sram.output.write.energy"),
            Accessed("sram.state.read", counts.StateAccesses / 2, prices["state.width"] / Byte, "sram.output.read.energy"),
            Accessed("sram.state.write", counts.StateAccesses / 2, prices["state.width"] / Byte, "sram.output.write.energy"),
            Accessed("dram.input.read", counts.DramInputReads, input, "dram.access.energy"),
            Accessed("dram.weight.read", counts.DramWeightReads, weight, "dram.access.energy"),
            Accessed("dram.output.write", counts.DramOutputWrites, output, "dram.access.energy"),
            Accessed("dram.state", counts.DramStateAccesses, prices["state.width"] / Byte, "dram.access.energy"),
            Cycled("mac.leakage", counts.Cycles * elements, "pe.mac.leakage"),
            Cycled("spad.leakage", counts.Cycles * elements, "pe.spad.leakage"),
            Cycled("lif.leakage", counts.Cycles * Modules, "lif.leakage"),
            Cycled("sram.leakage", counts.Cycles, "sram.input.leakage", "sram.weight.leakage", "sram.output.leakage"),
        ];
        if (accelerator.Imitates(SystolicSchema.LifNeverIdle))
        {
            instructions.Add(Cycled("lif.busy", counts.Cycles * Modules, "lif.ungated.power"));
        }

        return new NodeCost(layer.Name, instructions.FindAll(instruction => instruction.Count != 0)) { Cycles = counts.Cycles, Loops = counts.Loops };
    }

    // Its cycles are those of the passes that end with it.
    public NodeCost Population(WorkloadLayer layer, double updates) => new(layer.Name, accelerator.Imitates(SystolicSchema.LifNeverIdle)
        ? [Cycled("lif", updates, "lif.gated.power")]
        : [Cycled("lif", updates, "lif.gated.power"), Cycled("lif.busy", updates, "lif.ungated.power")])
    {
        Cycles = 0,
    };

    public double? Area() =>
        (elements * (prices["pe.mac.area"] + prices["pe.spad.area"])) + (Modules * prices["lif.area"]) + prices["sram.area"];

    private InstructionCount Cycled(string @class, double count, params IReadOnlyList<string> powers)
    {
        double? power = 0;
        foreach (var name in powers)
        {
            power += prices[name];
        }

        return InstructionCount.Priced(@class, count, power * CycleSeconds);
    }

    private InstructionCount Accessed(string @class, double count, double? bytes, string energy) =>
        InstructionCount.Priced(@class, count, count == 0 ? 0 : bytes * prices[energy]);
}
