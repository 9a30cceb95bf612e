using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Semantics.Networks;

/// <summary>Warns of what nothing reads, and of outputs that read no input. Each look over the network takes time linear in it.</summary>
internal sealed class UsageChecker(NetworkBuilder network, BodyBinder body)
{
    /// <summary>Checks a network without errors.</summary>
    public void Check()
    {
        var read = new HashSet<NetNode>();
        foreach (var output in body.Outputs)
        {
            AddSources(output.Value!.Node, read);
        }

        var unread = network.Nodes.Where(node => !read.Contains(node)).ToList();
        foreach (var input in unread.Where(IsNetworkInput))
        {
            network.Bag.Add(Catalog.UnusedInput(input.At, input.Name));
        }

        WarnOfUnusedNodes(unread.Where(node => !IsNetworkInput(node)).ToList());
        WarnOfConstantOutputs();
    }

    private static bool IsNetworkInput(NetNode node) => node.Declared is not null && !node.IsBlockInput;

    // Of a chain that leads nowhere only the end is worth a message; of a cycle that leads nowhere, the first node in the text.
    private void WarnOfUnusedNodes(List<NetNode> unread)
    {
        var covered = new HashSet<NetNode>();
        var ends = unread.Where(node => node.Consumers.Count == 0);
        foreach (var end in ends.Concat(unread.Where(node => !covered.Contains(node)).Select(FirstOfCycle)))
        {
            if (!covered.Contains(end))
            {
                network.Bag.Add(Catalog.UnusedNode(end.At, end.Name));
                AddSources(end, covered);
            }
        }
    }

    private static NetNode FirstOfCycle(NetNode start)
    {
        var path = new List<NetNode>();
        var places = new Dictionary<NetNode, int>();
        var node = start;
        for (; !places.ContainsKey(node) && node.Consumers.Count > 0; node = node.Consumers[0])
        {
            places.Add(node, path.Count);
            path.Add(node);
        }

        return places.TryGetValue(node, out var first) ? path.Skip(first).OrderBy(member => member.Order).First() : node;
    }

    private static void AddSources(NetNode end, HashSet<NetNode> reached) =>
        AddReached([end], node => node.Edges.Select(edge => edge.From), reached);

    private static void AddReached(IEnumerable<NetNode> from, System.Func<NetNode, IEnumerable<NetNode>> next, HashSet<NetNode> reached)
    {
        var open = new Stack<NetNode>(from);
        while (open.Count > 0)
        {
            var node = open.Pop();
            if (!reached.Add(node))
            {
                continue;
            }

            foreach (var other in next(node).Where(other => !reached.Contains(other)))
            {
                open.Push(other);
            }
        }
    }

    private void WarnOfConstantOutputs()
    {
        if (body.Inputs.Count == 0)
        {
            return;
        }

        var driven = new HashSet<NetNode>();
        AddReached(body.Inputs, node => node.Consumers, driven);
        foreach (var output in body.Outputs.Where(output => !driven.Contains(output.Value!.Node)))
        {
            network.Bag.Add(Catalog.OutputWithoutInput(new Location(output.Value!.Node.At.Source, output.Syntax.Name.Span), output.Name));
        }
    }
}
