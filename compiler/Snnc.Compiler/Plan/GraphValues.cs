using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;

namespace Snnc.Compiler.Plan;

/// <summary>What the values of a graph are, by the references to them.</summary>
public sealed class GraphValues
{
    private readonly Dictionary<string, Node> _nodes;
    private readonly TimeBase _time;
    private readonly Dictionary<string, int?> _windows = [];

    /// <summary>Looks up the nodes of a graph.</summary>
    public GraphValues(Graph graph)
    {
        _time = graph.Time;
        _nodes = graph.Nodes.ToDictionary(node => node.Name);
        foreach (var node in graph.Nodes)
        {
            _windows[node.Name] = FindWindow(node);
        }
    }

    /// <summary>A node by its name.</summary>
    public Node NodeOf(string name) => _nodes[name];

    /// <summary>The type of a value; a neuron's state is a signal.</summary>
    public ValueType TypeOf(ValueRef value)
    {
        var node = _nodes[value.Node];
        return value.State is { } name
            ? new ValueType(ValueKind.Signal, node.Type.Shape, ((NeuronOp)node.Op).States.First(state => state.Name == name).Element)
            : node.Type;
    }

    /// <summary>After how many steps of a stream there is a frame, each time; null for what there is in every step, and outside streams.</summary>
    public int? WindowOf(ValueRef value) => value.State is null ? _windows[value.Node] : null;

    // A frame made of several is there when all of them are: after the least common multiple of their windows.
    private int? FindWindow(Node node)
    {
        if (node.Type.Kind != ValueKind.Frame || !_time.IsStream)
        {
            return null;
        }

        return node.Op is DecodeOp decode
            ? decode.Every
            : node.Inputs.Select(WindowOf).OfType<int>().Aggregate(1, LeastCommonMultiple);
    }

    private static int LeastCommonMultiple(int a, int b)
    {
        var (x, y) = (a, b);
        while (y != 0)
        {
            (x, y) = (y, x % y);
        }

        return checked(a / x * b);
    }
}
