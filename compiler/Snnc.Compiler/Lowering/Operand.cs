using System;
using Snnc.Compiler.Ir;

namespace Snnc.Compiler.Lowering;

/// <summary>
/// A part of a neuron's expression while it is lowered: a value known when the network is loaded (still in doubles), or one computed in each step.
/// </summary>
/// <param name="Type">Its type.</param>
/// <param name="Load">The value, if it is known then.</param>
/// <param name="Node">Makes the expression, else: late, so that constants of what is fused or folded away do not come into the graph.</param>
internal sealed record Operand(ExprType Type, LoadExpr? Load, Func<Expr>? Node)
{
    /// <summary>Gets the two factors, of a product that a sum may take into a fused multiply-add.</summary>
    public (Operand X, Operand Y)? Product { get; init; }

    /// <summary>Gets the constant factor and the rest, where the value is such a product (or a quotient by a constant).</summary>
    public (LoadExpr Scale, Operand Others)? Scaled { get; init; }

    /// <summary>Gets a value indicating whether it is a term that is not there: a state of which another coefficient is looked at.</summary>
    public bool IsVanished { get; init; }

    /// <summary>Gets a value indicating whether it is known when the network is loaded.</summary>
    public bool IsKnown => Load is not null;

    /// <summary>Gets the number, where it is one already.</summary>
    public double? Number => (Load as LoadNumber)?.Value;

    /// <summary>Gets a term that is not there.</summary>
    public static Operand Vanished { get; } = new(ExprType.Real, LoadMath.Zero, null) { IsVanished = true };

    /// <summary>A known value.</summary>
    public static Operand Of(LoadExpr load, ExprType type = ExprType.Real) => new(type, load, null);

    /// <summary>A value of each step.</summary>
    public static Operand Of(Expr node) => new(node.Type, null, () => node);

    /// <summary>A value of each step, whose expression is made when it is needed.</summary>
    public static Operand Of(ExprType type, Func<Expr> node) => new(type, null, node);
}
