namespace Snnc.Cost.Placement;

/// <summary>What fits a chip of many cores. Figures and their sources stand in the accelerator's file.</summary>
public sealed record ChipLimits
{
    /// <summary>Gets the compartments of a core.</summary>
    public required int Compartments { get; init; }

    /// <summary>Gets the axons that may end in a core.</summary>
    public required int InputAxons { get; init; }

    /// <summary>Gets the entries for axons that leave a core: one to a core of the chip, two to another chip's.</summary>
    public required int OutputAxons { get; init; }

    /// <summary>Gets the axons that may leave one neuron.</summary>
    public required int OutputAxonsPerNeuron { get; init; }

    /// <summary>Gets the words of a core's synapse memory.</summary>
    public required int SynapseWords { get; init; }

    /// <summary>Gets the synapses of one entry of the memory.</summary>
    public required int SynapsesPerEntry { get; init; }

    /// <summary>Gets the words that the synapses of one axon may take.</summary>
    public required int WordsPerAxon { get; init; }

    /// <summary>Gets the formats of synapses of a core.</summary>
    public required int SynapseFormats { get; init; }

    /// <summary>Gets the groups of targets that the axons of a core may begin at.</summary>
    public required int TargetGroups { get; init; }

    /// <summary>Gets the synapses of a core, or null where memory alone bounds them.</summary>
    public int? Synapses { get; init; }

    /// <summary>Gets the cores of a chip.</summary>
    public required int Cores { get; init; }

    /// <summary>Gets the cores of a tile, which share a router.</summary>
    public required int CoresPerTile { get; init; }

    /// <summary>Gets the tiles of a row of the chip's mesh.</summary>
    public required int TilesPerRow { get; init; }

    /// <summary>Gets the chips that may work together.</summary>
    public required int Chips { get; init; }

    /// <summary>Gets the bits of a weight's magnitude.</summary>
    public required int WeightBits { get; init; }

    /// <summary>Gets the greatest power of two that weights may be scaled by.</summary>
    public required int WeightExponent { get; init; }

    /// <summary>Gets the longest delay of a synapse, in steps.</summary>
    public required int Delay { get; init; }
}
