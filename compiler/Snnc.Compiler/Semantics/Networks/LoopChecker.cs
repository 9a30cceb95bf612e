using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Diagnostics;

namespace Snnc.Compiler.Semantics.Networks;

/// <summary>
/// A decoder gives its frame when all steps have run, so nothing that leads to it can read what follows from that frame, not even with a delay.
/// </summary>
internal static class LoopChecker
{
    /// <summary>Checks the edges of a typed network, those with delay too: reports each decoder that lies on a cycle.</summary>
    public static void Check(IReadOnlyList<NetNode> nodes, DiagnosticBag bag)
    {
        Dictionary<NetNode, int>? cycles = null;
        foreach (var node in nodes.Where(node => node.Type!.Kind == TimeKind.Frame))
        {
            var edge = node.Edges.FirstOrDefault(edge => NetTypes.Of(edge).Kind != TimeKind.Frame
                && (cycles ??= Cycles(nodes))[edge.From] == cycles[node]);
            if (edge is not null)
            {
                bag.Add(Catalog.CycleThroughDecoder(node.At, node.Name, NetTypes.Name(edge)));
            }
        }
    }

    // Kosaraju: walking backwards in the reverse order in which a forward walk left the nodes reaches one strongly connected component each.
    private static Dictionary<NetNode, int> Cycles(IReadOnlyList<NetNode> nodes)
    {
        var left = new List<NetNode>();
        var seen = new HashSet<NetNode>();
        foreach (var node in nodes)
        {
            Walk(node, from => from.Consumers, seen, left);
        }

        var components = new Dictionary<NetNode, int>();
        seen.Clear();
        for (var i = left.Count - 1; i >= 0; i--)
        {
            var members = new List<NetNode>();
            Walk(left[i], from => from.Edges.Select(edge => edge.From), seen, members);
            members.ForEach(member => components.Add(member, i));
        }

        return components;
    }

    private static void Walk(NetNode start, System.Func<NetNode, IEnumerable<NetNode>> next, HashSet<NetNode> seen, List<NetNode> left)
    {
        if (!seen.Add(start))
        {
            return;
        }

        var path = new Stack<(NetNode Node, IEnumerator<NetNode> Next)>();
        path.Push((start, next(start).GetEnumerator()));
        while (path.Count > 0)
        {
            var (node, rest) = path.Peek();
            if (!rest.MoveNext())
            {
                left.Add(path.Pop().Node);
            }
            else if (seen.Add(rest.Current))
            {
                path.Push((rest.Current, next(rest.Current).GetEnumerator()));
            }
        }
    }
}
