using System.Collections.Generic;
using Snnc.Compiler.Syntax;

namespace Snnc.Compiler.Semantics;

/// <summary>What names mean where an expression stands.</summary>
public interface IExpressionScope
{
    /// <summary>Gets the names that could have been meant, for "did you mean".</summary>
    IEnumerable<string> Names { get; }

    /// <summary>Gets a value indicating whether tensors and their functions (transpose, per_channel, uniform) may stand here.</summary>
    bool AllowsTensors { get; }

    /// <summary>Gets a value indicating whether <c>rand</c> may stand here (a neuron's body).</summary>
    bool AllowsRandom { get; }

    /// <summary>
    /// What a name means, or null where it means nothing (the binder reports it). A scope that reports itself gives a <see cref="BoundError"/>.
    /// </summary>
    BoundExpr? Resolve(NameExprSyntax name);

    /// <summary>What <c>w["key"]</c> means; reports what is wrong with it and gives a <see cref="BoundError"/> then.</summary>
    BoundExpr ResolveTensor(TensorSyntax tensor);
}
