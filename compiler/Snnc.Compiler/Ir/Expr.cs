using Snnc.Compiler.Collections;

namespace Snnc.Compiler.Ir;

/// <summary>The type of an expression in a neuron's body.</summary>
public enum ExprType
{
    /// <summary>Single precision; each operation is rounded once.</summary>
    Real,

    /// <summary>64 bits, wrapping.</summary>
    Int,

    /// <summary>True or false.</summary>
    Bool,
}

/// <summary>
/// A scalar expression of a neuron's body, evaluated per element. Contraction and folding are done: every operation that stands here is one rounding,
/// in the order that stands here. Operands of an operation have the types it says; conversions are explicit.
/// </summary>
public abstract record Expr(ExprType Type);

/// <summary>A real number, exactly representable in single precision.</summary>
public sealed record RealExpr(float Value) : Expr(ExprType.Real);

/// <summary>A whole number.</summary>
public sealed record IntExpr(long Value) : Expr(ExprType.Int);

/// <summary>True or false.</summary>
public sealed record BoolExpr(bool Value) : Expr(ExprType.Bool);

/// <summary>A <see cref="Constant"/> of the graph: a scalar, or an array that broadcasts to the population's shape, of which this neuron's element
/// is read.</summary>
public sealed record ConstantExpr(ExprType Type, string Name) : Expr(Type);

/// <summary>A state's present value.</summary>
public sealed record StateExpr(ExprType Type, string Name) : Expr(Type);

/// <summary>The sum of what arrives at a port in this step.</summary>
public sealed record PortExpr(ExprType Type, string Name) : Expr(Type);

/// <summary>A local's present value.</summary>
public sealed record LocalExpr(ExprType Type, string Name) : Expr(Type);

/// <summary>Operators of one operand.</summary>
public enum UnaryOp
{
    /// <summary>-x, real or int.</summary>
    Negate,

    /// <summary>!x.</summary>
    Not,

    /// <summary>Int to real, rounded to nearest even.</summary>
    ToReal,

    /// <summary>Real to int, towards zero; NaN gives 0, too large values saturate at 64 bits.</summary>
    ToInt,
}

/// <summary>An operator of one operand.</summary>
public sealed record UnaryExpr(ExprType Type, UnaryOp Op, Expr Operand) : Expr(Type);

/// <summary>Operators of two operands of one type.</summary>
public enum BinaryOp
{
    /// <summary>Sum, difference, product.</summary>
    Add, Subtract, Multiply,

    /// <summary>Real division, or int division towards zero (by zero gives 0).</summary>
    Divide,

    /// <summary>C's remainder: sign of the left operand (int by zero gives 0).</summary>
    Remainder,
    Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual,

    /// <summary>Of Bool; both sides may be evaluated, nothing has side effects.</summary>
    And, Or,

    /// <summary>Int; shift counts are taken modulo 64.</summary>
    ShiftLeft, ShiftRight,

    /// <summary>Int: shifts right towards zero: sign(x) * (|x| >> n).</summary>
    ShiftRightToZero,
    Min, Max,
}

/// <summary>An operator of two operands. For comparisons Type is Bool and the operands are both real or both int (Equal and NotEqual: also
/// Bool).</summary>
public sealed record BinaryExpr(ExprType Type, BinaryOp Op, Expr Left, Expr Right) : Expr(Type);

/// <summary>X * Y + Z, rounded once. Real.</summary>
public sealed record FmaExpr(Expr X, Expr Y, Expr Z) : Expr(ExprType.Real);

/// <summary>Condition ? WhenTrue : WhenFalse.</summary>
public sealed record SelectExpr(ExprType Type, Expr Condition, Expr WhenTrue, Expr WhenFalse) : Expr(Type);

/// <summary>A function: real <c>exp expm1 log log1p sqrt floor ceil round tanh sigmoid</c> (round: half to even), real or int <c>abs sign</c>.
/// Evaluated in doubles and rounded to single precision.</summary>
public sealed record CallExpr(ExprType Type, string Function, Expr Operand) : Expr(Type);

/// <summary>Noise: <c>hash(Seed, (sample*steps + t)*N + i) / 2^24</c>, uniform in [0, 1); N is the population's size, steps is 0 in a stream and t
/// counts from its start.</summary>
public sealed record RandExpr(long Seed) : Expr(ExprType.Real);
