using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Ir;

namespace Snnc.Compiler.Passes;

/// <summary>
/// Part of merge: of two branches in a row that never run both, what they do alike at their ends is done once, after them. Where branches become masks of
/// lanes, each would be computed for every neuron.
/// <code>
/// before                                      after
///   if left &lt;= 0.0 {                            if left &lt;= 0.0 {
///     v = v + g                                   v = v + g
///     g = 0.9 * g                               }
///   }                                           if left &lt;= 0.0 or left &gt; 0.0 {
///   if left &gt; 0.0 {                               g = 0.9 * g
///     g = 0.9 * g                               }
///   }
/// </code>
/// Cases: conditions that compare the same two expressions in ways that exclude each other; branches of assignments alone, which change nothing that the
/// conditions read. Neither condition may hold, as of what is no number, so the second is asked for too.
/// </summary>
internal static class DisjointBranches
{
    /// <summary>The body with common ends of such branches behind them.</summary>
    public static EquatableArray<Stmt> Merge(EquatableArray<Stmt> body)
    {
        var result = new List<Stmt>();
        foreach (var statement in body)
        {
            if (result.Count > 0 && Split(result[result.Count - 1], statement) is { } split)
            {
                result.RemoveAt(result.Count - 1);
                result.AddRange(split);
            }
            else
            {
                result.Add(statement);
            }
        }

        return result.ToEquatableArray();
    }

    private static List<Stmt>? Split(Stmt first, Stmt second)
    {
        if (first is not IfStmt { Else.Count: 0 } one || second is not IfStmt { Else.Count: 0 } other || !AreDisjoint(one.Condition, other.Condition))
        {
            return null;
        }

        var (before, after) = (one.Then.ToList(), other.Then.ToList());
        var ends = before.Concat(after).All(IsAssignment) ? TakeCommonEnds(before, after, Reads(one.Condition)) : [];
        if (ends.Count == 0)
        {
            return null;
        }

        var either = new BinaryExpr(ExprType.Bool, BinaryOp.Or, one.Condition, other.Condition);
        IEnumerable<IfStmt> branches =
            [one with { Then = before.ToEquatableArray() }, other with { Then = after.ToEquatableArray() }, new IfStmt(either, ends.ToEquatableArray(), [])];
        return [.. branches.Where(branch => branch.Then.Count > 0)];
    }

    // From the last to the first: what both have, and may be done after all that stays.
    private static List<Stmt> TakeCommonEnds(List<Stmt> before, List<Stmt> after, HashSet<Expr> fixedValues)
    {
        var ends = new List<Stmt>();
        if (before.Concat(after).Any(statement => fixedValues.Contains(Target(statement))))
        {
            return ends;
        }

        var limit = after.Count;
        for (var i = before.Count - 1; i >= 0; i--)
        {
            var k = after.FindLastIndex(limit - 1, limit, other => other == before[i]);
            if (k >= 0 && MayGoLast(before, i) && MayGoLast(after, k))
            {
                ends.Insert(0, before[i]);
                before.RemoveAt(i);
                after.RemoveAt(k);
                limit = k;
            }

            if (limit == 0)
            {
                break;
            }
        }

        return ends;
    }

    private static bool MayGoLast(List<Stmt> statements, int place)
    {
        var (target, reads) = (Target(statements[place]), Reads(ValueOf(statements[place])));
        return statements.Skip(place + 1).All(later =>
            Target(later) != target && !reads.Contains(Target(later)) && !Reads(ValueOf(later)).Contains(target));
    }

    /// <summary>Whether two conditions compare the same things in opposite ways: never both hold, and of numbers one does.</summary>
    public static bool AreDisjoint(Expr one, Expr other) =>
        one is BinaryExpr a && other is BinaryExpr b && a.Left == b.Left && a.Right == b.Right && (a.Op, b.Op) is
            (BinaryOp.LessOrEqual, BinaryOp.Greater) or (BinaryOp.Greater, BinaryOp.LessOrEqual) or
            (BinaryOp.Less, BinaryOp.GreaterOrEqual) or (BinaryOp.GreaterOrEqual, BinaryOp.Less) or
            (BinaryOp.Equal, BinaryOp.NotEqual) or (BinaryOp.NotEqual, BinaryOp.Equal);

    // Locals made in a branch end with it.
    private static bool IsAssignment(Stmt statement) => statement is AssignStateStmt or AssignLocalStmt;

    private static Expr ValueOf(Stmt statement) => statement is AssignStateStmt state ? state.Value : ((AssignLocalStmt)statement).Value;

    // As those that read it see it.
    private static Expr Target(Stmt statement) => statement is AssignStateStmt state
        ? new StateExpr(state.Value.Type, state.Name) : new LocalExpr(ValueOf(statement).Type, ((AssignLocalStmt)statement).Name);

    private static HashSet<Expr> Reads(Expr expression) => [.. Exprs.WithOperands(expression).Where(part => part is StateExpr or LocalExpr)];
}
