using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;

namespace Snnc.Compiler.Plan;

/// <summary>Who reads the values of a graph. What reads a view reads what is viewed.</summary>
public sealed class GraphUses
{
    private readonly Dictionary<string, Node> _nodes;
    private readonly Dictionary<ValueRef, List<Node>> _readers = [];
    private readonly HashSet<ValueRef> _outputs;

    /// <summary>Looks through the nodes and outputs of a graph.</summary>
    public GraphUses(Graph graph)
    {
        _nodes = graph.Nodes.ToDictionary(node => node.Name);
        foreach (var node in graph.Nodes.Where(node => !IsView(node.Op)))
        {
            foreach (var value in node.Inputs.Select(Viewed))
            {
                Add(value, node);
            }
        }

        _outputs = [.. graph.Outputs.Select(output => Viewed(output.Value))];
    }

    /// <summary>Whether an operator has no memory of its own: its value is its input's.</summary>
    public static bool IsView(Op op) => op is EncodeConstantOp or ReshapeOp;

    /// <summary>The value at the end of a chain of views.</summary>
    public ValueRef Viewed(ValueRef value)
    {
        while (value.State is null && _nodes[value.Node] is { } node && IsView(node.Op))
        {
            value = node.Inputs[0];
        }

        return value;
    }

    /// <summary>The nodes that read a value, once for each time they do.</summary>
    public IReadOnlyList<Node> ReadersOf(ValueRef value) => _readers.TryGetValue(value, out var readers) ? readers : [];

    /// <summary>Whether a value is given to the caller.</summary>
    public bool IsOutput(ValueRef value) => _outputs.Contains(value);

    /// <summary>A node by its name.</summary>
    public Node NodeOf(string name) => _nodes[name];

    private void Add(ValueRef value, Node reader)
    {
        if (!_readers.TryGetValue(value, out var readers))
        {
            _readers[value] = readers = [];
        }

        readers.Add(reader);
    }
}
