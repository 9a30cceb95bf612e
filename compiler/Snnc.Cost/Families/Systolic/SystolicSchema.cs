using Snnc.Cost.Accelerators;

namespace Snnc.Cost.Families.Systolic;

/// <summary>The constants of systolic arrays that add weights where spikes come in.</summary>
internal static class SystolicSchema
{
    public const string DenseAsPadded = "fc_as_padded_conv";
    public const string SpikesAsBytes = "spikes_as_bytes";
    public const string InputsOnce = "inputs_read_once";
    public const string OutputsOnce = "outputs_written_once";
    public const string DramOutputsOnce = "dram_outputs_once";
    public const string StrayWrites = "stray_output_writes";
    public const string WithoutPadding = "cycles_without_padding";
    public const string LifNeverIdle = "lif_never_idle";

    public static FamilySchema Schema { get; } = new(
        "systolic",
        [
            new("clock.frequency", Quantity.Frequency, "the clock"),
            new("array.rows", Quantity.Number, "the rows of the array, along which pixels lie"),
            new("array.columns", Quantity.Number, "its columns, along which filters lie"),
            new("pe.mac.gated.power", Quantity.Power, "what an element's accumulation takes only where a spike comes in"),
            new("pe.mac.ungated.power", Quantity.Power, "what it takes in every cycle"),
            new("pe.mac.leakage", Quantity.Power, "its leakage"),
            new("pe.mac.area", Quantity.Area, "its area"),
            new("pe.spad.gated.power", Quantity.Power, "what an element's scratchpads take only where a spike comes in"),
            new("pe.spad.ungated.power", Quantity.Power, "what they take in every cycle"),
            new("pe.spad.leakage", Quantity.Power, "their leakage"),
            new("pe.spad.area", Quantity.Area, "their area"),
            new("lif.gated.power", Quantity.Power, "what a neuron module's registers take for an update"),
            new("lif.ungated.power", Quantity.Power, "what its comparator and subtractor take in a cycle"),
            new("lif.leakage", Quantity.Power, "its leakage"),
            new("lif.area", Quantity.Area, "its area"),
            new("lif.sharing", Quantity.Number, "the elements, of as many channels, that share a neuron module"),
            new("tick.batch", Quantity.Number, "1 where all steps of a layer run one after the other with the weights and the states at hand"),
            new("mean.steps", Quantity.Number, "the steps after which inferences stop in the mean, because the answer is sure; where unknown, all"),
            new("sparsity", Quantity.Number, "the share of inputs that are 0, for all layers; where unknown, that of each layer"),
            new("spike.width", Quantity.Width, "a spike in memory"),
            new("output.width", Quantity.Width, "a spike that goes out to memory; where unknown, as wide as one that comes in"),
            new("activation.width", Quantity.Width, "a number that comes in; the array takes it bit by bit"),
            new("weight.width", Quantity.Width, "a weight in memory"),
            new("state.width", Quantity.Width, "a neuron's state in memory"),
            new("dram.access.energy", Quantity.Energy, "eight bits from or to DRAM"),
            new("sram.input.read.energy", Quantity.Energy, "eight bits from the buffer of inputs"),
            new("sram.weight.read.energy", Quantity.Energy, "eight bits from the buffer of weights"),
            new("sram.output.read.energy", Quantity.Energy, "eight bits from the buffer of outputs"),
            new("sram.output.write.energy", Quantity.Energy, "eight bits to the buffer of outputs"),
            new("sram.input.leakage", Quantity.Power, "the leakage of the buffer of inputs"),
            new("sram.weight.leakage", Quantity.Power, "the leakage of the buffer of weights"),
            new("sram.output.leakage", Quantity.Power, "the leakage of the buffer of outputs"),
            new("sram.input.capacity", Quantity.Capacity, "the buffer of inputs, half of which is being filled"),
            new("sram.weight.capacity", Quantity.Capacity, "the buffer of weights"),
            new("sram.output.capacity", Quantity.Capacity, "the buffer of outputs, half of which is being emptied"),
            new("sram.area", Quantity.Area, "all buffers"),
        ],
        [
            new(DenseAsPadded, "A dense layer counts as a convolution of kernel 1 with a padding of 1: nine times its sums and neurons."),
            new(SpikesAsBytes, "A spike takes eight bits of memory."),
            new(InputsOnce, "Inputs are read once for all steps, through a buffer of as many as it has bytes."),
            new(OutputsOnce, "Outputs are written once for all steps, to SRAM and to DRAM."),
            new(DramOutputsOnce, "Outputs are written to DRAM once for all steps."),
            new(StrayWrites, "A write of an output for each row and column of a pass besides the outputs; to DRAM, idle lanes of the first row."),
            new(WithoutPadding, "Cycles and accesses are those of convolutions without padding; sums are counted with it."),
            new(LifNeverIdle, "The comparators and subtractors of all neuron modules switch in every cycle."),
        ]);
}
