using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Diagnostics;

namespace Snnc.Compiler.Semantics.Networks;

/// <summary>Warns of what nothing reads, and of outputs that read no input.</summary>
internal sealed class UsageChecker(NetworkBuilder network, BodyBinder body, IReadOnlyList<BoundOutput> outputs)
{
    /// <summary>Checks a network without errors.</summary>
    public void Check()
    {
        var read = Reached(body.Outputs.Where(output => output.Value is not null).Select(output => output.Value!.Node),
            node => node.Edges.Select(edge => edge.From));
        foreach (var node in network.Nodes.Where(node => !read.Contains(node)))
        {
            if (node.Declared is not null && !node.IsBlockInput)
            {
                network.Bag.Add(Catalog.UnusedInput(node.At, node.Name));
            }
            else if (IsLast(node))
            {
                network.Bag.Add(Catalog.UnusedNode(node.At, node.Name));
            }
        }

        WarnOfConstantOutputs();
    }

    // Of a chain that leads nowhere only the end is worth a message.
    private bool IsLast(NetNode node) => network.Nodes.All(other => other == node || other.Edges.All(edge => edge.From != node) || Feeds(node, other));

    // In a cycle that leads nowhere every node feeds another: the first in the text stands for it.
    private static bool Feeds(NetNode node, NetNode other) =>
        other.Order > node.Order && Reached([node], n => n.Edges.Select(edge => edge.From)).Contains(other);

    private static HashSet<NetNode> Reached(IEnumerable<NetNode> from, System.Func<NetNode, IEnumerable<NetNode>> next)
    {
        var reached = new HashSet<NetNode>();
        var open = new Stack<NetNode>(from);
        while (open.Count > 0)
        {
            var node = open.Pop();
            if (reached.Add(node))
            {
                foreach (var other in next(node))
                {
                    open.Push(other);
                }
            }
        }

        return reached;
    }

    private void WarnOfConstantOutputs()
    {
        if (body.Inputs.Count == 0)
        {
            return;
        }

        foreach (var output in body.Outputs.Where(output => output.Value is not null && outputs.Any(bound => bound.Name == output.Name)))
        {
            var sources = Reached([output.Value!.Node], node => node.Edges.Select(edge => edge.From));
            if (!body.Inputs.Any(sources.Contains))
            {
                network.Bag.Add(Catalog.OutputWithoutInput(new Text.Location(output.Value.Node.At.Source, output.Syntax.Name.Span), output.Name));
            }
        }
    }
}
