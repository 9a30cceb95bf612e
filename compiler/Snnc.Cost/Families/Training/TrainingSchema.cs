using Snnc.Cost.Accelerators;

namespace Snnc.Cost.Families.Training;

/// <summary>The constants of arrays that train spiking networks through time.</summary>
internal static class TrainingSchema
{
    public const string DenseOverwrites = "dense_overwrites_forward_sums";
    public const string DenseIsFull = "dense_ignores_sparsity";
    public const string WithoutLast = "last_layer_left_out";

    public static FamilySchema Schema { get; } = new(
        "training",
        [
            new("multiply.energy", Quantity.Energy, "a multiplication, 16 bits"),
            new("accumulate.energy", Quantity.Energy, "an addition to a sum, 16 bits"),
            new("add.energy", Quantity.Energy, "an addition, 16 bits"),
            new("and.energy", Quantity.Energy, "a logical and, 16 bits"),
            new("compare.energy", Quantity.Energy, "a comparison, 16 bits"),
            new("multiplex.energy", Quantity.Energy, "a choice between two, 16 bits"),
            new("register.energy", Quantity.Energy, "an access to a register, 16 bits"),
            new("shift.energy", Quantity.Energy, "a shift, 16 bits"),
            new("dram.energy", Quantity.Energy, "a word of 16 bits from or to DRAM"),
            new("sram.energy", Quantity.Energy, "a word of 16 bits from or to the global buffer"),
            new("spad.energy", Quantity.Energy, "a word of 16 bits from or to a scratchpad"),
            new("forward.width", Quantity.Width, "what is computed with on the way forward: energies are in proportion, and a word holds so many spikes"),
            new("word.width", Quantity.Width, "what the energies are of"),
            new("sparsity.spikes", Quantity.Number, "the share of spikes that are 0, for all layers; where unknown, that of each layer"),
            new("sparsity.gradients", Quantity.Number, "the share of the potentials' gradients that are 0"),
        ],
        [
            new(DenseOverwrites, "The sums of a dense layer on the way forward take the place of those of all layers before it."),
            new(DenseIsFull, "The sums of dense layers are counted as if nothing were 0."),
            new(WithoutLast, "The last connection is left out."),
        ]);
}
