using System.Collections.Generic;
using Snnc.Cost.Accelerators;

namespace Snnc.Cost.Functional;

/// <summary>The constants that say how a target computes; an accelerator of any family may have them.</summary>
internal static class ArithmeticSchema
{
    public const string WeightWidth = "arithmetic.weight.width";
    public const string StateWidth = "arithmetic.state.width";
    public const string GuardWidth = "arithmetic.guard.width";
    public const string FactorWidth = "arithmetic.factor.width";
    public const string Rows = "arithmetic.array.rows";
    public const string ConverterWidth = "arithmetic.adc.width";
    public const string Unit = "arithmetic.cell.unit";
    public const string Off = "arithmetic.cell.off";
    public const string Wire = "arithmetic.wire";
    public const string Variation = "arithmetic.variation";

    /// <summary>Gets all of them.</summary>
    public static IReadOnlyList<ConstantSpec> Constants { get; } =
    [
        new(WeightWidth, Quantity.Width, "a weight's mantissa, sign included"),
        new(StateWidth, Quantity.Width, "a neuron's state, sign included"),
        new(GuardWidth, Quantity.Width, "bits of a state below a weight's last one"),
        new(FactorWidth, Quantity.Width, "the fraction of a decay"),
        new(Rows, Quantity.Number, "rows of a crossbar"),
        new(ConverterWidth, Quantity.Width, "the code of an analog-to-digital converter"),
        new(Unit, Quantity.Resistance, "a cell that holds level 1"),
        new(Off, Quantity.Resistance, "a cell that holds level 0"),
        new(Wire, Quantity.Resistance, "a column's wire from one cell to the next"),
        new(Variation, Quantity.Number, "the standard deviation of a cell's conductance, as a share of it"),
    ];
}
