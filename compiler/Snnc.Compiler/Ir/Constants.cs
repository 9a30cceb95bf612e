using Snnc.Compiler.Collections;
using Snnc.Compiler.Tensors;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Ir;

/// <summary>
/// A number or array that is known once the weights are: computed in doubles when the network is loaded, then rounded once to single
/// precision (Real) or checked to be whole (Int).
/// </summary>
/// <param name="Name">Unique; for example <c>fc1.weight</c> or <c>h.p0</c>.</param>
/// <param name="Element">What it is rounded to.</param>
/// <param name="Shape">Its extents; <see cref="Shape.Scalar"/> for one number.</param>
/// <param name="Value">How it is computed.</param>
public sealed record Constant(string Name, ElementType Element, Shape Shape, LoadExpr Value)
{
    /// <summary>Gets where a text says it, or null.</summary>
    public Location? Location { get; init; }
}

/// <summary>An expression evaluated at load time, element by element in doubles, with NumPy's broadcasting.</summary>
public abstract record LoadExpr(Shape Shape);

/// <summary>One number.</summary>
public sealed record LoadNumber(double Value) : LoadExpr(Shape.Scalar);

/// <summary>A tensor of a container, with its stored precision.</summary>
/// <param name="Container">Name of a <see cref="Ir.Container"/>.</param>
/// <param name="Key">The tensor's key.</param>
public sealed record LoadTensor(Shape Shape, string Container, string Key) : LoadExpr(Shape);

/// <summary>-x, and the functions <c>exp expm1 log log1p sqrt abs sign floor ceil round tanh sigmoid int</c>; Function is one of these or
/// <c>neg</c>.</summary>
public sealed record LoadUnary(Shape Shape, string Function, LoadExpr Operand) : LoadExpr(Shape);

/// <summary>Function is one of <c>add sub mul div rem min max</c>, a comparison <c>eq ne lt le gt ge</c> (1 or 0), <c>and or</c>,
/// or of whole numbers <c>idiv shl shr asr0</c>.</summary>
public sealed record LoadBinary(Shape Shape, string Function, LoadExpr Left, LoadExpr Right) : LoadExpr(Shape);

/// <summary>c ? a : b.</summary>
public sealed record LoadSelect(Shape Shape, LoadExpr Condition, LoadExpr WhenTrue, LoadExpr WhenFalse) : LoadExpr(Shape);

/// <summary>The axes reversed, as <c>transpose(t)</c>.</summary>
public sealed record LoadTranspose(Shape Shape, LoadExpr Operand) : LoadExpr(Shape);

/// <summary>The same elements under another shape (a <c>[C]</c> tensor as <c>[C, 1, 1]</c> for <c>per_channel</c>).</summary>
public sealed record LoadReshape(Shape Shape, LoadExpr Operand) : LoadExpr(Shape);

/// <summary>The sum over the last Axes axes, which go away; in doubles, in C order.</summary>
public sealed record LoadSum(Shape Shape, int Axes, LoadExpr Operand) : LoadExpr(Shape);

/// <summary>Element i is <c>low + (high - low) * hash(seed, i) / 2^24</c>.</summary>
public sealed record LoadUniform(Shape Shape, double Low, double High, long Seed) : LoadExpr(Shape);

/// <summary>Symmetric rounding to a number of bits per tensor: <c>q = round_half_even(w / s)</c>, <c>s = max|w| / (2^(bits-1) - 1)</c>,
/// value <c>q * s</c>.</summary>
public sealed record LoadQuantize(Shape Shape, int Bits, LoadExpr Operand) : LoadExpr(Shape);

/// <summary>
/// For each index of the operand's first axis the step of symmetric rounding to a number of bits: the least m * 2^e, m whole from 128 to 255, with
/// <c>max|w| &lt; (2^(bits-1) - 1 + 0.495) * step</c>; 1 where all is 0. The shape has that axis alone.
/// </summary>
public sealed record LoadRowStep(Shape Shape, int Bits, LoadExpr Operand) : LoadExpr(Shape);

/// <summary>
/// Entry (Row, Column) of the matrix exponential of the N x N matrix of Entries (row by row), taken for every element of the common shape:
/// the propagator over one step of a linear system (Rotter and Diesmann 1999).
/// </summary>
public sealed record LoadExponential(Shape Shape, int N, EquatableArray<LoadExpr> Entries, int Row, int Column) : LoadExpr(Shape);
