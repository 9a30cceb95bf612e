using System;
using System.Linq;

namespace Snnc.Compiler.Ir.Notation;

/// <summary>
/// Writes expressions of neurons' bodies. There is no precedence: an operation inside another stands in parentheses, so that the order of
/// roundings is seen.
/// </summary>
internal static class ExprPrinter
{
    /// <summary>An expression as the value of a statement or argument.</summary>
    public static string Print(Expr expression) =>
        expression is BinaryExpr binary && Symbol(binary.Op) is { } symbol
            ? $"{Operand(binary.Left)} {symbol} {Operand(binary.Right)}" : Operand(expression);

    /// <summary>The symbol between the operands, or null for what is written as a call.</summary>
    public static string? Symbol(BinaryOp op) => op switch
    {
        BinaryOp.Add => "+",
        BinaryOp.Subtract => "-",
        BinaryOp.Multiply => "*",
        BinaryOp.Divide => "/",
        BinaryOp.Remainder => "%",
        BinaryOp.Equal => "==",
        BinaryOp.NotEqual => "!=",
        BinaryOp.Less => "<",
        BinaryOp.LessOrEqual => "<=",
        BinaryOp.Greater => ">",
        BinaryOp.GreaterOrEqual => ">=",
        BinaryOp.And => "&&",
        BinaryOp.Or => "||",
        BinaryOp.ShiftLeft => "<<",
        BinaryOp.ShiftRight => ">>",
        _ => null,
    };

    /// <summary>The name of a binary operator that is written as a call.</summary>
    public static string Function(BinaryOp op) => op switch
    {
        BinaryOp.Min => "min",
        BinaryOp.Max => "max",
        BinaryOp.ShiftRightToZero => "asr0",
        _ => throw new ArgumentOutOfRangeException(nameof(op), op, "It stands between its operands."),
    };

    private static string Operand(Expr expression) => expression switch
    {
        RealExpr real => IrText.Real(real.Value),
        IntExpr whole => IrText.Number(whole.Value),
        BoolExpr truth => truth.Value ? "true" : "false",
        ConstantExpr constant => IrText.Constant(constant.Name),
        StateExpr state => IrText.Name(state.Name),
        PortExpr port => IrText.Name(port.Name),
        LocalExpr local => IrText.Name(local.Name),
        UnaryExpr unary => Unary(unary),
        BinaryExpr binary => Symbol(binary.Op) is null ? Call(Function(binary.Op), binary.Left, binary.Right) : $"({Print(binary)})",
        FmaExpr fma => Call("fma", fma.X, fma.Y, fma.Z),
        SelectExpr select => Call("select", select.Condition, select.WhenTrue, select.WhenFalse),
        CallExpr call => Call(call.Function, call.Operand),
        RandExpr rand => $"rand({IrText.Number(rand.Seed)})",
        _ => throw new ArgumentException($"There is no expression {expression.GetType()}.", nameof(expression)),
    };

    private static string Call(string function, params Expr[] arguments) => $"{function}({string.Join(", ", arguments.Select(Print))})";

    // A minus before the digits of a number is part of it, so that a negated number stands in parentheses.
    private static string Unary(UnaryExpr unary) => unary.Op switch
    {
        UnaryOp.Negate => unary.Operand is RealExpr or IntExpr ? $"-({Operand(unary.Operand)})" : $"-{Operand(unary.Operand)}",
        UnaryOp.Not => $"!{Operand(unary.Operand)}",
        UnaryOp.ToReal => Call("real", unary.Operand),
        UnaryOp.ToInt => Call("int", unary.Operand),
        _ => throw new ArgumentOutOfRangeException(nameof(unary), unary.Op, "There is no such operator."),
    };
}
