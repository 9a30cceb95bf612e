using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Diagnostics;

namespace Snnc.Compiler.Ir.Notation;

/// <summary>Reads expressions of neurons' bodies: an operand, or two with an operator between.</summary>
internal sealed class ExprReader(IrCursor cursor, BodyNames names)
{
    private static readonly Expr Nothing = new BoolExpr(false);

    private static readonly IReadOnlyDictionary<string, BinaryOp> Symbols = System.Enum.GetValues(typeof(BinaryOp)).Cast<BinaryOp>()
        .Where(op => ExprPrinter.Symbol(op) is not null).ToDictionary(op => ExprPrinter.Symbol(op)!);

    /// <summary>An expression.</summary>
    public Expr Read(int depth = 0)
    {
        var left = Operand(depth);
        if (cursor.Current.Kind != IrTokenKind.Symbol || !Symbols.TryGetValue(cursor.Current.Text, out var op))
        {
            return left;
        }

        cursor.Take();
        return Binary(op, left, Operand(depth));
    }

    private static BinaryExpr Binary(BinaryOp op, Expr left, Expr right)
    {
        var isTruth = op is >= BinaryOp.Equal and <= BinaryOp.Or;
        return new BinaryExpr(isTruth ? ExprType.Bool : left.Type, op, left, right);
    }

    private Expr Operand(int depth)
    {
        if (depth > IrCursor.MaxDepth)
        {
            cursor.Fail(Catalog.GraphTooDeep(cursor.Here, IrCursor.MaxDepth));
        }

        if (cursor.TryTake("("))
        {
            var inner = Read(depth + 1);
            cursor.Expect(")");
            return inner;
        }

        if (cursor.TryTake("!"))
        {
            return new UnaryExpr(ExprType.Bool, UnaryOp.Not, Operand(depth + 1));
        }

        if (cursor.IsNumber)
        {
            return Number("");
        }

        return cursor.TryTake("-") ? Negative(depth) : Named(depth);
    }

    private Expr Negative(int depth)
    {
        if (cursor.IsAdjacent && cursor.IsNumber)
        {
            return Number("-");
        }

        var operand = Operand(depth + 1);
        return new UnaryExpr(operand.Type, UnaryOp.Negate, operand);
    }

    private Expr Number(string sign)
    {
        var at = cursor.Here;
        var text = sign + cursor.Take().Text;
        if (!NumberReader.IsWhole(text))
        {
            return new RealExpr(NumberReader.Single(cursor, text, at));
        }

        if (!long.TryParse(text, out var value))
        {
            cursor.Fail(Catalog.BadGraphNumber(at, text, "a whole number of 64 bits"));
        }

        return new IntExpr(value);
    }

    private Expr Named(int depth)
    {
        var at = cursor.Here;
        if (cursor.TryTake("$"))
        {
            var constant = cursor.Name("a constant");
            return names.FindConstant(constant) ?? Unknown(at, "constant", constant);
        }

        var isBare = cursor.Current.Kind == IrTokenKind.Name;
        var name = cursor.Name("an expression");
        if (isBare && name is "true" or "false")
        {
            return new BoolExpr(name == "true");
        }

        return isBare && cursor.TryTake("(") ? Call(name, depth + 1, at) : names.Find(name) ?? Unknown(at, "local, state or port", name);
    }

    private Expr Call(string function, int depth, Text.Location at)
    {
        if (function == "rand")
        {
            var seed = NumberReader.Long(cursor);
            cursor.Expect(")");
            return new RandExpr(seed);
        }

        List<Expr> arguments = [Read(depth)];
        while (cursor.TryTake(","))
        {
            arguments.Add(Read(depth));
        }

        cursor.Expect(")");
        return Call(function, arguments) ?? Unknown(at, $"function of {arguments.Count} operands", function);
    }

    private static Expr? Call(string function, List<Expr> a) => (function, a.Count) switch
    {
        ("fma", 3) => new FmaExpr(a[0], a[1], a[2]),
        ("select", 3) => new SelectExpr(a[1].Type, a[0], a[1], a[2]),
        ("min", 2) => Binary(BinaryOp.Min, a[0], a[1]),
        ("max", 2) => Binary(BinaryOp.Max, a[0], a[1]),
        ("asr0", 2) => Binary(BinaryOp.ShiftRightToZero, a[0], a[1]),
        ("real", 1) => new UnaryExpr(ExprType.Real, UnaryOp.ToReal, a[0]),
        ("int", 1) => new UnaryExpr(ExprType.Int, UnaryOp.ToInt, a[0]),
        (_, 1) when CallOperators.Int.Contains(function) && a[0].Type == ExprType.Int => new CallExpr(ExprType.Int, function, a[0]),
        (_, 1) when CallOperators.Real.Contains(function) => new CallExpr(ExprType.Real, function, a[0]),
        _ => null,
    };

    private Expr Unknown(Text.Location at, string what, string name)
    {
        cursor.Fail(Catalog.UnknownInGraph(at, what, name));
        return Nothing;
    }
}
