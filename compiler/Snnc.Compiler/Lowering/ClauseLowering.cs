using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Semantics;

namespace Snnc.Compiler.Lowering;

/// <summary>
/// Lowers a neuron's clauses and statements, in the order written. A var of a known value that is never assigned again stands for that value.
/// </summary>
internal sealed class ClauseLowering
{
    private readonly BoundModel _model;
    private readonly ExpressionLowering _expressions;
    private readonly BodyNames _names;
    private readonly DynamicsLowering _dynamics;

    public ClauseLowering(BoundModel model, ExpressionLowering expressions, NodeConstants constants)
    {
        _model = model;
        _expressions = expressions;
        _names = new BodyNames(model.States.Select(state => state.Name).Concat(model.Ports.Select(port => port.Name)));
        _dynamics = new DynamicsLowering(expressions, constants, _names);
    }

    public IEnumerable<Stmt> Lower() => _model.Clauses.SelectMany(Lower).ToList();

    private IReadOnlyList<Stmt> Lower(BoundClause clause) => clause switch
    {
        BoundDynamics dynamics => When(dynamics.When, () => _dynamics.Lower(dynamics)),
        BoundUpdate update => When(update.When, () => Lower(update.Body)),
        BoundSpike spike => [Lower(spike)],
        BoundEmit emit => [new EmitStmt(_expressions.ToExpr(emit.Value))],
        _ => [],
    };

    private IReadOnlyList<Stmt> When(BoundExpr? condition, System.Func<IReadOnlyList<Stmt>> body)
    {
        if (condition is null)
        {
            return body();
        }

        var holds = _expressions.Lower(condition);
        return holds.Number is { } known
            ? known != 0 ? body() : []
            : [new IfStmt(_expressions.Arithmetic.ToExpr(holds), body().ToEquatableArray(), [])];
    }

    private SpikeStmt Lower(BoundSpike spike)
    {
        var condition = _expressions.ToExpr(spike.Condition);
        if (spike.CountLocal is not { } count)
        {
            return new SpikeStmt(condition, null, Lower(spike.Body).ToEquatableArray());
        }

        var local = _names.Unique(count);
        _expressions.Locals[count] = Operand.Of(new LocalExpr(condition.Type, local));
        return new SpikeStmt(condition, local, Lower(spike.Body).ToEquatableArray());
    }

    private List<Stmt> Lower(EquatableArray<BoundStmt> body)
    {
        var statements = new List<Stmt>();
        foreach (var statement in body)
        {
            switch (statement)
            {
                case BoundVar variable:
                    Lower(variable, body, statements);
                    break;
                case BoundAssign { IsState: true } assign:
                    statements.Add(new AssignStateStmt(assign.Name, _expressions.ToExpr(assign.Value)));
                    break;
                case BoundAssign assign:
                    statements.Add(new AssignLocalStmt(NameOf(assign.Name), _expressions.ToExpr(assign.Value)));
                    break;
                case BoundIf branch:
                    Lower(branch, statements);
                    break;
            }
        }

        return statements;
    }

    private void Lower(BoundVar variable, EquatableArray<BoundStmt> body, List<Stmt> statements)
    {
        var value = _expressions.Lower(variable.Value);
        if (!value.IsKnown || IsAssigned(variable.Name, body))
        {
            var local = _names.Unique(variable.Name);
            statements.Add(new LocalStmt(local, _expressions.Arithmetic.ToExpr(value)));
            value = Operand.Of(new LocalExpr(value.Type, local));
        }

        _expressions.Locals[variable.Name] = value;
    }

    private void Lower(BoundIf branch, List<Stmt> statements)
    {
        var condition = _expressions.Lower(branch.Condition);
        if (condition.Number is { } known)
        {
            statements.AddRange(Lower(known != 0 ? branch.Then : branch.Else));
            return;
        }

        var then = Lower(branch.Then).ToEquatableArray();
        statements.Add(new IfStmt(_expressions.Arithmetic.ToExpr(condition), then, Lower(branch.Else).ToEquatableArray()));
    }

    private string NameOf(string local) => ((LocalExpr)_expressions.Arithmetic.ToExpr(_expressions.Locals[local])).Name;

    private static bool IsAssigned(string name, EquatableArray<BoundStmt> body) => body.Any(statement => statement switch
    {
        BoundAssign { IsState: false } assign => assign.Name == name,
        BoundIf branch => IsAssigned(name, branch.Then) || IsAssigned(name, branch.Else),
        _ => false,
    });
}
