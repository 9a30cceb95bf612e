using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Semantics;
using Snnc.Compiler.Semantics.Networks;
using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.Lowering;

/// <summary>
/// Turns a bound network into the graph IR: models become bodies of updates, tensors become constants, and a delay common to all synapses becomes a
/// node of its own before the connection (<c>rec</c> becomes <c>rec.delay</c> and <c>rec</c>).
/// </summary>
public sealed class NetworkLowering
{
    private readonly BoundNetwork _network;
    private readonly ConstantPool _pool = new();
    private readonly List<Node> _nodes = [];
    private readonly OperatorLowering _operators;

    private NetworkLowering(BoundNetwork network)
    {
        _network = network;
        _operators = new OperatorLowering(network.Scale, _pool, network.Nodes.ToDictionary(node => node.Name));
    }

    /// <summary>Lowers a network that has no errors.</summary>
    public static Graph Lower(BoundNetwork network)
    {
        var lowering = new NetworkLowering(network);
        foreach (var node in network.Nodes.Where(node => !node.IsBlockInput))
        {
            lowering.Lower(node);
        }

        return new Graph
        {
            Name = network.Name,
            Documentation = network.Documentation,
            Time = new TimeBase(network.Scale.Seconds, network.Steps, network.IsTimed),
            Containers = network.Containers.Select(c => new Container(c.Name, c.Path, c.SourcePath)).ToEquatableArray(),
            Constants = lowering._pool.Constants.ToEquatableArray(),
            Nodes = lowering._nodes.OrderBy(node => node.Op is InputOp ? 0 : 1).ToEquatableArray(),
            Outputs = network.Outputs.Select(o => new Output(o.Name, new ValueRef(o.From, o.State), o.Documentation)).ToEquatableArray(),
        };
    }

    /// <summary>The IR's type of a bound type.</summary>
    internal static ValueType TypeOf(NetType type) => new(
        type.Kind switch { TimeKind.Frame => ValueKind.Frame, TimeKind.Signal => ValueKind.Signal, _ => ValueKind.Spikes },
        type.Shape,
        type.IsInt ? ElementType.Int : ElementType.Real);

    private void Lower(BoundNode node)
    {
        var inputs = node.Inputs.Select(edge => new ValueRef(edge.From, edge.State)).ToEquatableArray();
        switch (node.Operation)
        {
            case BoundInput:
                Add(node, new InputOp(), inputs);
                break;
            case BoundPopulation population:
                AddPopulation(node, population.Use);
                break;
            case BoundOperator { Symbol.Family: Symbols.OperatorFamily.Connection } when node.Delay > 0:
                Add(node, _operators.Lower(node), [Delayed(node, inputs[0])]);
                break;
            default:
                Add(node, _operators.Lower(node), inputs);
                break;
        }
    }

    private void Add(BoundNode node, Op op, EquatableArray<ValueRef> inputs) => _nodes.Add(new Node(node.Name, op, inputs, TypeOf(node.Type))
    {
        Documentation = node.Documentation, Location = node.At, Activity = node.Activity,
    });

    private ValueRef Delayed(BoundNode node, ValueRef input)
    {
        var type = TypeOf(_operators.TypeOf(node.Inputs[0]));
        var name = $"{node.Name}.delay";
        _nodes.Add(new Node(name, new DelayOp(node.Delay, null, node.Delay, node.Delay), [input], type) { Location = node.At });
        return new ValueRef(name);
    }

    private void AddPopulation(BoundNode node, BoundModelUse use)
    {
        var ports = use.Model.Ports.Select(port => port.Name).ToList();
        var byPort = ports.Select((port, index) =>
            node.Inputs.Where(edge => edge.Port == port || (edge.Port is null && index == 0)).ToList()).ToList();
        var op = NeuronLowering.Lower(use, node.Name, node.Type.Shape, byPort.Select(edges => edges.Count).ToList(), _network.Scale, _pool);
        Add(node, op, byPort.SelectMany(edges => edges).Select(edge => new ValueRef(edge.From, edge.State)).ToEquatableArray());
    }
}
