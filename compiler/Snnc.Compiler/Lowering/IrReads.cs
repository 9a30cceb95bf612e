using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Ir;

namespace Snnc.Compiler.Lowering;

/// <summary>What expressions and statements of a neuron's body read.</summary>
internal static class IrReads
{
    /// <summary>The states that an expression reads.</summary>
    public static IEnumerable<string> States(Expr expr) => All(expr).OfType<StateExpr>().Select(state => state.Name);

    /// <summary>The body without locals that nothing reads, and without states that are given their own value, as folding can leave them.</summary>
    public static EquatableArray<Stmt> WithoutIdle(IEnumerable<Stmt> body)
    {
        var statements = body.ToEquatableArray();
        while (true)
        {
            var read = new HashSet<string>(statements.SelectMany(Locals));
            var kept = statements.SelectMany(statement => Prune(statement, read)).ToEquatableArray();
            if (kept == statements)
            {
                return kept;
            }

            statements = kept;
        }
    }

    private static IEnumerable<Expr> All(Expr expr)
    {
        var open = new Stack<Expr>();
        open.Push(expr);
        while (open.Count > 0)
        {
            var next = open.Pop();
            yield return next;
            foreach (var child in Children(next))
            {
                open.Push(child);
            }
        }
    }

    private static Expr[] Children(Expr expr) => expr switch
    {
        UnaryExpr unary => [unary.Operand],
        BinaryExpr binary => [binary.Left, binary.Right],
        FmaExpr fma => [fma.X, fma.Y, fma.Z],
        SelectExpr select => [select.Condition, select.WhenTrue, select.WhenFalse],
        CallExpr call => [call.Operand],
        _ => [],
    };

    private static IEnumerable<string> Locals(Expr expr) => All(expr).OfType<LocalExpr>().Select(local => local.Name);

    private static IEnumerable<string> Locals(Stmt statement) => statement switch
    {
        LocalStmt local => Locals(local.Value),
        AssignLocalStmt assign => Locals(assign.Value),
        AssignStateStmt assign => Locals(assign.Value),
        IfStmt branch => Locals(branch.Condition).Concat(branch.Then.SelectMany(Locals)).Concat(branch.Else.SelectMany(Locals)),
        SpikeStmt spike => Locals(spike.Condition).Concat(spike.Body.SelectMany(Locals)),
        EmitStmt emit => Locals(emit.Value),
        _ => [],
    };

    private static IEnumerable<Stmt> Prune(Stmt statement, HashSet<string> read) => statement switch
    {
        LocalStmt local when !read.Contains(local.Name) => [],
        AssignLocalStmt assign when !read.Contains(assign.Name) => [],
        AssignStateStmt { Value: StateExpr value } assign when value.Name == assign.Name => [],
        IfStmt { Then.Count: 0, Else.Count: 0 } => [],
        IfStmt branch => [branch with { Then = Prune(branch.Then, read), Else = Prune(branch.Else, read) }],
        SpikeStmt spike =>
            [spike with { CountLocal = spike.CountLocal is { } n && read.Contains(n) ? n : null, Body = Prune(spike.Body, read) }],
        _ => [statement],
    };

    private static EquatableArray<Stmt> Prune(EquatableArray<Stmt> body, HashSet<string> read) =>
        body.SelectMany(statement => Prune(statement, read)).ToEquatableArray();
}
