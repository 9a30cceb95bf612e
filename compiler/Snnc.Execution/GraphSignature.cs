using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;
using Snnc.Runtime;

namespace Snnc.Execution;

/// <summary>Inputs, outputs and nodes of a graph as a host of networks sees them.</summary>
internal sealed class GraphSignature
{
    private readonly GraphValues _values;

    public GraphSignature(Graph graph)
    {
        _values = new GraphValues(graph);
        Inputs = [.. graph.Nodes.Where(node => node.Op is InputOp).Select(node => Info(node.Name, new ValueRef(node.Name)))];
        Outputs = [.. graph.Outputs.Select(output => Info(output.Name, output.Value))];
        Nodes = [.. graph.Nodes.Select(node => new NodeInfo(node.Name, Info(node.Name, new ValueRef(node.Name)), StatesOf(node)))];
    }

    public IReadOnlyList<ValueInfo> Inputs { get; }

    public IReadOnlyList<ValueInfo> Outputs { get; }

    public IReadOnlyList<NodeInfo> Nodes { get; }

    private IReadOnlyList<ValueInfo> StatesOf(Node node) => node.Op is NeuronOp neuron
        ? [.. neuron.States.Select(state => Info(state.Name, new ValueRef(node.Name, state.Name)))]
        : [];

    private ValueInfo Info(string name, ValueRef value)
    {
        var type = _values.TypeOf(value);
        return new ValueInfo(name, (Runtime.ValueKind)type.Kind, [.. type.Shape], type.Element == ElementType.Int, _values.WindowOf(value));
    }
}
