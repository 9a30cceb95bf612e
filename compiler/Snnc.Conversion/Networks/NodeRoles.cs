using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Text;

namespace Snnc.Conversion.Networks;

/// <summary>Tells which nodes of a network spikes can stand for: relu, and what is linear from the first weights on.</summary>
internal static class NodeRoles
{
    /// <summary>The role of each node by name.</summary>
    /// <param name="place">Where errors point that have no better place.</param>
    /// <exception cref="ConversionException">A node has none: no rate of spikes stands for what it gives.</exception>
    public static IReadOnlyDictionary<string, NodeRole> Of(Graph graph, Location place)
    {
        var roles = new Dictionary<string, NodeRole>();
        var nodes = graph.Nodes.ToDictionary(node => node.Name);
        foreach (var node in graph.Nodes)
        {
            var inputs = node.Inputs.Select(input => roles[input.Node]).ToList();
            if (IsLayer(node.Op) && inputs.Contains(NodeRole.Answer))
            {
                throw new ConversionException(Refuse(FirstAnswer(node, nodes, roles), node, place));
            }

            roles[node.Name] = RoleOf(node.Op, inputs);
            if (roles[node.Name] == NodeRole.Timed && Problem(node.Op) is var (what, hint) && what is not null)
            {
                throw new ConversionException(Catalog.CannotConvert(node.Location ?? place, node.Name, what, hint!));
            }
        }

        return roles.ContainsValue(NodeRole.Timed) ? roles : throw new ConversionException(Catalog.NothingToConvert(place, graph.Name));
    }

    /// <summary>How the language calls an operator.</summary>
    public static string NameOf(Op op) => op switch
    {
        ActivationOp activation => activation.Kind.ToString().ToLowerInvariant(),
        SoftmaxOp => "softmax",
        BatchNormOp => "batchnorm",
        LayerNormOp => "layernorm",
        MatMulOp => "matmul",
        MulOp => "mul",
        PairsOp => "pairs",
        EmbeddingOp => "embedding",
        ArgMaxOp => "argmax",
        PoolOp pool => Building.OperatorText.NameOf(pool.Kind),
        SparseOp => "sparse",
        _ => op.GetType().Name.Replace("Op", "", System.StringComparison.Ordinal).ToLowerInvariant(),
    };

    /// <summary>Whether an operator makes weighted sums, or cuts off at 0.</summary>
    public static bool IsLayer(Op op) => op is ConnectionOp or ActivationOp { Kind: ActivationKind.Relu };

    private static NodeRole RoleOf(Op op, IReadOnlyList<NodeRole> inputs) =>
        op is InputOp ? NodeRole.Frame
        : inputs.Contains(NodeRole.Answer) ? NodeRole.Answer
        : IsLayer(op) ? NodeRole.Timed
        : !inputs.Contains(NodeRole.Timed) ? NodeRole.Frame
        : IsLinear(op) ? NodeRole.Timed
        : NodeRole.Answer;

    // Max pooling is no linear operator, and is made one.
    private static bool IsLinear(Op op) => op is PoolOp or ReshapeOp or PermuteOp or SliceOp or ConcatOp or AddOp or ScaleOp or ReduceOp;

    private static (string? What, string? Hint) Problem(Op op) => op switch
    {
        SparseOp => ("a sparse connection, and new weights cannot be written in its pattern", "write it as 'dense', with zeros for the synapses that are not"),
        ConnectionOp { Delays: not null } => ("a connection with delays, and a frame has no past", "leave the delays out"),
        _ => (null, null),
    };

    private static Node FirstAnswer(Node node, Dictionary<string, Node> nodes, Dictionary<string, NodeRole> roles)
    {
        while (node.Inputs.Select(input => nodes[input.Node]).FirstOrDefault(input => roles[input.Name] == NodeRole.Answer) is { } before)
        {
            node = before;
        }

        return node;
    }

    private static Diagnostic Refuse(Node node, Node after, Location place) => node.Op switch
    {
        ActivationOp => Catalog.CannotConvert(
            node.Location ?? place, node.Name, $"{NameOf(node.Op)} before '{after.Name}', and rates of spikes stand for relu alone",
            "put relu in its place, and train again"),
        BatchNormOp => Catalog.CannotConvert(
            node.Location ?? place, node.Name, $"a batchnorm before '{after.Name}' that no weights can take up",
            "put it between a connection and its relu"),
        _ => Catalog.CannotConvert(
            node.Location ?? place, node.Name, $"{NameOf(node.Op)} before '{after.Name}', which sums of spikes cannot give",
            "what is neither linear nor relu may only stand before the first and behind the last layer of weights"),
    };
}
