using System;
using Snnc.Compiler.Ir;

namespace Snnc.Compiler.CSharp;

/// <summary>
/// Prints expressions of neuron bodies over a vector of neurons: one vector operation for one of the IR, in the same order; conditions are masks.
/// </summary>
/// <param name="lanes">The type of the vector.</param>
/// <param name="read">How a constant, state, port or local is read.</param>
/// <param name="isByte">Whether a state is a byte in each lane.</param>
internal sealed class LaneExpressionPrinter(string lanes, Func<Expr, string> read, Func<string, bool> isByte)
{
    /// <summary>The expression as it stands alone.</summary>
    public string Print(Expr expression)
    {
        var text = Inner(expression);
        return expression is BinaryExpr && text[0] == '(' ? text.Substring(1, text.Length - 2) : text;
    }

    /// <summary>What a state in bytes is set to: a number, or itself counted down.</summary>
    public string Bytes(Expr value) => value switch
    {
        RealExpr number => BytesOf(number.Value),
        BinaryExpr { Op: BinaryOp.Max, Left: BinaryExpr { Left: StateExpr state, Right: RealExpr by } } =>
            $"ByteLanes.SubtractToZero({read(state)}, {BytesOf(by.Value)})",
        _ => throw new InvalidOperationException($"{value.GetType().Name} makes no byte."),
    };

    private static string BytesOf(float value) => $"ByteLanes.Of({(byte)value})";

    private string OfBytes(BinaryOp op, string state, float number) => op switch
    {
        BinaryOp.Equal or BinaryOp.LessOrEqual when op == BinaryOp.Equal || number == 0 => $"{lanes}.AreEqual({state}, {BytesOf(number)})",
        BinaryOp.NotEqual => $"~{OfBytes(BinaryOp.Equal, state, number)}",
        BinaryOp.LessOrEqual => $"{lanes}.LessThanOrEqual({state}, {BytesOf(number)})",
        BinaryOp.Greater => $"~{OfBytes(BinaryOp.LessOrEqual, state, number)}",
        BinaryOp.Less => number == 0 ? $"{lanes}.Zero" : OfBytes(BinaryOp.LessOrEqual, state, number - 1),
        _ => number == 0 ? $"{lanes}.AllBitsSet" : OfBytes(BinaryOp.Greater, state, number - 1),
    };

    private string Inner(Expr expression) => expression switch
    {
        RealExpr real => Number(real.Value),
        BoolExpr truth => $"{lanes}.{(truth.Value ? "AllBitsSet" : "Zero")}",
        UnaryExpr { Op: UnaryOp.Negate } unary => Negated(Inner(unary.Operand)),
        UnaryExpr unary => $"~{Inner(unary.Operand)}",
        BinaryExpr { Left: StateExpr state, Right: RealExpr number } binary when isByte(state.Name) => OfBytes(binary.Op, read(state), number.Value),
        BinaryExpr binary => Binary(binary),
        FmaExpr fma => $"{lanes}.Fma({Print(fma.X)}, {Print(fma.Y)}, {Print(fma.Z)})",
        SelectExpr select => Select(Print(select.Condition), select),
        CallExpr call => $"{lanes}.{Function(call.Function)}({Print(call.Operand)})",
        _ => read(expression),
    };

    /// <summary>A selection by a condition that is printed.</summary>
    public string Select(string condition, SelectExpr select) => IsZero(select.WhenFalse) ? $"{lanes}.Where({condition}, {Print(select.WhenTrue)})"
        : IsZero(select.WhenTrue) ? $"{lanes}.ZeroWhere({condition}, {Print(select.WhenFalse)})"
        : $"{lanes}.Select({condition}, {Print(select.WhenTrue)}, {Print(select.WhenFalse)})";

    /// <summary>Whether an expression is 0 and not -0.</summary>
    public static bool IsZero(Expr expression) => expression is RealExpr { Value: 0 } zero && 1 / zero.Value > 0;

    /// <summary>Both operands, as arguments.</summary>
    public string Operands(BinaryExpr binary) => $"{Print(binary.Left)}, {Print(binary.Right)}";

    /// <summary>The same number in all lanes.</summary>
    public string Number(float value) => $"{lanes}.Of({Literal.Of(value)})";

    // A minus before another must not become a decrement.
    private static string Negated(string text) => text[0] == '-' ? $"-({text})" : $"-{text}";

    private static string Function(string name) => name switch
    {
        "sqrt" => "Sqrt",
        "abs" => "Abs",
        "floor" => "Floor",
        "ceil" => "Ceiling",
        "round" => "Round",
        _ => throw new InvalidOperationException($"'{name}' has no vector form."),
    };

    private string Binary(BinaryExpr binary)
    {
        var isBool = binary.Left.Type == ExprType.Bool;
        return binary.Op switch
        {
            BinaryOp.Add => Infix(binary, "+"),
            BinaryOp.Subtract => Infix(binary, "-"),
            BinaryOp.Multiply => Infix(binary, "*"),
            BinaryOp.Divide => Infix(binary, "/"),
            BinaryOp.And => Infix(binary, "&"),
            BinaryOp.Or when IsANumber(binary) is { } x => $"{lanes}.AreEqual({Print(x)}, {Print(x)})",
            BinaryOp.Or => Infix(binary, "|"),
            BinaryOp.NotEqual when isBool => Infix(binary, "^"),
            BinaryOp.Equal when isBool => $"~{Infix(binary, "^")}",
            BinaryOp.Equal => Call(binary, "AreEqual"),
            BinaryOp.NotEqual => $"~{Call(binary, "AreEqual")}",
            BinaryOp.Less => Call(binary, "LessThan"),
            BinaryOp.LessOrEqual => Call(binary, "LessThanOrEqual"),
            BinaryOp.Greater => Call(binary, "GreaterThan"),
            BinaryOp.GreaterOrEqual => Call(binary, "GreaterThanOrEqual"),
            BinaryOp.Min => Call(binary, "Min"),
            BinaryOp.Max => Call(binary, "Max"),
            _ => throw new InvalidOperationException($"{binary.Op} has no vector form."),
        };
    }

    // What is at most some number or above it: all but NaN.
    private static Expr? IsANumber(BinaryExpr either) => either is
    {
        Left: BinaryExpr { Op: BinaryOp.LessOrEqual, Right: RealExpr { Value: not float.NaN } } low,
        Right: BinaryExpr { Op: BinaryOp.Greater } high,
    } && low.Left is StateExpr or PortExpr or LocalExpr && low.Left == high.Left && low.Right == high.Right ? low.Left : null;

    private string Infix(BinaryExpr binary, string symbol) => $"({Inner(binary.Left)} {symbol} {Inner(binary.Right)})";

    private string Call(BinaryExpr binary, string function) => $"{lanes}.{function}({Operands(binary)})";
}
