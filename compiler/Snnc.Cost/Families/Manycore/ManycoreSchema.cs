using Snnc.Cost.Accelerators;

namespace Snnc.Cost.Families.Manycore;

/// <summary>The constants of chips of many cores.</summary>
internal static class ManycoreSchema
{
    /// <summary>Whether the units of a core work at the same time, as Loihi 2's do, so that the slowest counts and not the sum.</summary>
    public const string Overlapped = "overlapped_units";

    /// <summary>Gets what files may hold.</summary>
    public static FamilySchema Schema { get; } = new(ManycoreFamily.Name,
    [
        Energy("synop", "a synaptic operation of a list that names runs of targets"),
        Energy("synop.sparse", "a synaptic operation of a list that names each target"),
        Energy("synop.conv", "a synaptic operation of a convolution"),
        Energy("neuron.inactive", "the update of a compartment that does not fire"),
        Energy("neuron.active", "the update of a neuron that fires"),
        Energy("spike", "what a neuron that fires takes besides its update"),
        Energy("message.out", "a spike's way out of a core, once for each core that it goes to"),
        Energy("message.in", "a spike's way into a core"),
        Energy("tile.spike", "a spike inside a tile"),
        Energy("hop.ew", "a hop to the next tile of a row"),
        Energy("hop.ns", "a hop to the next tile of a column"),
        Energy("hop.chip", "a spike's way to another chip"),
        Energy("barrier", "the end of a step, of each core"),
        Energy("reset", "a reset of a chip's network"),
        Energy("host.op", "an operation of the processors beside the cores"),
        Time("synop", "a synaptic operation"),
        Time("synop.sparse", "likewise, where each target is named"),
        Time("synop.conv", "likewise, of a convolution"),
        Time("neuron.inactive", "the update of a compartment that does not fire"),
        Time("neuron.active", "the update of a neuron that fires"),
        Time("spike", "what a neuron that fires takes besides"),
        Time("message.out", "a spike's way out of a core, as far as it keeps the core"),
        Time("message.in", "a spike's way into a core, likewise"),
        Time("memory.word", "a word of synapse memory"),
        Time("link.spike", "a spike on a link between tiles"),
        Time("hop.ew", "a hop to the next tile of a row"),
        Time("hop.ns", "a hop to the next tile of a column"),
        Time("barrier.tiles.*", "the end of a step when so many tiles of a chip take part"),
        Time("barrier.chips.*", "the end of a step when so many chips take part"),
        new("static.power", Quantity.Power, "what a chip takes when nothing happens"),
        new("chip.area", Quantity.Area, "a chip's area"),
        new("weight.width", Quantity.Width, "bits of a weight's magnitude"),
        Limit("weight.exponent", "greatest power of two that weights are scaled by"),
        Limit("synapse.delay", "longest delay of a synapse, in steps"),
        Limit("core.compartments", "compartments of a core"),
        Limit("core.input_axons", "axons that end in a core"),
        Limit("core.output_axons", "axons that leave a core; those to other chips count twice"),
        Limit("core.synapse_words", "words of 64 bits of a core's synapse memory"),
        Limit("core.synapses", "synapses of a core"),
        Limit("core.synapse_formats", "formats of synapses of a core"),
        Limit("core.target_groups", "groups of targets at which axons of a core may begin"),
        Limit("neuron.output_axons", "axons that leave a neuron"),
        Limit("entry.synapses", "synapses of an entry of the memory"),
        Limit("axon.words", "words of the synapses of an axon"),
        Limit("tile.cores", "cores of a tile"),
        Limit("mesh.columns", "tiles of a row"),
        Limit("chip.cores", "cores of a chip"),
        Limit("system.chips", "chips that may work together"),
    ],
    [
        new(Overlapped, "the units of a core work at the same time: a step takes as long as the slowest, not as all after each other"),
    ]);

    private static ConstantSpec Energy(string name, string meaning) => new($"{name}.energy", Quantity.Energy, meaning);

    private static ConstantSpec Time(string name, string meaning) => new($"{name}.time", Quantity.Time, meaning);

    private static ConstantSpec Limit(string name, string meaning) => new(name, Quantity.Number, meaning);
}
