using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Diagnostics;

namespace Snnc.Compiler.Semantics.Networks;

/// <summary>Puts nodes into execution order: topological along the edges without delay, and along the text where that leaves a choice.</summary>
internal static class NetworkOrder
{
    private static readonly Comparer<NetNode> ByOrder = Comparer<NetNode>.Create((a, b) => a.Order.CompareTo(b.Order));

    /// <summary>The nodes in order; those in a cycle without delay are reported, marked broken and put last.</summary>
    public static List<NetNode> Sort(IReadOnlyList<NetNode> nodes, DiagnosticBag bag)
    {
        var waiting = new int[nodes.Count];
        foreach (var node in nodes)
        {
            waiting[node.Order] = node.ReadsOnlyPast ? 0 : node.Edges.Count;
        }

        var ready = new SortedSet<NetNode>(nodes.Where(node => waiting[node.Order] == 0), ByOrder);
        var sorted = new List<NetNode>(nodes.Count);
        while (ready.Count > 0)
        {
            var node = ready.Min!;
            ready.Remove(node);
            sorted.Add(node);
            foreach (var consumer in node.Consumers)
            {
                if (!consumer.ReadsOnlyPast && --waiting[consumer.Order] == 0)
                {
                    ready.Add(consumer);
                }
            }
        }

        if (sorted.Count < nodes.Count)
        {
            var placed = new HashSet<NetNode>(sorted);
            var rest = nodes.Where(node => !placed.Contains(node)).ToList();
            ReportCycles(rest, bag);
            sorted.AddRange(rest);
        }

        return sorted;
    }

    // Walking backwards from a node that never became ready must meet a node again: that loop is a cycle. Each cycle is reported once.
    private static void ReportCycles(List<NetNode> rest, DiagnosticBag bag)
    {
        var inRest = new HashSet<NetNode>(rest);
        var done = new HashSet<NetNode>();
        foreach (var start in rest)
        {
            var path = new List<NetNode>();
            var onPath = new HashSet<NetNode>();
            var node = start;
            while (node is not null && !done.Contains(node) && onPath.Add(node))
            {
                path.Add(node);
                node = node.Edges.Select(edge => edge.From).FirstOrDefault(from => inRest.Contains(from) && !from.IsBlockInput)
                    ?? node.Edges.Select(edge => edge.From).FirstOrDefault(inRest.Contains);
            }

            // Where something in it was reported, the cycle may be due to that.
            var isNew = node is not null && !done.Contains(node) && path.All(visited => !visited.IsBroken);
            path.ForEach(visited => done.Add(visited));
            path.ForEach(visited => visited.IsBroken = true);
            if (isNew)
            {
                Report(path.Skip(path.IndexOf(node!)).Reverse().ToList(), bag);
            }
        }
    }

    private static void Report(List<NetNode> cycle, DiagnosticBag bag)
    {
        // The edge that closes the cycle is the one that leads back in the text: at its connection the delay is best given.
        var first = cycle.OrderBy(node => node.Order).First();
        var turn = cycle.IndexOf(first);
        var ordered = cycle.Skip(turn).Concat(cycle.Take(turn)).ToList();
        var closing = ordered.LastOrDefault(node => node.Symbol?.Family == Symbols.OperatorFamily.Connection) ?? ordered[ordered.Count - 1];
        bag.Add(Catalog.CycleWithoutDelay(closing.At, ordered.Append(first).Select(node => node.Name), closing.Name,
            closing.Symbol?.Family == Symbols.OperatorFamily.Connection));
    }
}
