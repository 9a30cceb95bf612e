using System;
using System.Collections.Generic;
using System.Linq;
using LLVMSharp.Interop;
using Snnc.Compiler.Ir;

namespace Snnc.Llvm.Emission;

/// <summary>What the body of a population in lanes needs around it: ports as sums of edges, states and parameters of a vector of neurons.</summary>
internal sealed class LanePopulation(NodeScope scope)
{
    private readonly NeuronOp _neuron = (NeuronOp)scope.Node.Op;
    private readonly Code _code = scope.Code;

    /// <summary>The body for the vector of neurons from <paramref name="first"/> on.</summary>
    /// <param name="edge">The values of an edge, by its number.</param>
    public LaneBody BodyAt(LLVMValueRef first, Func<int, LLVMValueRef> edge)
    {
        var body = new LaneBody(_code, _neuron, name => Parameter(name, first));
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
    public List<LLVMValueRef> LoadStates(LLVMValueRef first) => [.. _neuron.States.Select(state => _code.LoadLanes(PointerOf(state), first))];

    /// <summary>Writes the states of a vector of neurons back.</summary>
    public void StoreStates(IReadOnlyList<LLVMValueRef> states, LLVMValueRef first)
    {
        for (var i = 0; i < states.Count; i++)
        {
            _code.StoreLanes(states[i], PointerOf(_neuron.States[i]), first);
        }
    }

    /// <summary>A step of a vector of neurons in registers: gives the result, and the states after it.</summary>
    public (LLVMValueRef Result, List<LLVMValueRef> States) Step(LLVMValueRef first, IReadOnlyList<LLVMValueRef> states, Func<int, LLVMValueRef> edge)
    {
        var body = BodyAt(first, edge);
        for (var i = 0; i < states.Count; i++)
        {
            body.SetState(_neuron.States[i].Name, states[i]);
        }

        var result = body.Emit();
        return (result, [.. _neuron.States.Select(state => body.State(state.Name))]);
    }

    private LLVMValueRef PointerOf(State state) => scope.Place(new ValueRef(scope.Node.Name, state.Name)).Pointer;

    private LLVMValueRef Parameter(string name, LLVMValueRef first) => scope.Constants.Declaration(name).Shape.Size == 1
        ? _code.Spread(scope.Constant(name, false).Load(_code.Whole(0)))
        : _code.LoadLanes(scope.ConstantAsItLies(name).Pointer, first);
}
