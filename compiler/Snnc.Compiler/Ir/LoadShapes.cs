using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.Ir;

/// <summary>The shape that a load expression has by its operands.</summary>
public static class LoadShapes
{
    /// <summary>The shape, or null where the operands do not fit together. A tensor, <c>uniform</c> and reshape have what they say.</summary>
    public static Shape? Of(LoadExpr expression) => expression switch
    {
        LoadNumber => Shape.Scalar,
        LoadUnary unary => unary.Operand.Shape,
        LoadQuantize quantize => quantize.Operand.Shape,
        LoadRowStep step => step.Operand.Shape.Rank == 0 ? null : [step.Operand.Shape[0]],
        LoadSum sum when sum.Axes < 0 || sum.Axes > sum.Operand.Shape.Rank => null,
        LoadSum sum => Shape.Of(sum.Operand.Shape.Take(sum.Operand.Shape.Rank - sum.Axes)),
        LoadTranspose transpose => Shape.Of(transpose.Operand.Shape.Reverse()),
        LoadBinary binary => Shape.Broadcast(binary.Left.Shape, binary.Right.Shape),
        LoadSelect select => Common([select.Condition, select.WhenTrue, select.WhenFalse]),
        LoadExponential exponential => Common(exponential.Entries),
        LoadReshape reshape => reshape.Shape.Size == reshape.Operand.Shape.Size ? reshape.Shape : null,
        _ => expression.Shape,
    };

    private static Shape? Common(IEnumerable<LoadExpr> operands) =>
        operands.Aggregate<LoadExpr, Shape?>(Shape.Scalar, (shape, operand) => shape is null ? null : Shape.Broadcast(shape, operand.Shape));
}
