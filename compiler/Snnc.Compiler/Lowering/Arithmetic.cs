using System;
using Snnc.Compiler.Ir;

namespace Snnc.Compiler.Lowering;

/// <summary>
/// The arithmetic of a neuron's expressions, by the language's rules: what is made of parameters and numbers is folded in doubles and rounded once; after
/// that each operation is rounded, but <c>x * y + z</c>, <c>z + x * y</c>, <c>x * y - z</c> and <c>z - x * y</c> are one fused multiply-add (of two
/// products the left one). Factors and divisors 1 and terms 0 that are known when compiling are left out.
/// </summary>
internal sealed class Arithmetic(NodeConstants constants)
{
    // Whole numbers are folded in doubles, which hold them exactly up to here; larger ones are left to the 64 bits of a step.
    private const double GreatestWhole = 9007199254740992;

    /// <summary>Whether a whole number is too large to be folded.</summary>
    public static bool IsTooLarge(double whole) => Math.Abs(whole) > GreatestWhole;

    public Expr ToExpr(Operand operand) => constants.ToExpr(operand);

    public Operand Negate(Operand x)
    {
        if (x.IsVanished)
        {
            return x;
        }

        if (x.Load is { } known)
        {
            return Operand.Of(LoadMath.Negate(known), x.Type);
        }

        var (scale, rest) = x.Scaled ?? (LoadMath.One, x);
        return Node(UnaryOp.Negate, x) with { Scaled = (LoadMath.Negate(scale), rest) };
    }

    public Operand Not(Operand x) => x.Load is { } known ? Operand.Of(LoadMath.Not(known), ExprType.Bool) : Node(UnaryOp.Not, x);

    public Operand ToReal(Operand x) =>
        x.Load is { } known ? Operand.Of(known) : Operand.Of(ExprType.Real, () => new UnaryExpr(ExprType.Real, UnaryOp.ToReal, ToExpr(x)));

    public Operand ToInt(Operand x) =>
        x.Type == ExprType.Int ? x
        : x.Load is { } known ? Operand.Of(LoadMath.Unary("int", known), ExprType.Int)
        : Operand.Of(ExprType.Int, () => new UnaryExpr(ExprType.Int, UnaryOp.ToInt, ToExpr(x)));

    public Operand Add(Operand x, Operand y) =>
        IsZero(x) ? y
        : IsZero(y) ? x
        : Folded("+", x, y) ?? (x.Product is { } p ? Fuse(p.X, p.Y, y) : y.Product is { } q ? Fuse(q.X, q.Y, x) : Node(BinaryOp.Add, x, y));

    public Operand Subtract(Operand x, Operand y) =>
        IsZero(y) ? x
        : IsZero(x) ? Negate(y)
        : Folded("-", x, y) ?? (x.Product is { } p ? Fuse(p.X, p.Y, Negate(y)) : y.Product is { } q ? FuseNegated(q.X, q.Y, x) : Node(BinaryOp.Subtract, x, y));

    public Operand Multiply(Operand x, Operand y)
    {
        if (x.IsVanished || y.IsVanished)
        {
            return Operand.Vanished;
        }

        if (Folded("*", x, y) is { } folded)
        {
            return folded;
        }

        if (x.Number == 1 || y.Number == 1)
        {
            return x.Number == 1 ? y : x;
        }

        var node = Node(BinaryOp.Multiply, x, y);
        return x.Type == ExprType.Int ? node : node with { Product = (x, y), Scaled = ScaleOf(x, y) };
    }

    public Operand Divide(Operand x, Operand y)
    {
        if (x.IsVanished)
        {
            return x;
        }

        var isReal = x.Type == ExprType.Real;
        if (Folded("/", x, y) is { } folded)
        {
            return folded;
        }

        if (y.Number == 1)
        {
            return x;
        }

        var (scale, rest) = x.Scaled ?? (LoadMath.One, x);
        var node = Node(BinaryOp.Divide, x, y);
        return isReal && y.Load is { } divisor ? node with { Scaled = (LoadMath.Binary("/", scale, divisor), rest) } : node;
    }

    /// <summary>Remainders, shifts, minimum and maximum, whose operands are of one type.</summary>
    public Operand Other(string op, Operand x, Operand y) => Folded(op, x, y) ?? Node(op switch
    {
        "%" => BinaryOp.Remainder,
        "<<" => BinaryOp.ShiftLeft,
        ">>" => BinaryOp.ShiftRight,
        "asr0" => BinaryOp.ShiftRightToZero,
        "min" => BinaryOp.Min,
        "max" => BinaryOp.Max,
        _ => throw new ArgumentException($"There is no operator '{op}'.", nameof(op)),
    }, x, y);

    public Operand Compare(string op, Operand x, Operand y)
    {
        if (x.Load is { } a && y.Load is { } b)
        {
            return Operand.Of(LoadMath.Binary(op, a, b), ExprType.Bool);
        }

        var comparison = op switch
        {
            "==" => BinaryOp.Equal,
            "!=" => BinaryOp.NotEqual,
            "<" => BinaryOp.Less,
            "<=" => BinaryOp.LessOrEqual,
            ">" => BinaryOp.Greater,
            _ => BinaryOp.GreaterOrEqual,
        };
        return Operand.Of(ExprType.Bool, () => new BinaryExpr(ExprType.Bool, comparison, ToExpr(x), ToExpr(y)));
    }

    public Operand And(Operand x, Operand y) =>
        x.Number is { } a ? (a != 0 ? y : x)
        : y.Number is { } b ? (b != 0 ? x : y)
        : x.Load is { } u && y.Load is { } v ? Operand.Of(LoadMath.Binary("&&", u, v), ExprType.Bool)
        : Operand.Of(ExprType.Bool, () => new BinaryExpr(ExprType.Bool, BinaryOp.And, ToExpr(x), ToExpr(y)));

    public Operand Or(Operand x, Operand y) =>
        x.Number is { } a ? (a != 0 ? x : y)
        : y.Number is { } b ? (b != 0 ? y : x)
        : x.Load is { } u && y.Load is { } v ? Operand.Of(LoadMath.Binary("||", u, v), ExprType.Bool)
        : Operand.Of(ExprType.Bool, () => new BinaryExpr(ExprType.Bool, BinaryOp.Or, ToExpr(x), ToExpr(y)));

    public Operand Select(Operand condition, Operand x, Operand y)
    {
        if (condition.Number is { } number)
        {
            return number != 0 ? x : y;
        }

        return x.IsVanished && y.IsVanished ? x
            : condition.Load is { } c && x.Load is { } a && y.Load is { } b ? Operand.Of(LoadMath.Select(c, a, b), x.Type)
            : Operand.Of(x.Type, () => new SelectExpr(x.Type, ToExpr(condition), ToExpr(x), ToExpr(y)));
    }

    public Operand Call(string function, Operand x) =>
        x.Load is { } known ? Operand.Of(LoadMath.Unary(function, known), x.Type) : Operand.Of(x.Type, () => new CallExpr(x.Type, function, ToExpr(x)));

    private static bool IsZero(Operand x) => x.IsVanished || (x.Number == 0 && x.Type == ExprType.Real);

    private static (LoadExpr Scale, Operand Others)? ScaleOf(Operand x, Operand y)
    {
        if (x.Load is { } a)
        {
            var (scale, rest) = y.Scaled ?? (LoadMath.One, y);
            return (LoadMath.Binary("*", a, scale), rest);
        }

        return y.Load is null ? null : ScaleOf(y, x);
    }

    private Operand? Folded(string op, Operand x, Operand y)
    {
        if (x.Load is not { } a || y.Load is not { } b)
        {
            return null;
        }

        var isWhole = x.Type == ExprType.Int;
        var value = LoadMath.Binary(op, a, b, isWhole);
        return isWhole && value is LoadNumber number && IsTooLarge(number.Value) ? null : Operand.Of(value, x.Type);
    }

    private Operand Fuse(Operand x, Operand y, Operand z) => Operand.Of(ExprType.Real, () => new FmaExpr(ToExpr(x), ToExpr(y), ToExpr(z)));

    // A sign is exact wherever it stands, so a constant factor takes it at no cost.
    private Operand FuseNegated(Operand x, Operand y, Operand z) => x.IsKnown || !y.IsKnown ? Fuse(Negate(x), y, z) : Fuse(x, Negate(y), z);

    private Operand Node(UnaryOp op, Operand x) => Operand.Of(x.Type, () => new UnaryExpr(x.Type, op, ToExpr(x)));

    private Operand Node(BinaryOp op, Operand x, Operand y) => Operand.Of(x.Type, () => new BinaryExpr(x.Type, op, ToExpr(x), ToExpr(y)));
}
