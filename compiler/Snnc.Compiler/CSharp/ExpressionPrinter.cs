using System;
using System.Collections.Generic;
using Snnc.Compiler.Ir;

namespace Snnc.Compiler.CSharp;

/// <summary>
/// Prints expressions of neuron bodies: one C# operation for one of the IR, in the same order. Parentheses stand only where the order needs them.
/// C# rounds each single-precision operation once and contracts nothing; a fused multiply-add is called by its name.
/// </summary>
/// <param name="read">How a constant, state, port or local is read.</param>
/// <param name="random">How the noise of a seed is made.</param>
internal sealed class ExpressionPrinter(Func<Expr, string> read, Func<long, string> random)
{
    // C#'s precedences, loosest first.
    private const int Conditional = 1, OrElse = 2, AndAlso = 3, Equality = 4, Relational = 5, Shift = 6, Additive = 7, Multiplicative = 8, Unary = 9,
        Primary = 10;

    private static readonly Dictionary<BinaryOp, (string Symbol, int Precedence)> Operators = new()
    {
        [BinaryOp.Add] = ("+", Additive),
        [BinaryOp.Subtract] = ("-", Additive),
        [BinaryOp.Multiply] = ("*", Multiplicative),
        [BinaryOp.Divide] = ("/", Multiplicative),
        [BinaryOp.Remainder] = ("%", Multiplicative),
        [BinaryOp.Equal] = ("==", Equality),
        [BinaryOp.NotEqual] = ("!=", Equality),
        [BinaryOp.Less] = ("<", Relational),
        [BinaryOp.LessOrEqual] = ("<=", Relational),
        [BinaryOp.Greater] = (">", Relational),
        [BinaryOp.GreaterOrEqual] = (">=", Relational),
        [BinaryOp.And] = ("&&", AndAlso),
        [BinaryOp.Or] = ("||", OrElse),
        [BinaryOp.ShiftLeft] = ("<<", Shift),
        [BinaryOp.ShiftRight] = (">>", Shift),
    };

    /// <summary>Gets a value indicating whether something printed so far computes in whole numbers, which must wrap.</summary>
    public bool UsesWholeNumbers { get; private set; }

    /// <summary>The type of a local that holds such a value.</summary>
    public static string TypeOf(ExprType type) => type switch
    {
        ExprType.Real => "float",
        ExprType.Int => "long",
        _ => "bool",
    };

    /// <summary>The expression as it stands alone.</summary>
    public string Print(Expr expression) => Print(expression, Conditional);

    private string Print(Expr expression, int least)
    {
        UsesWholeNumbers |= expression is RandExpr or UnaryExpr { Type: ExprType.Int } or BinaryExpr { Type: ExprType.Int };
        var (text, precedence) = Parts(expression);
        return precedence < least ? $"({text})" : text;
    }

    private (string Text, int Precedence) Parts(Expr expression) => expression switch
    {
        RealExpr real => Number(Literal.Of(real.Value)),
        IntExpr whole => Number(Literal.Of(whole.Value)),
        BoolExpr truth => (Literal.Of(truth.Value), Primary),
        UnaryExpr unary => UnaryParts(unary),
        BinaryExpr binary => BinaryParts(binary),
        FmaExpr fma => ($"MathF.FusedMultiplyAdd({Print(fma.X)}, {Print(fma.Y)}, {Print(fma.Z)})", Primary),
        SelectExpr select =>
            ($"{Print(select.Condition, OrElse)} ? {Print(select.WhenTrue, Conditional)} : {Print(select.WhenFalse, Conditional)}", Conditional),
        CallExpr call => (Call(call), Primary),
        RandExpr rand => (random(rand.Seed), Primary),
        _ => Number(read(expression)),
    };

    // A folded constant may be a negative literal, which binds like an operator.
    private static (string Text, int Precedence) Number(string text) => (text, text[0] == '-' ? Unary : Primary);

    private (string Text, int Precedence) UnaryParts(UnaryExpr unary) => unary.Op switch
    {
        // A minus before another must not become a decrement.
        UnaryOp.Negate => ($"-{Print(unary.Operand, Primary)}", Unary),
        UnaryOp.Not => ($"!{Print(unary.Operand, Primary)}", Unary),
        UnaryOp.ToReal => ($"(float){Print(unary.Operand, Primary)}", Unary),
        UnaryOp.ToInt => ($"Neuron.ToInt({Print(unary.Operand)})", Primary),
        _ => throw new InvalidOperationException($"{unary.Op} has no C#."),
    };

    private (string Text, int Precedence) BinaryParts(BinaryExpr binary)
    {
        var isInt = binary.Left.Type == ExprType.Int;
        switch (binary.Op)
        {
            case BinaryOp.Min or BinaryOp.Max:
                return ($"Neuron.{binary.Op}({Print(binary.Left)}, {Print(binary.Right)})", Primary);
            case BinaryOp.Divide or BinaryOp.Remainder or BinaryOp.ShiftRightToZero when isInt:
                return ($"Neuron.{binary.Op}({Print(binary.Left)}, {Print(binary.Right)})", Primary);
            default:
                var (symbol, precedence) = Operators[binary.Op];
                return ($"{Print(binary.Left, precedence)} {symbol} {RightOperand(binary, precedence)}", precedence);
        }
    }

    private string RightOperand(BinaryExpr binary, int precedence)
    {
        if (binary.Op is not (BinaryOp.ShiftLeft or BinaryOp.ShiftRight))
        {
            return Print(binary.Right, precedence + 1);
        }

        // C# takes the count of a 64-bit shift modulo 64, as the language does, but wants it as an int.
        return binary.Right is IntExpr { Value: >= 0 and < 64 } count
            ? Literal.Of((int)count.Value)
            : $"(int){Print(binary.Right, Primary)}";
    }

    private string Call(CallExpr call) => $"Neuron.{char.ToUpperInvariant(call.Function[0])}{call.Function.Substring(1)}({Print(call.Operand)})";
}
