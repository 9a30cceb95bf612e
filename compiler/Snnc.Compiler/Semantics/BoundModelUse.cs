using System.Collections.Generic;

namespace Snnc.Compiler.Semantics;

/// <summary>A model with the arguments that a node gives it.</summary>
/// <param name="Values">By parameter name; what is absent takes the model's default.</param>
/// <param name="Choices">By parameter name, for choice parameters.</param>
public sealed record BoundModelUse(BoundModel Model, IReadOnlyDictionary<string, BoundExpr> Values, IReadOnlyDictionary<string, string> Choices);
