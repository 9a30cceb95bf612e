using System;
using System.Collections.Generic;
using System.Linq;
using LLVMSharp.Interop;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Ir.Interpretation;
using Snnc.Compiler.Plan;

namespace Snnc.Llvm.Emission;

/// <summary>
/// A population: one loop over its neurons with ports, states and the result in locals, the body straight from the IR, and the states written back
/// at its end.
/// </summary>
internal sealed class NeuronEmitter
{
    private readonly NodeScope _scope;
    private readonly Code _code;
    private readonly NeuronOp _neuron;
    private readonly Dictionary<(Type Kind, string Name), (LLVMValueRef Slot, LLVMTypeRef Type)> _slots = [];
    private readonly ExpressionEmitter _expressions;
    private readonly LLVMValueRef _result;
    private LLVMValueRef _index;

    public NeuronEmitter(NodeScope scope)
    {
        (_scope, _code, _neuron) = (scope, scope.Code, (NeuronOp)scope.Node.Op);
        _expressions = new ExpressionEmitter(_code, Read, Random);
        _result = _code.Slot(_code.Module.Element(scope.IsInt));
    }

    /// <summary>The initial values of a state: one, or one for each neuron.</summary>
    public static double[] Initial(NodeScope scope, State state)
    {
        var values = scope.Constants.Values(state.Initial);
        values = values.Length == 1 ? values : scope.Constants.Values(state.Initial, scope.Shape);
        if (values.Length > 1 && scope.LiesChannelsLast)
        {
            values = Array.ConvertAll(TilePacking.OrderOf(scope.Shape, ElementOrder.ChannelsLast)!, place => values[place]);
        }

        return state.Element == ElementType.Real
            ? values : Array.ConvertAll(values, x => (double)WholeFunctions.Store((long)x, state.Bits, state.Overflow));
    }

    public void Emit() => _code.For(_scope.Size, i =>
    {
        _index = i;
        var states = _neuron.States.Select(state => (State: state, Values: _scope.Read(new ValueRef(_scope.Node.Name, state.Name)))).ToList();
        SetPorts();
        foreach (var (state, values) in states)
        {
            Set(typeof(StateExpr), state.Name, values.Load(i), _code.Module.Element(values.IsInt));
        }

        _code.Store(_code.Zero(_scope.IsInt), _result);
        Block(_neuron.Body);
        foreach (var (state, values) in states)
        {
            values.Store(Get(typeof(StateExpr), state.Name), i);
        }

        _scope.Output.Store(_code.Load(_code.Module.Element(_scope.IsInt), _result), i);
    });

    private void SetPorts()
    {
        var next = 0;
        foreach (var port in _neuron.Ports)
        {
            var isInt = port.Element == ElementType.Int;
            var edges = Enumerable.Range(next, port.Edges).Select(k => _scope.Input(k).Load(_index, isInt)).ToList();
            next += port.Edges;
            var sum = edges.Count == 0 ? _code.Zero(isInt) : edges.Aggregate((x, y) => _code.Sum(isInt, x, y));
            Set(typeof(PortExpr), port.Name, sum, _code.Module.Element(isInt));
        }
    }

    private void Set(Type kind, string name, LLVMValueRef value, LLVMTypeRef type)
    {
        if (!_slots.TryGetValue((kind, name), out var slot))
        {
            _slots[(kind, name)] = slot = (_code.Slot(type), type);
        }

        _code.Store(value, slot.Slot);
    }

    private LLVMValueRef Get(Type kind, string name)
    {
        var (slot, type) = _slots[(kind, name)];
        return _code.Load(type, slot);
    }

    private LLVMTypeRef TypeOf(ExprType type) => type switch
    {
        ExprType.Real => _code.Module.F32,
        ExprType.Int => _code.Module.I64,
        _ => _code.Module.I1,
    };

    private LLVMValueRef Read(Expr expression) => expression switch
    {
        ConstantExpr constant => Constant(constant),
        StateExpr state => Get(typeof(StateExpr), state.Name),
        PortExpr port => Get(typeof(PortExpr), port.Name),
        LocalExpr local => Get(typeof(LocalExpr), local.Name),
        _ => throw new InvalidOperationException($"{expression.GetType().Name} has no native code."),
    };

    private LLVMValueRef Constant(ConstantExpr constant)
    {
        var isInt = constant.Type == ExprType.Int;
        return _scope.Constants.Declaration(constant.Name).Shape.Size == 1
            ? _scope.Constant(constant.Name, isInt).Load(_code.Whole(0))
            : _scope.Constant(constant.Name, isInt, _scope.Shape).Load(_index);
    }

    private LLVMValueRef Random(long seed)
    {
        var hash = Functions.Hash(_code, seed, _code.Add(_scope.FirstCounter(), _index));
        return _code.RealMultiply(_code.ToReal(hash), _code.Real(1f / (1 << 24)));
    }

    private void Block(IEnumerable<Stmt> statements)
    {
        foreach (var statement in statements)
        {
            Statement(statement);
        }
    }

    private void Statement(Stmt statement)
    {
        switch (statement)
        {
            case LocalStmt local:
                Set(typeof(LocalExpr), local.Name, _expressions.Emit(local.Value), TypeOf(local.Value.Type));
                break;
            case AssignLocalStmt local:
                Set(typeof(LocalExpr), local.Name, _expressions.Emit(local.Value), TypeOf(local.Value.Type));
                break;
            case AssignStateStmt assign:
                var state = _neuron.States.First(s => s.Name == assign.Name);
                Set(typeof(StateExpr), state.Name, Fit(state, _expressions.Emit(assign.Value)), _code.Module.Element(state.Bits != 0));
                break;
            case IfStmt choice:
                _code.If(_expressions.Emit(choice.Condition), () => Block(choice.Then), () => Block(choice.Else));
                break;
            case SpikeStmt spike:
                Spike(spike);
                break;
            case EmitStmt emit:
                _code.Store(_code.Convert(_expressions.Emit(emit.Value), emit.Value.Type == ExprType.Int, _scope.IsInt), _result);
                break;
        }
    }

    // What a state holds of a value.
    private LLVMValueRef Fit(State state, LLVMValueRef x)
    {
        if (state.Bits is 0 or 64)
        {
            return x;
        }

        if (state.Overflow == Overflow.Wrap)
        {
            var unused = _code.Whole(64 - state.Bits);
            return _code.ShiftRight(_code.ShiftLeft(x, unused), unused);
        }

        var greatest = long.MaxValue >> (64 - state.Bits);
        x = _code.Select(_code.IsLess(x, _code.Whole(greatest)), x, _code.Whole(greatest));
        return _code.Select(_code.IsLess(x, _code.Whole(-greatest - 1)), _code.Whole(-greatest - 1), x);
    }

    private void Spike(SpikeStmt spike)
    {
        var value = _expressions.Emit(spike.Condition);
        if (spike.Condition.Type == ExprType.Bool)
        {
            _code.Store(_code.Select(value, _scope.IsInt ? _code.Whole(1) : _code.Real(1), _code.Zero(_scope.IsInt)), _result);
            _code.If(value, () => Block(spike.Body));
            return;
        }

        var isInt = spike.Condition.Type == ExprType.Int;
        var isAny = _code.IsGreater(isInt, value, _code.Zero(isInt));
        var count = _code.Select(isAny, value, _code.Zero(isInt));
        if (spike.CountLocal is { } name)
        {
            Set(typeof(LocalExpr), name, count, TypeOf(spike.Condition.Type));
        }

        _code.Store(_code.Convert(count, isInt, _scope.IsInt), _result);
        _code.If(isAny, () => Block(spike.Body));
    }
}
