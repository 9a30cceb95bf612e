using System.Linq;
using Snnc.Compiler.Collections;

namespace Snnc.Compiler.Semantics;

/// <summary>
/// Makes a whole expression real. One of numbers alone is re-read as real in all its parts, so that <c>1 / 255</c> is no truncated quotient where
/// a real is needed; a choice of two converts each; anything else is computed whole and then converted.
/// </summary>
internal static class RealConversion
{
    public static BoundExpr Apply(BoundExpr value) => value switch
    {
        { Type: not BoundType.Int } => value,
        BoundNumber number => number with { Type = BoundType.Real },
        BoundSelect select => select with { Type = BoundType.Real, WhenTrue = Apply(select.WhenTrue), WhenFalse = Apply(select.WhenFalse) },
        _ when IsOfNumbers(value) => Reread(value),
        _ => new BoundCall(BoundType.Real, value.Dimension, value.Shape, "real", [value], value.At),
    };

    private static bool IsOfNumbers(BoundExpr value) =>
        value is BoundNumber
        || (value is BoundUnary or BoundBinary { Operator: "+" or "-" or "*" or "/" or "%" } or BoundCall { Function: "min" or "max" or "abs" or "sign" or "clip" }
            && BoundTree.Children(value).All(IsOfNumbers));

    private static BoundExpr Reread(BoundExpr value) => value switch
    {
        BoundNumber number => number with { Type = BoundType.Real },
        BoundUnary unary => unary with { Type = BoundType.Real, Operand = Reread(unary.Operand) },
        BoundBinary binary => binary with { Type = BoundType.Real, Left = Reread(binary.Left), Right = Reread(binary.Right) },
        BoundCall call => call with { Type = BoundType.Real, Arguments = call.Arguments.Select(Reread).ToEquatableArray() },
        _ => value,
    };
}
