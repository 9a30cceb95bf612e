using Snnc.Cost.Accelerators;

namespace Snnc.Cost.Functional;

/// <summary>Reads an accelerator's arithmetic from its constants.</summary>
public static class ArithmeticReader
{
    /// <summary>How an accelerator computes, or null where its file does not say all of it.</summary>
    /// <param name="encoding">How crossbars hold signs.</param>
    public static TargetArithmetic? Of(Accelerator accelerator, CellEncoding encoding = CellEncoding.Offset) =>
        accelerator.Si(ArithmeticSchema.Rows) is null ? FixedPoint(accelerator) : Crossbar(accelerator, encoding);

    private static FixedPointArithmetic? FixedPoint(Accelerator a) =>
        Width(a, ArithmeticSchema.WeightWidth, least: 2) is { } weight && Width(a, ArithmeticSchema.StateWidth, least: 4) is { } state
        && Width(a, ArithmeticSchema.GuardWidth, least: 0) is { } guard && Width(a, ArithmeticSchema.FactorWidth, least: 1) is { } factor
            ? new FixedPointArithmetic(weight, state, guard, factor)
            : null;

    private static CrossbarArithmetic? Crossbar(Accelerator a, CellEncoding encoding) =>
        a.Si(ArithmeticSchema.Rows) is >= 1 and var rows && Width(a, ArithmeticSchema.WeightWidth, least: 2) is { } weight
        && Width(a, ArithmeticSchema.ConverterWidth, least: 1) is { } converter && a.Si(ArithmeticSchema.Unit) is > 0 and var unit
        && a.Si(ArithmeticSchema.Off) is > 0 and var off && a.Si(ArithmeticSchema.Wire) is { } wire && a.Si(ArithmeticSchema.Variation) is { } variation
            ? new CrossbarArithmetic((int)rows, weight, converter, 1 / unit, 1 / off, wire, variation, encoding)
            : null;

    // A wider number than fits into 32 bits with its guard bits would not be what a state of 64 bits computes.
    private static int? Width(Accelerator accelerator, string name, int least) =>
        accelerator.Si(name) is { } bits && bits >= least && bits <= 32 ? (int)bits : null;
}
