using Snnc.Cost.Accelerators;

namespace Snnc.Cost.Families.Analytic;

/// <summary>The constants of analytic accelerators.</summary>
internal static class AnalyticSchema
{
    public const string ComputeOnly = "compute_only";
    public const string IgnoresSparsity = "ignores_sparsity";
    public const string WritesOnlySpikes = "writes_only_spikes";
    public const string OneFilterOfWeights = "one_filter_of_weights";
    public const string FreeSpikingBiases = "free_spiking_biases";

    public static FamilySchema Schema { get; } = new(
        "analytic",
        [
            new("mac.energy", Quantity.Energy, "a product and its addition to a sum"),
            new("ac.energy", Quantity.Energy, "the addition of a spike's weight to a sum"),
            new("add.energy", Quantity.Energy, "an addition of a neuron, a bias or an elementwise operation"),
            new("mul.energy", Quantity.Energy, "a multiplication of a neuron or an elementwise operation"),
            new("compare.energy", Quantity.Energy, "a comparison"),
            new("select.energy", Quantity.Energy, "a choice between two values, a logic operation or a shift"),
            new("function.energy", Quantity.Energy, "a function such as exp"),
            new("requant.energy", Quantity.Energy, "a sum brought back to the width of activations"),
            new("weight.read.energy", Quantity.Energy, "a weight from memory"),
            new("input.read.energy", Quantity.Energy, "a number that comes in, from memory"),
            new("spike.read.energy", Quantity.Energy, "a spike that comes in, from memory"),
            new("sum.read.energy", Quantity.Energy, "a partial sum from memory"),
            new("sum.write.energy", Quantity.Energy, "a partial sum to memory"),
            new("bias.read.energy", Quantity.Energy, "a bias from memory"),
            new("scale.read.energy", Quantity.Energy, "the scale of a channel's requantisation from memory"),
            new("parameter.read.energy", Quantity.Energy, "a neuron's parameter from memory"),
            new("state.read.energy", Quantity.Energy, "a state from memory"),
            new("state.write.energy", Quantity.Energy, "a state to memory"),
            new("output.write.energy", Quantity.Energy, "a number that goes out, to memory"),
            new("spike.write.energy", Quantity.Energy, "a spike that goes out, to memory"),
            new("sram.0k.energy", Quantity.Energy, "an access to the least SRAM; between sizes the energy is interpolated"),
            new("sram.8k.energy", Quantity.Energy, "the same, 8 KiB"),
            new("sram.32k.energy", Quantity.Energy, "the same, 32 KiB"),
            new("sram.1m.energy", Quantity.Energy, "the same, 1 MiB and above"),
            new("sram.width", Quantity.Width, "what an access to SRAM brings"),
            new("dram.energy", Quantity.Energy, "the same, DRAM, which holds what is more than 1 MiB; without it SRAM holds all"),
            new("sum.traffic", Quantity.Number, "the share of synaptic operations whose sum is read from and written to memory"),
            new("skip.spikes", Quantity.Number, "1 where silent inputs cost nothing"),
            new("skip.numbers", Quantity.Number, "1 where zeros among numbers cost nothing"),
            new("weight.width", Quantity.Width, "a stored weight; where unknown, as the program holds it"),
            new("activation.width", Quantity.Width, "a stored number"),
            new("state.width", Quantity.Width, "a stored state"),
            new("bias.width", Quantity.Width, "a stored bias, scale or parameter"),
        ],
        [
            new(ComputeOnly, "Arithmetic alone is counted: memory costs nothing."),
            new(IgnoresSparsity, "Inputs that are 0 cost as much as others."),
            new(WritesOnlySpikes, "A spike is written where a neuron fires, and nothing where it does not."),
            new(OneFilterOfWeights, "Memory holds the weights of one filter only."),
            new(FreeSpikingBiases, "The biases of layers that spikes feed take no memory, though they are read."),
        ]);
}
