using System.Collections.Generic;
using Snnc.Cost.Accelerators;

namespace Snnc.Cost.Families.RowStationary;

/// <summary>The constants of row-stationary arrays.</summary>
internal static class RowStationarySchema
{
    public const string FreeArithmeticLeakage = "free_mac_leakage";

    /// <summary>Gets the memories that have energies, from the element outwards.</summary>
    public static IReadOnlyList<string> Memories { get; } = ["spad.sum", "spad.weight", "spad.input", "buffer", "dram"];

    public static FamilySchema Schema { get; } = new(
        "row-stationary",
        [
            new("clock.frequency", Quantity.Frequency, "the clock"),
            new("array.rows", Quantity.Number, "the rows of the array, along which rows of windows and channels lie"),
            new("array.columns", Quantity.Number, "its columns, along which columns of outputs and filters lie"),
            new("mac.energy", Quantity.Energy, "a product and its addition to a sum"),
            new("mac.leakage.energy", Quantity.Energy, "an element's leakage in a cycle"),
            new("mac.area", Quantity.Area, "an element's arithmetic"),
            new("*.read.energy", Quantity.Energy, "an element of a memory that is read: dram, buffer"),
            new("*.write.energy", Quantity.Energy, "one that is written"),
            new("*.leakage.energy", Quantity.Energy, "a memory's leakage in a cycle"),
            new("*.words", Quantity.Number, "the elements that a memory holds"),
            new("*.area", Quantity.Area, "a memory"),
            new("spad.*.read.energy", Quantity.Energy, "an element of a scratchpad that is read: of sums, weights, inputs"),
            new("spad.*.write.energy", Quantity.Energy, "one that is written"),
            new("spad.*.leakage.energy", Quantity.Energy, "a scratchpad's leakage in a cycle"),
            new("spad.*.words", Quantity.Number, "the elements that a scratchpad holds"),
            new("spad.*.area", Quantity.Area, "a scratchpad"),
            new("activation.width", Quantity.Width, "an element in memory"),
        ],
        [new(FreeArithmeticLeakage, "Elements leak in their scratchpads alone, not in their arithmetic.")]);
}
