using System.Collections.Generic;
using System.Linq;

namespace Snnc.Import.Nir;

/// <summary>A graph without graphs in it.</summary>
/// <param name="Nodes">With the names of the graphs that they were in before their own: <c>lif1.w_rec</c>.</param>
/// <param name="Edges">By indices of nodes, in the file's order.</param>
internal sealed record FlatGraph(IReadOnlyList<NirPrimitive> Nodes, IReadOnlyList<FlatEdge> Edges)
{
    /// <summary>The type of what is left of a nested graph's input or output where several edges meet in it: it sums.</summary>
    public const string Sum = "Sum";

    /// <summary>The edges into each node, in order.</summary>
    public ILookup<int, FlatEdge> Into() => Edges.ToLookup(edge => edge.To);

    /// <summary>The edges out of each node, in order.</summary>
    public ILookup<int, FlatEdge> OutOf() => Edges.ToLookup(edge => edge.From);

    /// <summary>How a message calls a node.</summary>
    public string Describe(int node) => $"'{Nodes[node].Name}' ({Nodes[node].Type})";
}

/// <summary>An edge, and whether what passes it arrives one step later.</summary>
internal sealed record FlatEdge(int From, int To, bool IsDelayed = false);
