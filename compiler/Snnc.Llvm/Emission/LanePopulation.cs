using System;
using System.Collections.Generic;
using System.Linq;
using LLVMSharp.Interop;
using Snnc.Compiler.Ir;

namespace Snnc.Llvm.Emission;

/// <summary>What the body of a population in lanes needs around it: ports as sums of edges, states and parameters of a vector of neurons.</summary>
internal sealed class LanePopulation(NodeScope scope)
{
    private readonly NeuronOp _neuron = scope.Layout.RestOf(scope.Node.Name)?.Awake ?? (NeuronOp)scope.Node.Op;
    private readonly Code _code = scope.Code;

    /// <summary>The body for the vector of neurons from <paramref name="first"/> on.</summary>
    /// <param name="edge">The values of an edge, by its number.</param>
    public LaneBody BodyAt(LLVMValueRef first, Func<int, LLVMValueRef> edge)
    {
        var body = new LaneBody(_code, _neuron, name => Parameter(name, first), scope.HoldsInBytes);
        var next = 0;
        foreach (var port in _neuron.Ports)
        {
            var edges = Enumerable.Range(next, port.Edges).Select(edge).ToList();
            next += port.Edges;
            body.SetPort(port.Name, edges.Count == 0 ? _code.LanesOf(0) : edges.Aggregate(_code.RealAdd));
        }

        return body;
    }

    /// <summary>The states of a vector of neurons, as they lie in memory.</summary>
    public List<LLVMValueRef> LoadStates(LLVMValueRef first) => [.. _neuron.States.Select(state => Load(state, first))];

    /// <summary>Writes the states of a vector of neurons back.</summary>
    public void StoreStates(IReadOnlyList<LLVMValueRef> states, LLVMValueRef first)
    {
        for (var i = 0; i < states.Count; i++)
        {
            Store(states[i], _neuron.States[i], first);
        }
    }

    /// <summary>A step of a vector of neurons in registers: gives the result, and the states after it.</summary>
    /// <param name="resets">Whether with what spikes change at the end.</param>
    public (LLVMValueRef Result, List<LLVMValueRef> States) Step(
        LLVMValueRef first, IReadOnlyList<LLVMValueRef> states, Func<int, LLVMValueRef> edge, bool resets = true)
    {
        var body = BodyAt(first, edge);
        for (var i = 0; i < states.Count; i++)
        {
            body.SetState(_neuron.States[i].Name, states[i]);
        }

        var result = body.Emit(resets);
        return (result, [.. _neuron.States.Select(state => body.State(state.Name))]);
    }

    /// <summary>Changes, in memory, what spikes change of a vector of neurons.</summary>
    public void Reset(LLVMValueRef first, LLVMValueRef fires)
    {
        var spike = (SpikeStmt)_neuron.Body[_neuron.Body.Count - 1];
        var body = new LaneBody(_code, _neuron, name => Parameter(name, first), scope.HoldsInBytes);
        foreach (var state in _neuron.States.Where(state => IsUsed(state.Name, spike.Body)))
        {
            body.SetState(state.Name, Reload(state, first));
        }

        body.Reset(fires);
        foreach (var state in _neuron.States.Where(state => IsUsed(state.Name, spike.Body)))
        {
            Store(body.State(state.Name), state, first);
        }
    }

    private static bool IsUsed(string state, IEnumerable<Stmt> body) => Statements.StatesSetIn(body).Contains(state)
        || Exprs.InBody(body).Any(expression => expression is StateExpr read && read.Name == state);

    // Read once more, so that no register holds it in the meantime for what happens rarely.
    private LLVMValueRef Reload(State state, LLVMValueRef first)
    {
        var value = Load(state, first);
        value.Volatile = true;
        return value;
    }

    private LLVMValueRef Load(State state, LLVMValueRef first) =>
        scope.HoldsInBytes(state.Name) ? _code.LoadBytes(PointerOf(state), first) : _code.LoadLanes(PointerOf(state), first);

    private void Store(LLVMValueRef value, State state, LLVMValueRef first)
    {
        if (scope.HoldsInBytes(state.Name))
        {
            _code.StoreBytes(value, PointerOf(state), first);
        }
        else
        {
            _code.StoreLanes(value, PointerOf(state), first);
        }
    }

    private LLVMValueRef PointerOf(State state) => scope.Place(new ValueRef(scope.Node.Name, state.Name)).Pointer;

    private LLVMValueRef Parameter(string name, LLVMValueRef first) => scope.Constants.Declaration(name).Shape.Size == 1
        ? _code.Spread(scope.Constant(name, false).Load(_code.Whole(0)))
        : _code.LoadLanes(scope.ConstantAsItLies(name).Pointer, first);
}
