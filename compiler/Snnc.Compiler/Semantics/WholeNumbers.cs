using System.Linq;

namespace Snnc.Compiler.Semantics;

/// <summary>Conversions between whole and real expressions: which of them need no function.</summary>
public static class WholeNumbers
{
    /// <summary>The expression as a whole one without rounding anything, or null: flexible numbers (and arithmetic of such) that come out whole become one
    /// whole number, and a choice of two is converted in both.</summary>
    public static BoundExpr? TryToInt(BoundExpr value) => value switch
    {
        { Type: BoundType.Int } => value,
        BoundSelect { Type: BoundType.Real } select => TryToInt(select.WhenTrue) is { } x && TryToInt(select.WhenFalse) is { } y
            ? select with { Type = BoundType.Int, WhenTrue = x, WhenFalse = y } : null,
        _ when IsFlexible(value) && ConstantValue.TryDecimal(value) is { } number && decimal.Truncate(number) == number && Fits(number) =>
            new BoundNumber(BoundType.Int, value.Dimension, number, (double)number, false, value.At),
        _ => null,
    };

    /// <summary>Whether it is a whole number beyond 64 bits.</summary>
    internal static bool IsTooLarge(BoundExpr value) =>
        IsFlexible(value) && (ConstantValue.TryDecimal(value) is { } number ? !Fits(number) : value is BoundNumber);

    internal static BoundExpr ToReal(BoundExpr value) => value switch
    {
        { Type: not BoundType.Int } => value,
        BoundNumber number => number with { Type = BoundType.Real },
        BoundSelect select => select with { Type = BoundType.Real, WhenTrue = ToReal(select.WhenTrue), WhenFalse = ToReal(select.WhenFalse) },
        _ => new BoundCall(BoundType.Real, value.Dimension, value.Shape, "real", [value], value.At),
    };

    private static bool IsFlexible(BoundExpr value) => value switch
    {
        BoundNumber number => number.IsFlexible,
        BoundUnary { Operator: "-" } or BoundBinary { Operator: "+" or "-" or "*" or "/" or "%" } => BoundTree.Children(value).All(IsFlexible),
        _ => false,
    };

    private static bool Fits(decimal number) => number >= long.MinValue && number <= long.MaxValue;
}
