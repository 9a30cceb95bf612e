using Snnc.Compiler.Ir;
using Snnc.Compiler.Semantics;
using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.Lowering;

/// <summary>Builds load-time expressions; what is made of numbers alone is one number at once, in doubles.</summary>
internal static class LoadMath
{
    public static LoadExpr Zero { get; } = new LoadNumber(0);

    public static LoadExpr One { get; } = new LoadNumber(1);

    /// <summary>-x.</summary>
    public static LoadExpr Negate(LoadExpr x) => x is LoadNumber number ? new LoadNumber(-number.Value) : new LoadUnary(x.Shape, "neg", x);

    /// <summary>1 - x of a truth value.</summary>
    public static LoadExpr Not(LoadExpr x) => Binary("==", x, Zero);

    /// <summary>A function of one number.</summary>
    public static LoadExpr Unary(string function, LoadExpr x) =>
        function == "real" ? x
        : x is LoadNumber number && ConstantEvaluator.Apply(function, number.Value) is { } value ? new LoadNumber(value)
        : new LoadUnary(x.Shape, function, x);

    /// <summary>An operator as the language writes it (or <c>min max asr0</c>); <paramref name="whole"/>: of whole numbers.</summary>
    public static LoadExpr Binary(string op, LoadExpr x, LoadExpr y, bool whole = false) =>
        x is LoadNumber a && y is LoadNumber b && ConstantEvaluator.Apply(op, a.Value, b.Value, whole) is { } value ? new LoadNumber(value)
        : op == "/" && !whole && y is LoadNumber { Value: 1 } ? x
        : op == "*" && y is LoadNumber { Value: 1 } ? x
        : op == "*" && x is LoadNumber { Value: 1 } ? y
        : new LoadBinary(Joint(x.Shape, y.Shape), NameOf(op, whole), x, y);

    /// <summary>c ? x : y.</summary>
    public static LoadExpr Select(LoadExpr condition, LoadExpr x, LoadExpr y) =>
        condition is LoadNumber number
            ? number.Value != 0 ? x : y
            : new LoadSelect(Joint(condition.Shape, Joint(x.Shape, y.Shape)), condition, x, y);

    // Shapes that do not fit are reported before; either will do then.
    private static Shape Joint(Shape a, Shape b) => Shape.Broadcast(a, b) ?? a;

    private static string NameOf(string op, bool whole) => op switch
    {
        "+" => "add",
        "-" => "sub",
        "*" => "mul",
        "/" => whole ? "idiv" : "div",
        "%" => "rem",
        "==" => "eq",
        "!=" => "ne",
        "<" => "lt",
        "<=" => "le",
        ">" => "gt",
        ">=" => "ge",
        "&&" => "and",
        "||" => "or",
        "<<" => "shl",
        ">>" => "shr",
        _ => op,
    };
}
