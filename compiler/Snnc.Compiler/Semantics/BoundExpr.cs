using Snnc.Compiler.Collections;
using Snnc.Compiler.Symbols;
using Snnc.Compiler.Tensors;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Semantics;

/// <summary>The type of an expression.</summary>
public enum BoundType
{
    /// <summary>A real number (or array of such).</summary>
    Real,

    /// <summary>A whole number.</summary>
    Int,

    /// <summary>True or false.</summary>
    Bool,

    /// <summary>Nothing sensible: an error was reported inside, so its users stay silent.</summary>
    Error,
}

/// <summary>
/// An expression whose names are resolved and whose types and dimensions are checked: of a neuron's body, or of a network (sizes, parameters,
/// tensors). Times are not yet in steps: that needs the network's step.
/// </summary>
/// <param name="Type">Its type.</param>
/// <param name="Dimension">Its dimension, SI.</param>
/// <param name="Shape">Its shape: scalar except for tensors of a network.</param>
/// <param name="At">Where it stands.</param>
public abstract record BoundExpr(BoundType Type, Dimension Dimension, Shape Shape, Location At);

/// <summary>A number with its unit: Value is the SI value as a decimal where it fits (Exact) and as a double; InSteps: the unit is <c>step</c>.</summary>
public sealed record BoundNumber(BoundType Type, Dimension Dimension, decimal? Exact, double Value, bool InSteps, Location At)
    : BoundExpr(Type, Dimension, Shape.Scalar, At)
{
    /// <summary>Gets a value indicating whether it was written without point, exponent and unit: a real number that becomes whole beside whole ones.</summary>
    public bool IsFlexible { get; init; }
}

/// <summary>true or false, known when compiling.</summary>
public sealed record BoundBool(bool Value, Location At) : BoundExpr(BoundType.Bool, Dimension.None, Shape.Scalar, At);

/// <summary>Reported already.</summary>
public sealed record BoundError(Location At) : BoundExpr(BoundType.Error, Dimension.None, Shape.Scalar, At);

/// <summary><c>none</c>.</summary>
public sealed record BoundNone(Location At) : BoundExpr(BoundType.Error, Dimension.None, Shape.Scalar, At);

/// <summary>A parameter of the neuron model.</summary>
public sealed record BoundParameter(BoundType Type, Dimension Dimension, string Name, Location At) : BoundExpr(Type, Dimension, Shape.Scalar, At);

/// <summary>A state of the neuron model.</summary>
public sealed record BoundState(BoundType Type, Dimension Dimension, string Name, Location At) : BoundExpr(Type, Dimension, Shape.Scalar, At);

/// <summary>A port of the neuron model: the sum of what arrives in this step.</summary>
public sealed record BoundPort(BoundType Type, Dimension Dimension, string Name, Location At) : BoundExpr(Type, Dimension, Shape.Scalar, At);

/// <summary>A <c>var</c> of the body, or the count of a <c>spike n = ...</c>.</summary>
public sealed record BoundLocal(BoundType Type, Dimension Dimension, string Name, Location At) : BoundExpr(Type, Dimension, Shape.Scalar, At);

/// <summary><c>reset == subtract</c> (or != with Negated): known when the model is used.</summary>
public sealed record BoundChoiceTest(string Parameter, string Choice, bool Negated, Location At)
    : BoundExpr(BoundType.Bool, Dimension.None, Shape.Scalar, At);

/// <summary>Operator is one of <c>- !</c>.</summary>
public sealed record BoundUnary(BoundType Type, Dimension Dimension, Shape Shape, string Operator, BoundExpr Operand, Location At)
    : BoundExpr(Type, Dimension, Shape, At);

/// <summary>
/// Operator as written: <c>+ - * / % == != &lt; &lt;= &gt; &gt;= &amp;&amp; || &lt;&lt; &gt;&gt;</c>. Operands are of one type (an int meets a real
/// through a <c>real</c> call).
/// </summary>
public sealed record BoundBinary(BoundType Type, Dimension Dimension, Shape Shape, string Operator, BoundExpr Left, BoundExpr Right, Location At)
    : BoundExpr(Type, Dimension, Shape, At);

/// <summary>c ? a : b.</summary>
public sealed record BoundSelect(BoundType Type, Dimension Dimension, Shape Shape, BoundExpr Condition, BoundExpr WhenTrue, BoundExpr WhenFalse, Location At)
    : BoundExpr(Type, Dimension, Shape, At);

/// <summary>
/// A function of numbers: <c>exp expm1 log log1p sqrt abs sign min max floor ceil round tanh sigmoid int asr0 clip</c>, or the implicit <c>real</c>.
/// </summary>
public sealed record BoundCall(BoundType Type, Dimension Dimension, Shape Shape, string Function, EquatableArray<BoundExpr> Arguments, Location At)
    : BoundExpr(Type, Dimension, Shape, At);

/// <summary><c>rand(seed)</c>, in a neuron's body.</summary>
public sealed record BoundRand(long Seed, Location At) : BoundExpr(BoundType.Real, Dimension.None, Shape.Scalar, At);

/// <summary>A tensor of a container. Its shape is the stored one where the container could be opened.</summary>
/// <param name="Container">The name of the container in the graph.</param>
/// <param name="IsKnown">False where the container comes at load time: Shape means nothing then, and fits what is asked of it.</param>
public sealed record BoundTensor(Shape Shape, string Container, string Key, DType DType, bool IsKnown, Location At)
    : BoundExpr(BoundType.Real, Dimension.None, Shape, At);

/// <summary><c>transpose(t)</c>: the axes reversed.</summary>
public sealed record BoundTranspose(BoundType Type, Dimension Dimension, Shape Shape, BoundExpr Operand, Location At) : BoundExpr(Type, Dimension, Shape, At);

/// <summary><c>per_channel(t)</c>: [C] that broadcasts over [C, H, W]; its shape is [C, 1, 1].</summary>
public sealed record BoundPerChannel(BoundType Type, Dimension Dimension, Shape Shape, BoundExpr Operand, Location At) : BoundExpr(Type, Dimension, Shape, At);

/// <summary><c>uniform(low, high, seed)</c>: takes the shape of what it is used for, so its own shape is a scalar.</summary>
public sealed record BoundUniform(Dimension Dimension, BoundExpr Low, BoundExpr High, long Seed, Location At)
    : BoundExpr(BoundType.Real, Dimension, Shape.Scalar, At);
