using Snnc.Cost.Accelerators;
using Snnc.Cost.Placement;

namespace Snnc.Cost.Families.Manycore;

/// <summary>Reads the limits of a chip from its accelerator; what is unknown bounds nothing.</summary>
public static class ChipLimitsReader
{
    /// <summary>The limits.</summary>
    public static ChipLimits Of(Accelerator accelerator)
    {
        return new ChipLimits
        {
            Compartments = Limit("core.compartments"),
            InputAxons = Limit("core.input_axons"),
            OutputAxons = Limit("core.output_axons"),
            OutputAxonsPerNeuron = Limit("neuron.output_axons"),
            SynapseWords = Limit("core.synapse_words"),
            SynapsesPerEntry = Limit("entry.synapses"),
            WordsPerAxon = Limit("axon.words"),
            SynapseFormats = Limit("core.synapse_formats"),
            TargetGroups = Limit("core.target_groups"),
            Synapses = (int?)accelerator.Si("core.synapses"),
            Cores = Limit("chip.cores"),
            CoresPerTile = Limit("tile.cores"),
            TilesPerRow = Limit("mesh.columns"),
            Chips = Limit("system.chips"),
            WeightBits = Limit("weight.width"),
            WeightExponent = Limit("weight.exponent"),
            Delay = Limit("synapse.delay"),
        };

        int Limit(string name) => accelerator.Si(name) is { } value && value < int.MaxValue ? (int)value : int.MaxValue;
    }
}
