using System.Linq;
using Snnc.Compiler.Symbols;
using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.Semantics.Networks;

/// <summary>Types of what travels along edges.</summary>
internal static class NetTypes
{
    /// <summary>The type of what an edge carries: a node's result, or a state read as a signal. The node is typed.</summary>
    public static NetType Of(NetEdge edge) => Of(edge.From, edge.State);

    /// <summary>The type of a node's result or state.</summary>
    public static NetType Of(NetNode node, string? state)
    {
        if (state is null)
        {
            return node.Type!;
        }

        var declared = node.Use!.Model.States.First(candidate => candidate.Name == state);
        return new NetType(TimeKind.Signal, node.Type!.Shape, declared.Dimension, declared.Bits > 0);
    }

    /// <summary>As messages name what an edge carries: <c>fc1</c>, <c>o.v</c>.</summary>
    public static string Name(NetEdge edge) => edge.State is null ? edge.From.Name : $"{edge.From.Name}.{edge.State}";
}
