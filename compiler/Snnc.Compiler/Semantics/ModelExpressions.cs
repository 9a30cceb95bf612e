using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Collections;

namespace Snnc.Compiler.Semantics;

/// <summary>Enumerates what a use of a model computes.</summary>
internal static class ModelExpressions
{
    /// <summary>The values (or defaults) of parameters, the initial values, and the expressions of all clauses.</summary>
    public static IEnumerable<BoundExpr> Of(BoundModelUse use) =>
        use.Model.Parameters.Select(p => use.Values.TryGetValue(p.Name, out var value) ? value : p.Default).OfType<BoundExpr>()
            .Concat(OfBody(use.Model));

    /// <summary>The defaults of parameters, the initial values, and the expressions of all clauses.</summary>
    public static IEnumerable<BoundExpr> Of(BoundModel model) =>
        model.Parameters.Select(parameter => parameter.Default).OfType<BoundExpr>().Concat(OfBody(model));

    private static IEnumerable<BoundExpr> OfBody(BoundModel model) =>
        model.States.Select(state => state.Initial).Concat(model.Clauses.SelectMany(Of));

    private static IEnumerable<BoundExpr> Of(BoundClause clause) => clause switch
    {
        BoundDynamics dynamics => Optional(dynamics.When).Concat(dynamics.Equations.Select(equation => equation.Derivative)),
        BoundUpdate update => Optional(update.When).Concat(Of(update.Body)),
        BoundSpike spike => Of(spike.Body).Prepend(spike.Condition),
        BoundEmit emit => [emit.Value],
        _ => [],
    };

    private static IEnumerable<BoundExpr> Of(EquatableArray<BoundStmt> body) => body.SelectMany(Of);

    private static IEnumerable<BoundExpr> Of(BoundStmt statement) => statement switch
    {
        BoundVar variable => [variable.Value],
        BoundAssign assign => [assign.Value],
        BoundIf branch => Of(branch.Then).Concat(Of(branch.Else)).Prepend(branch.Condition),
        _ => [],
    };

    private static IEnumerable<BoundExpr> Optional(BoundExpr? expr) => expr is null ? [] : [expr];
}
