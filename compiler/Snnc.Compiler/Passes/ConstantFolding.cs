using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Ir.Interpretation;
using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.Passes;

/// <summary>
/// Constants: what is known now is not computed at load.
/// <code>
/// before                                                      after
///   const $k = mul(div(1, 4), mul(reshape[8](t), 1))            const $k = mul(0.25, t)
/// </code>
/// Cases: an expression of numbers alone is its number; a product, quotient, sum or difference with one operand that changes nothing is the other; a
/// choice that is known is what is chosen; reshapes and transposes of their like are one, or none. All in doubles, as at load, with the same bits.
/// Left alone: what is not finite, which loading reports with its place; and arrays without tensors, which stay short as they are.
/// </summary>
public static class ConstantFolding
{
    private static readonly LoadEvaluator Evaluator = new(_ => []);

    /// <summary>The same network with shorter constants.</summary>
    public static Graph Run(Graph graph) => graph with
    {
        Constants = graph.Constants.Select(constant => constant with { Value = Fold(constant.Value) }).ToEquatableArray(),
    };

    private static LoadExpr Fold(LoadExpr value) => Shorten(value switch
    {
        LoadUnary unary => unary with { Operand = Fold(unary.Operand) },
        LoadBinary binary => binary with { Left = Fold(binary.Left), Right = Fold(binary.Right) },
        LoadSelect select => select with { Condition = Fold(select.Condition), WhenTrue = Fold(select.WhenTrue), WhenFalse = Fold(select.WhenFalse) },
        LoadTranspose transpose => transpose with { Operand = Fold(transpose.Operand) },
        LoadReshape reshape => reshape with { Operand = Fold(reshape.Operand) },
        LoadSum sum => sum with { Operand = Fold(sum.Operand) },
        LoadRowStep step => step with { Operand = Fold(step.Operand) },
        LoadQuantize quantize => quantize with { Operand = Fold(quantize.Operand) },
        LoadExponential exponential => exponential with { Entries = exponential.Entries.Select(Fold).ToEquatableArray() },
        _ => value,
    });

    private static LoadExpr Shorten(LoadExpr value) => Number(value) ?? value switch
    {
        LoadBinary binary => Shorten(binary),
        LoadSelect { Condition: LoadNumber condition } select => OfShape(condition.Value != 0 ? select.WhenTrue : select.WhenFalse, select),
        LoadTranspose { Operand: LoadTranspose inner } => inner.Operand,
        LoadTranspose { Shape.Rank: < 2 } transpose => transpose.Operand,
        LoadReshape { Operand: LoadReshape inner } reshape => Shorten(reshape with { Operand = inner.Operand }),
        LoadReshape reshape => OfShape(reshape.Operand, reshape),
        LoadSum { Axes: 0 } sum => sum.Operand,
        _ => value,
    };

    private static LoadExpr Shorten(LoadBinary binary) => (binary.Function, binary.Left, binary.Right) switch
    {
        ("mul" or "div", var x, LoadNumber { Value: 1 }) => OfShape(x, binary),
        ("mul", LoadNumber { Value: 1 }, var x) => OfShape(x, binary),
        ("add" or "sub", var x, LoadNumber { Value: 0 }) => OfShape(x, binary),
        ("add", LoadNumber { Value: 0 }, var x) => OfShape(x, binary),
        _ => binary,
    };

    private static LoadExpr OfShape(LoadExpr shorter, LoadExpr whole) => shorter.Shape == whole.Shape ? shorter : whole;

    private static LoadNumber? Number(LoadExpr value)
    {
        if (value is LoadNumber || value.Shape != Shape.Scalar || ConstantUses.Tensors(value).Any())
        {
            return null;
        }

        var number = Evaluator.Evaluate(value)[0];
        return double.IsNaN(number) || double.IsInfinity(number) ? null : new LoadNumber(number);
    }
}
