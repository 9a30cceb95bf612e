using System;
using System.Collections.Generic;
using System.Linq;
using LLVMSharp.Interop;
using Snnc.Compiler.Ir;

namespace Snnc.Llvm.Emission;

/// <summary>
/// The body of a population for many neurons at a time, in registers: both sides of a branch are computed, and each lane keeps its own. The operations are
/// those of <see cref="ExpressionEmitter"/>, each rounded once, so the bits are the same.
/// </summary>
/// <param name="constant">A parameter of those neurons.</param>
/// <param name="holdsInBytes">Whether a state is a byte in each lane.</param>
internal sealed class LaneBody(Code code, NeuronOp neuron, Func<string, LLVMValueRef> constant, Func<string, bool> holdsInBytes)
{
    private readonly Dictionary<(Type Kind, string Name), LLVMValueRef> _values = [];
    private LLVMValueRef _result;

    /// <summary>Sets what a port reads.</summary>
    public void SetPort(string name, LLVMValueRef value) => _values[(typeof(PortExpr), name)] = value;

    /// <summary>Sets a state before the step.</summary>
    public void SetState(string name, LLVMValueRef value) => _values[(typeof(StateExpr), name)] = value;

    /// <summary>A state after the step.</summary>
    public LLVMValueRef State(string name) => _values[(typeof(StateExpr), name)];

    /// <summary>Writes a step of the body and gives its result.</summary>
    /// <param name="resets">Whether with what the spike at the end of it changes.</param>
    public LLVMValueRef Emit(bool resets = true)
    {
        _result = code.LanesOf(0);
        Block(resets ? neuron.Body : neuron.Body.Take(neuron.Body.Count - 1).Append(LastSpike with { Body = [] }), null);
        return _result;
    }

    /// <summary>Writes what the spike at the end of the body changes, where there is one.</summary>
    public void Reset(LLVMValueRef fires) => Block(LastSpike.Body, fires);

    private SpikeStmt LastSpike => (SpikeStmt)neuron.Body[neuron.Body.Count - 1];

    private void Block(IEnumerable<Stmt> statements, LLVMValueRef? mask)
    {
        foreach (var statement in statements)
        {
            Statement(statement, mask);
        }
    }

    private void Statement(Stmt statement, LLVMValueRef? mask)
    {
        switch (statement)
        {
            case LocalStmt local:
                _values[(typeof(LocalExpr), local.Name)] = Expression(local.Value);
                break;
            case AssignLocalStmt assign:
                Assign((typeof(LocalExpr), assign.Name), Expression(assign.Value), mask);
                break;
            case AssignStateStmt assign when holdsInBytes(assign.Name):
                Assign((typeof(StateExpr), assign.Name), Bytes(assign.Value), mask);
                break;
            case AssignStateStmt assign:
                Assign((typeof(StateExpr), assign.Name), Expression(assign.Value), mask);
                break;
            case EmitStmt emit:
                _result = Keep(Expression(emit.Value), _result, mask);
                break;
            case IfStmt choice:
                var holds = Expression(choice.Condition);
                Block(choice.Then, Under(mask, holds));
                Block(choice.Else, Under(mask, Not(holds)));
                break;
            case SpikeStmt spike:
                Spike(spike, mask);
                break;
        }
    }

    private void Spike(SpikeStmt spike, LLVMValueRef? mask)
    {
        var value = Expression(spike.Condition);
        if (spike.Condition.Type == ExprType.Bool)
        {
            var fires = Under(mask, value);
            _result = Keep(code.LanesOf(1), _result, fires);
            Block(spike.Body, fires);
            return;
        }

        var isAny = code.Compare(LLVMRealPredicate.LLVMRealOGT, value, code.LanesOf(0));
        var count = code.Select(isAny, value, code.LanesOf(0));
        if (spike.CountLocal is { } name)
        {
            _values[(typeof(LocalExpr), name)] = count;
        }

        _result = Keep(count, _result, mask);
        Block(spike.Body, Under(mask, isAny));
    }

    private void Assign((Type Kind, string Name) target, LLVMValueRef value, LLVMValueRef? mask) => _values[target] = Keep(value, _values[target], mask);

    private LLVMValueRef Keep(LLVMValueRef value, LLVMValueRef before, LLVMValueRef? mask) => mask is { } where ? code.Select(where, value, before) : value;

    private LLVMValueRef Under(LLVMValueRef? mask, LLVMValueRef condition) => mask is { } where ? code.And(where, condition) : condition;

    private LLVMValueRef Not(LLVMValueRef condition) => code.ExclusiveOr(condition, code.LaneTruth(true));

    private LLVMValueRef Expression(Expr expression) => expression switch
    {
        RealExpr real => code.GivenLanes(real.Value),
        BoolExpr truth => code.LaneTruth(truth.Value),
        UnaryExpr { Op: UnaryOp.Not } not => Not(Expression(not.Operand)),
        UnaryExpr negate => code.RealNegate(Expression(negate.Operand)),
        BinaryExpr { Left: StateExpr state, Right: RealExpr number } binary when holdsInBytes(state.Name) =>
            code.Compare(PredicateOf(binary.Op), _values[(typeof(StateExpr), state.Name)], code.BytesOf(number.Value)),
        BinaryExpr { Left.Type: ExprType.Real } binary => ExpressionEmitter.OfReals(code, binary.Op, Expression(binary.Left), Expression(binary.Right)),
        BinaryExpr binary => ExpressionEmitter.OfTruths(code, binary.Op, Expression(binary.Left), Expression(binary.Right)),
        FmaExpr fma => code.LanesFma(Expression(fma.X), Expression(fma.Y), Expression(fma.Z)),
        SelectExpr select => code.Select(Expression(select.Condition), Expression(select.WhenTrue), Expression(select.WhenFalse)),
        CallExpr call => code.LaneFunction(Functions.Intrinsic(call.Function), Expression(call.Operand)),
        ConstantExpr parameter => constant(parameter.Name),
        StateExpr state => _values[(typeof(StateExpr), state.Name)],
        PortExpr port => _values[(typeof(PortExpr), port.Name)],
        LocalExpr local => _values[(typeof(LocalExpr), local.Name)],
        _ => throw new InvalidOperationException($"{expression.GetType().Name} has no vector form."),
    };

    // What a state in bytes is set to: a number, or itself counted down.
    private LLVMValueRef Bytes(Expr value) => value switch
    {
        RealExpr number => code.BytesOf(number.Value),
        BinaryExpr { Op: BinaryOp.Max, Left: BinaryExpr { Left: StateExpr state, Right: RealExpr by } } =>
            code.SubtractToZero(_values[(typeof(StateExpr), state.Name)], code.BytesOf(by.Value)),
        _ => throw new InvalidOperationException($"{value.GetType().Name} makes no byte."),
    };

    private static LLVMIntPredicate PredicateOf(BinaryOp op) => op switch
    {
        BinaryOp.Equal => LLVMIntPredicate.LLVMIntEQ,
        BinaryOp.NotEqual => LLVMIntPredicate.LLVMIntNE,
        BinaryOp.Less => LLVMIntPredicate.LLVMIntULT,
        BinaryOp.LessOrEqual => LLVMIntPredicate.LLVMIntULE,
        BinaryOp.Greater => LLVMIntPredicate.LLVMIntUGT,
        _ => LLVMIntPredicate.LLVMIntUGE,
    };
}
