using System;
using System.Collections.Generic;
using System.Linq;

namespace Snnc.Compiler.Ir.Interpretation;

/// <summary>Turns the statements of a neuron's body into actions on one element.</summary>
internal sealed class BodyCompiler(BodyScope scope, NeuronOp neuron, double[] result)
{
    private readonly ExprCompiler _expressions = new(scope);

    /// <summary>Statements that run one after the other.</summary>
    public Action<int> Block(IEnumerable<Stmt> statements)
    {
        var actions = statements.Select(Statement).ToArray();
        return i =>
        {
            foreach (var action in actions)
            {
                action(i);
            }
        };
    }

    private Action<int> Statement(Stmt statement) => statement switch
    {
        LocalStmt local => SetLocal(local.Name, local.Value),
        AssignLocalStmt local => SetLocal(local.Name, local.Value),
        AssignStateStmt state => SetState(neuron.States.Single(s => s.Name == state.Name), state.Value),
        IfStmt branch => If(_expressions.Bool(branch.Condition), Block(branch.Then), Block(branch.Else)),
        SpikeStmt spike => Spike(spike),
        EmitStmt emit => Emit(emit.Value),
        _ => throw new ArgumentException($"There is no statement {statement.GetType()}.", nameof(statement)),
    };

    private static Action<int> If(Func<int, bool> condition, Action<int> then, Action<int> otherwise) => i =>
    {
        if (condition(i))
        {
            then(i);
        }
        else
        {
            otherwise(i);
        }
    };

    private static Action<int> Store<T>(T[] slot, Func<int, T> value) => i => slot[0] = value(i);

    private Action<int> SetLocal(string name, Expr value) => value.Type switch
    {
        ExprType.Real => Store(scope.Local<double>(name), _expressions.Real(value)),
        ExprType.Int => Store(scope.Local<long>(name), _expressions.Int(value)),
        _ => Store(scope.Local<bool>(name), _expressions.Bool(value)),
    };

    private Action<int> SetState(State state, Expr value)
    {
        if (state.Element == ElementType.Real)
        {
            var (reals, real) = (scope.RealState(state.Name), _expressions.Real(value));
            return i => reals[i] = real(i);
        }

        var (ints, whole) = (scope.IntState(state.Name), _expressions.Int(value));
        return i => ints[i] = WholeFunctions.Store(whole(i), state.Bits, state.Overflow);
    }

    private Action<int> Emit(Expr value)
    {
        if (value.Type == ExprType.Int)
        {
            var whole = _expressions.Int(value);
            return i => result[i] = whole(i);
        }

        var real = _expressions.Real(value);
        return i => result[i] = real(i);
    }

    private Action<int> Spike(SpikeStmt spike)
    {
        var count = Count(spike);
        var body = Block(spike.Body);
        return i =>
        {
            result[i] = count(i);
            if (result[i] > 0)
            {
                body(i);
            }
        };
    }

    // How often the element fires; the local that names it is set on the way.
    private Func<int, double> Count(SpikeStmt spike)
    {
        switch (spike.Condition.Type)
        {
            case ExprType.Bool:
                var condition = _expressions.Bool(spike.Condition);
                return i => condition(i) ? 1 : 0;
            case ExprType.Int:
                var (whole, wholeSlot) = (_expressions.Int(spike.Condition), scope.Local<long>(spike.CountLocal ?? ""));
                return i => wholeSlot[0] = Math.Max(0, whole(i));
            default:
                var (real, realSlot) = (_expressions.Real(spike.Condition), scope.Local<double>(spike.CountLocal ?? ""));
                return i => realSlot[0] = real(i) is var x and > 0 ? x : 0;
        }
    }
}
