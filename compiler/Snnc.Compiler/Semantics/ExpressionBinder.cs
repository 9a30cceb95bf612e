using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Symbols;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Tensors;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Semantics;

/// <summary>
/// Resolves names and checks types, units and shapes of expressions. A number without point, exponent or unit is flexible: real as it stands (so
/// <c>1 / 255</c> is no truncated quotient), but whole beside whole states, parameters and ports. A whole number that meets a real one is converted.
/// What is wrong is reported once: a <see cref="BoundError"/> silences its users.
/// </summary>
/// <param name="scope">What names mean.</param>
/// <param name="source">The text that the syntax is of.</param>
/// <param name="bag">Takes the diagnostics.</param>
public sealed partial class ExpressionBinder(IExpressionScope scope, SourceText source, DiagnosticBag bag)
{

    /// <summary>Gets what solves dimensions that are not known yet, while ports' are looked for.</summary>
    internal DimensionSolver? Solver { get; init; }

    /// <summary>Binds an expression of any type; <c>none</c> gives a <see cref="BoundNone"/>.</summary>
    public BoundExpr Bind(ExprSyntax syntax) => Check(BindExpr(syntax));

    /// <summary>Binds an expression that must be a real number (a whole one is converted).</summary>
    /// <param name="where">What needs it, as the subject of a message: <c>'threshold'</c>.</param>
    public BoundExpr BindReal(ExprSyntax syntax, string where = "this place") => Check(ToReal(BindExpr(syntax), where));

    /// <summary>Binds an expression that must be a whole number.</summary>
    /// <param name="where">What needs it, as the subject of a message.</param>
    public BoundExpr BindInt(ExprSyntax syntax, string where = "this place") => Check(ToInt(BindExpr(syntax), where));

    /// <summary>Binds a condition.</summary>
    /// <param name="where">What needs it, as the subject of a message.</param>
    public BoundExpr BindBool(ExprSyntax syntax, string where = "a condition") => Check(ToBool(BindExpr(syntax), where));

    /// <summary>Reports a value that is not of a dimension; gives it, or a <see cref="BoundError"/>.</summary>
    /// <param name="value">The value.</param>
    /// <param name="expected">The dimension that it must have.</param>
    /// <param name="where">What needs it, as the subject of a message: <c>'tau'</c>.</param>
    /// <param name="because">The place that says which dimension is needed.</param>
    public BoundExpr RequireDimension(BoundExpr value, Dimension expected, string where, Location because)
    {
        if (value.Type == BoundType.Error || Same(value.Dimension, expected))
        {
            return value;
        }

        bag.Add(Catalog.UnitMismatch(value.At, where, because, expected.ToString(), value.At, value.Dimension.ToString()));
        return new BoundError(value.At);
    }

    /// <summary>The value that <c>target = value</c> or <c>target += value</c> assigns, of the target's type and dimension.</summary>
    /// <param name="target">What is assigned.</param>
    /// <param name="op">Null for =, else the operator.</param>
    internal BoundExpr BindAssigned(BoundExpr target, string? op, AssignSyntax syntax)
    {
        var where = $"'{syntax.Name.Text}'";
        var operand = BindExpr(syntax.Value);
        var value = op is null ? operand : Operate(op, target, operand, syntax.Span);
        var converted = target.Type switch
        {
            BoundType.Int => ToInt(value, where),
            BoundType.Bool => ToBool(value, where),
            BoundType.Real => ToReal(value, where),
            _ => new BoundError(value.At),
        };
        return Check(RequireDimension(converted, target.Dimension, where, target.At));
    }

    /// <summary>A whole expression as a real one; reports what is no number.</summary>
    internal BoundExpr ToReal(BoundExpr value, string where) => value.Type switch
    {
        BoundType.Real => value,
        BoundType.Int => WholeNumbers.ToReal(value),
        _ => Refuse(value, where, "a number"),
    };

    private static string Describe(BoundExpr value) => value switch
    {
        BoundNone => "none",
        { Type: BoundType.Real } => "a real number",
        { Type: BoundType.Int } => "a whole number",
        _ => "a condition",
    };

    private Location At(TextSpan span) => new(source, span);

    private bool Same(Dimension a, Dimension b) => a == b || Solver?.Unify(a, b) == true;

    private BoundExpr Check(BoundExpr bound)
    {
        if (ExpressionSize.IsTooLarge(bound))
        {
            bag.Add(Catalog.ExpressionTooLarge(bound.At, ExpressionSize.Greatest, ExpressionSize.Deepest));
            return new BoundError(bound.At);
        }

        return ConstantChecker.Check(bound, bag) ? bound : new BoundError(bound.At);
    }

    private BoundExpr ToInt(BoundExpr value, string where)
    {
        if (WholeNumbers.TryToInt(value) is { } whole)
        {
            return whole;
        }

        if (!WholeNumbers.IsTooLarge(value))
        {
            return Refuse(value, where, "a whole number");
        }

        bag.Add(Catalog.IntegerOverflow(value.At, source.ToString(value.At.Span)));
        return new BoundError(value.At);
    }

    private BoundExpr ToBool(BoundExpr value, string where) => value.Type == BoundType.Bool ? value : Refuse(value, where, "a condition");

    private BoundExpr Refuse(BoundExpr value, string where, string expected)
    {
        if (value.Type != BoundType.Error || value is BoundNone)
        {
            bag.Add(Catalog.WrongType(value.At, where, expected, Describe(value)));
        }

        return new BoundError(value.At);
    }

    private BoundExpr BindExpr(ExprSyntax syntax) => syntax switch
    {
        NumberSyntax number => new NumberBinder(source, bag).Bind(number),
        NoneSyntax none => new BoundNone(At(none.Span)),
        NameExprSyntax name => BindName(name),
        ParenthesizedSyntax parenthesized => BindExpr(parenthesized.Inner),
        UnarySyntax unary => BindUnary(unary),
        BinarySyntax binary => BindBinary(binary),
        ConditionalSyntax conditional => BindConditional(conditional),
        CallSyntax call => BindCall(call),
        TensorSyntax tensor => BindTensor(tensor),
        _ => new BoundError(At(syntax.Span)),
    };

    private BoundExpr BindName(NameExprSyntax name)
    {
        if (name.Ref.Parts.Count == 0 || name.Ref.Parts.Any(part => part.IsMissing))
        {
            return new BoundError(At(name.Span));
        }

        if (scope.Resolve(name) is { } bound)
        {
            return bound;
        }

        bag.Add(Catalog.UnknownNameInExpression(At(name.Span), name.Ref.Name, bag.Nearest(name.Ref.Name, scope.Names)));
        return new BoundError(At(name.Span));
    }

    private BoundExpr BindTensor(TensorSyntax tensor)
    {
        if (scope.AllowsTensors)
        {
            return scope.ResolveTensor(tensor);
        }

        bag.Add(Catalog.TensorNotAllowed(At(tensor.Span), "a tensor"));
        return new BoundError(At(tensor.Span));
    }

    private BoundExpr BindConditional(ConditionalSyntax syntax)
    {
        var condition = ToBool(BindExpr(syntax.Condition), "the condition of ?:");
        var pair = SameType(BindExpr(syntax.WhenTrue), BindExpr(syntax.WhenFalse), "?:", syntax.Span, allowsBool: true);
        if (condition.Type == BoundType.Error || pair is not var (whenTrue, whenFalse) || !SameDimension(whenTrue, whenFalse, "?:", syntax.Span))
        {
            return new BoundError(At(syntax.Span));
        }

        return JoinShapes("?:", syntax.Span, condition, whenTrue, whenFalse) is { } shape
            ? new BoundSelect(whenTrue.Type, whenTrue.Dimension, shape, condition, whenTrue, whenFalse, At(syntax.Span))
            : new BoundError(At(syntax.Span));
    }

    private Shape? JoinShapes(string where, TextSpan span, params BoundExpr[] operands)
    {
        var known = operands.Where(BoundTree.HasKnownShape).Select(operand => operand.Shape).ToList();
        var joint = Shape.Scalar;
        foreach (var shape in known)
        {
            if (Shape.Broadcast(joint, shape) is not { } next)
            {
                bag.Add(Catalog.ShapesDoNotBroadcast(At(span), where, joint.ToString(), shape.ToString()));
                return null;
            }

            joint = next;
        }

        return joint;
    }
}
