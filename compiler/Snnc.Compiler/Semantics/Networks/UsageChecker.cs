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
        var read = new bool[network.Nodes.Count];
        foreach (var output in body.Outputs)
        {
            AddSources(output.Value!.Node, read);
        }

        var unread = network.Nodes.Where(node => !read[node.Order]).ToList();
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
        var covered = new bool[network.Nodes.Count];
        var ends = unread.Where(node => node.Consumers.Count == 0);
        foreach (var end in ends.Concat(unread.Where(node => !covered[node.Order]).Select(FirstOfCycle)))
        {
            if (!covered[end.Order])
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

    // What is marked, by its place in the network's list of nodes, has been followed.
    private static void AddSources(NetNode end, bool[] reached)
    {
        var open = new Stack<NetNode>();
        open.Push(end);
        while (open.Count > 0)
        {
            var node = open.Pop();
            if (!reached[node.Order])
            {
                reached[node.Order] = true;
                node.Edges.ForEach(edge => open.Push(edge.From));
            }
        }
    }

    private static void AddConsumers(IEnumerable<NetNode> starts, bool[] reached)
    {
        var open = new Stack<NetNode>(starts);
        while (open.Count > 0)
        {
            var node = open.Pop();
            if (!reached[node.Order])
            {
                reached[node.Order] = true;
                node.Consumers.ForEach(open.Push);
            }
        }
    }

    private void WarnOfConstantOutputs()
    {
        if (body.Inputs.Count == 0)
        {
            return;
        }

        var driven = new bool[network.Nodes.Count];
        AddConsumers(body.Inputs, driven);
        foreach (var output in body.Outputs.Where(output => !driven[output.Value!.Node.Order]))
        {
            network.Bag.Add(Catalog.OutputWithoutInput(new Location(output.Value!.Node.At.Source, output.Syntax.Name.Span), output.Name));
        }
    }
}
