using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Ir.Verification;

/// <summary>A graph with its parts by name, for the verifier; of parts with one name the first counts.</summary>
internal sealed class GraphContext(Graph graph)
{
    /// <summary>Gets the graph.</summary>
    public Graph Graph => graph;

    /// <summary>Gets the constants by name.</summary>
    public IReadOnlyDictionary<string, Constant> Constants { get; } = graph.Constants.GroupBy(c => c.Name).ToDictionary(g => g.Key, g => g.First());

    /// <summary>Gets the nodes by name.</summary>
    public IReadOnlyDictionary<string, Node> Nodes { get; } = graph.Nodes.GroupBy(n => n.Name).ToDictionary(g => g.Key, g => g.First());

    /// <summary>Gets where messages point that have no better place.</summary>
    public Location Start { get; } = graph.Location ?? Location.OfFile(graph.Name);

    /// <summary>Where a node is said.</summary>
    public Location At(Node node) => node.Location ?? Start;

    /// <summary>The type of a value, or null where there is none.</summary>
    public ValueType? TypeOf(ValueRef value)
    {
        if (!Nodes.TryGetValue(value.Node, out var node))
        {
            return null;
        }

        if (value.State is null)
        {
            return node.Type;
        }

        var state = (node.Op as NeuronOp)?.States.FirstOrDefault(s => s.Name == value.State);
        return state is null ? null : new ValueType(ValueKind.Signal, node.Type.Shape, state.Element);
    }
}
