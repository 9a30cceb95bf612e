using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Semantics;
using Snnc.Compiler.Symbols;
using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.Lowering;

/// <summary>
/// Makes a neuron operator of a model and the arguments of one node. Choices and branches that they decide are gone, parameters are numbers or constants
/// of the graph, dynamics are assignments, and every operation that is left is one rounding.
/// </summary>
public static class NeuronLowering
{
    /// <summary>Lowers a use of a model that has no errors.</summary>
    /// <param name="use">The model and its arguments.</param>
    /// <param name="node">The node's name, for the names of constants.</param>
    /// <param name="population">The shape of the population, to which parameters broadcast.</param>
    /// <param name="edgesPerPort">How many edges come into each port.</param>
    /// <param name="scale">The network's step.</param>
    /// <param name="pool">Takes the constants.</param>
    public static NeuronOp Lower(
        BoundModelUse use, string node, Shape population, IReadOnlyList<int> edgesPerPort, TimeScale scale, ConstantPool pool)
    {
        var constants = new NodeConstants(node, pool);
        var values = new ModelValues(use, scale, population, constants);
        var clauses = new ClauseLowering(use.Model, new ExpressionLowering(values, new Arithmetic(constants)), constants);
        var ports = use.Model.Ports.Select((port, i) => new Port(port.Name, port.IsInt ? ElementType.Int : ElementType.Real, edgesPerPort[i]));
        var states = use.Model.States.Select(state => new State(state.Name, state.Bits, OverflowOf(state), Initial(state, values, constants)));
        return new NeuronOp(use.Model.Name, ports.ToEquatableArray(), states.ToEquatableArray(), IrReads.WithoutIdle(clauses.Lower()));
    }

    private static string Initial(BoundStateDecl state, ModelValues values, NodeConstants constants) =>
        constants.Initial(state.Name, values.ToLoadExpr(state.Initial), state.Bits > 0);

    private static Overflow OverflowOf(BoundStateDecl state) =>
        state.Bits == 0 ? Overflow.None : state.Saturates ? Overflow.Saturate : Overflow.Wrap;
}
