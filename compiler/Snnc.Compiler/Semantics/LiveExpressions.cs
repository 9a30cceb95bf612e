using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Collections;

namespace Snnc.Compiler.Semantics;

/// <summary>Enumerates what is left of a model's clauses when the choices of a use are made: all parts of all expressions.</summary>
internal static class LiveExpressions
{
    public static IEnumerable<BoundExpr> Of(BoundModelUse use) =>
        use.Model.States.SelectMany(state => Of(state.Initial, use)).Concat(use.Model.Clauses.SelectMany(clause => Of(clause, use)));

    private static IEnumerable<BoundExpr> Of(BoundClause clause, BoundModelUse use) => clause switch
    {
        BoundDynamics dynamics => When(dynamics.When, use, dynamics.Equations.SelectMany(equation => Of(equation.Derivative, use))),
        BoundUpdate update => When(update.When, use, Of(update.Body, use)),
        BoundSpike spike => Of(spike.Condition, use).Concat(Of(spike.Body, use)),
        BoundEmit emit => Of(emit.Value, use),
        _ => [],
    };

    private static IEnumerable<BoundExpr> When(BoundExpr? condition, BoundModelUse use, IEnumerable<BoundExpr> body) =>
        condition is null ? body : Holds(condition, use) == false ? [] : Of(condition, use).Concat(body);

    private static IEnumerable<BoundExpr> Of(EquatableArray<BoundStmt> body, BoundModelUse use) => body.SelectMany(statement => statement switch
    {
        BoundVar variable => Of(variable.Value, use),
        BoundAssign assign => Of(assign.Value, use),
        BoundIf branch => Of(branch, use),
        _ => [],
    });

    private static IEnumerable<BoundExpr> Of(BoundIf branch, BoundModelUse use) => Holds(branch.Condition, use) switch
    {
        true => Of(branch.Then, use),
        false => Of(branch.Else, use),
        _ => Of(branch.Condition, use).Concat(Of(branch.Then, use)).Concat(Of(branch.Else, use)),
    };

    private static IEnumerable<BoundExpr> Of(BoundExpr expr, BoundModelUse use)
    {
        var open = new Stack<BoundExpr>();
        open.Push(expr);
        while (open.Count > 0)
        {
            var next = open.Pop();
            yield return next;
            foreach (var part in Parts(next, use))
            {
                open.Push(part);
            }
        }
    }

    private static IReadOnlyList<BoundExpr> Parts(BoundExpr expr, BoundModelUse use) =>
        expr is BoundSelect select && Holds(select.Condition, use) is { } holds
            ? [holds ? select.WhenTrue : select.WhenFalse]
            : BoundTree.Children(expr);

    // What a condition is, if choices alone decide it.
    private static bool? Holds(BoundExpr condition, BoundModelUse use) => condition switch
    {
        BoundChoiceTest test => (ChoiceOf(test.Parameter, use) == test.Choice) != test.Negated,
        BoundUnary { Operator: "!" } not => !Holds(not.Operand, use),
        BoundBinary { Operator: "&&" } both => Holds(both.Left, use) & Holds(both.Right, use),
        BoundBinary { Operator: "||" } either => Holds(either.Left, use) | Holds(either.Right, use),
        _ => null,
    };

    private static string? ChoiceOf(string parameter, BoundModelUse use) =>
        use.Choices.TryGetValue(parameter, out var given) ? given
            : use.Model.Parameters.FirstOrDefault(declared => declared.Name == parameter)?.DefaultChoice;
}
