using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Symbols;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Semantics;

/// <summary>Operators: which types and units they join, and what they give.</summary>
public sealed partial class ExpressionBinder
{
    /// <summary>The operator between two bound operands, as <c>x += e</c> needs it.</summary>
    internal BoundExpr Operate(string op, BoundExpr left, BoundExpr right, TextSpan span) => op switch
    {
        "&&" or "||" => Logical(op, left, right, span),
        "<<" or ">>" => Shift(op, left, right, span),
        "*" or "/" => Product(op, left, right, span),
        "+" or "-" or "%" => Sum(op, left, right, span),
        _ => Comparison(op, left, right, span),
    };

    private BoundExpr BindUnary(UnarySyntax syntax)
    {
        var op = syntax.Operator.Text;
        var operand = BindExpr(syntax.Operand);
        if (op == "!")
        {
            operand = ToBool(operand, "'!'");
        }
        else if (operand.Type is BoundType.Bool or BoundType.Error)
        {
            operand = Refuse(operand, $"'{op}'", "a number");
        }

        return operand.Type == BoundType.Error
            ? new BoundError(At(syntax.Span))
            : new BoundUnary(operand.Type, operand.Dimension, operand.Shape, op, operand, At(syntax.Span));
    }

    private BoundExpr BindBinary(BinarySyntax syntax) =>
        syntax.Operator.Text is "==" or "!=" && scope is IChoiceScope choices && choices.ResolveChoiceTest(syntax) is { } test
            ? test
            : Operate(syntax.Operator.Text, BindExpr(syntax.Left), BindExpr(syntax.Right), syntax.Span);

    private BoundExpr Logical(string op, BoundExpr left, BoundExpr right, TextSpan span)
    {
        left = ToBool(left, $"'{op}'");
        right = ToBool(right, $"'{op}'");
        return Combine(BoundType.Bool, Dimension.None, op, left, right, span);
    }

    private BoundExpr Shift(string op, BoundExpr left, BoundExpr right, TextSpan span)
    {
        left = ToInt(left, $"'{op}'");
        right = ToInt(right, $"'{op}'");
        return Combine(BoundType.Int, Dimension.None, op, left, right, span);
    }

    private BoundExpr Product(string op, BoundExpr left, BoundExpr right, TextSpan span)
    {
        if (SameType(left, right, $"'{op}'", span) is not var (x, y))
        {
            return new BoundError(At(span));
        }

        var dimension = op == "*" ? x.Dimension * y.Dimension : x.Dimension / y.Dimension;
        return Combine(x.Type, dimension, op, x, y, span);
    }

    private BoundExpr Sum(string op, BoundExpr left, BoundExpr right, TextSpan span) =>
        SameType(left, right, $"'{op}'", span) is var (x, y) && SameDimension(x, y, $"'{op}'", span)
            ? Combine(x.Type, x.Dimension, op, x, y, span)
            : new BoundError(At(span));

    private BoundExpr Comparison(string op, BoundExpr left, BoundExpr right, TextSpan span) =>
        SameType(left, right, $"'{op}'", span, allowsBool: op is "==" or "!=") is var (x, y) && SameDimension(x, y, $"'{op}'", span)
            ? Combine(BoundType.Bool, Dimension.None, op, x, y, span)
            : new BoundError(At(span));

    private BoundExpr Combine(BoundType type, Dimension dimension, string op, BoundExpr left, BoundExpr right, TextSpan span) =>
        left.Type != BoundType.Error && right.Type != BoundType.Error && JoinShapes($"'{op}'", span, left, right) is { } shape
            ? new BoundBinary(type, dimension, shape, op, left, right, At(span))
            : new BoundError(At(span));

    private (BoundExpr Left, BoundExpr Right)? SameType(BoundExpr left, BoundExpr right, string where, TextSpan span, bool allowsBool = false)
    {
        if (allowsBool && left.Type == BoundType.Bool && right.Type == BoundType.Bool)
        {
            return (left, right);
        }

        left = left.Type is BoundType.Int or BoundType.Real ? left : Refuse(left, where, "numbers");
        right = right.Type is BoundType.Int or BoundType.Real ? right : Refuse(right, where, "numbers");
        if (left.Type == BoundType.Error || right.Type == BoundType.Error)
        {
            return null;
        }

        if (left.Type != right.Type && (WholeNumbers.IsTooLarge(left) || WholeNumbers.IsTooLarge(right)))
        {
            ToInt(WholeNumbers.IsTooLarge(left) ? left : right, where);
            return null;
        }

        return left.Type == right.Type ? (left, right)
            : WholeNumbers.TryToInt(left) is { } x && WholeNumbers.TryToInt(right) is { } y ? (x, y)
            : (ToReal(left, where), ToReal(right, where));
    }

    private bool SameDimension(BoundExpr left, BoundExpr right, string where, TextSpan span)
    {
        if (Same(left.Dimension, right.Dimension))
        {
            return true;
        }

        bag.Add(Catalog.UnitMismatch(At(span), where, left.At, left.Dimension.ToString(), right.At, right.Dimension.ToString()));
        return false;
    }
}
