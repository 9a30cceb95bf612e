using System;
using System.Collections.Generic;
using System.Linq;

namespace Snnc.Import.Nir;

/// <summary>
/// Gives every cycle a delay of one step, which NIR leaves open: what a population gives is seen one step later by what leads back to it. The delay
/// is put on the edge at which a population of the cycle gives its output: the last one before the cycle closes, as seen from the inputs.
/// </summary>
internal static class CycleDelays
{
    /// <summary>The graph with delayed edges, so that the others form no cycle.</summary>
    /// <param name="isDelay">Whether a node delays by a step or more by itself, so that a cycle through it needs nothing.</param>
    /// <exception cref="ImportException">A cycle has no population.</exception>
    public static FlatGraph Insert(FlatGraph graph, Func<NirPrimitive, bool> isDelay)
    {
        while (FindCycle(graph, isDelay) is { } cycle)
        {
            var last = cycle.FindLastIndex(edge => NirSchema.HasState(graph.Nodes[edge.From].Type));
            if (last < 0)
            {
                var names = cycle.Select(edge => edge.From).Append(cycle[0].From).Select(node => $"'{graph.Nodes[node].Name}'");
                throw new ImportException(
                    $"the cycle {string.Join(" -> ", names)} has no neuron and no delay, so nothing says what it gives", "put a neuron or a Delay into it");
            }

            var delayed = cycle[last];
            graph = graph with { Edges = [.. graph.Edges.Select(edge => edge == delayed ? edge with { IsDelayed = true } : edge)] };
        }

        return graph;
    }

    /// <summary>The nodes in an order in which each edge without delay leads forward.</summary>
    public static IReadOnlyList<int> Order(FlatGraph graph, Func<NirPrimitive, bool> isDelay)
    {
        var search = new Search(graph, isDelay);
        _ = search.Run();
        search.Finished.Reverse();
        return search.Finished;
    }

    private static List<FlatEdge>? FindCycle(FlatGraph graph, Func<NirPrimitive, bool> isDelay) => new Search(graph, isDelay).Run();

    // Depth first, from the inputs on, without recursion: a file may hold a chain of any length.
    private sealed class Search(FlatGraph graph, Func<NirPrimitive, bool> isDelay)
    {
        private readonly ILookup<int, FlatEdge> _outOf =
            graph.Edges.Where(edge => !edge.IsDelayed && !isDelay(graph.Nodes[edge.To])).ToLookup(edge => edge.From);

        private readonly int[] _depths = new int[graph.Nodes.Count];
        private readonly List<FlatEdge> _path = [];

        /// <summary>Gets the nodes left, each after those that its edges lead to.</summary>
        public List<int> Finished { get; } = [];

        /// <summary>Searches until there is a cycle: its edges, beginning where the search entered it, or null.</summary>
        public List<FlatEdge>? Run()
        {
            var roots = Enumerable.Range(0, graph.Nodes.Count).OrderBy(node => Rank(node)).ToList();
            return roots.Select(root => _depths[root] == 0 ? From(root) : null).FirstOrDefault(cycle => cycle is not null);
        }

        // Inputs first; then what needs nothing from this step; the rest is in cycles that no input leads to.
        private int Rank(int node) => graph.Nodes[node].Type == "Input" ? 0 : isDelay(graph.Nodes[node]) ? 1 : 2;

        private List<FlatEdge>? From(int root)
        {
            var open = new Stack<(int Node, IEnumerator<FlatEdge> Edges)>();
            open.Push(Enter(root, 1));
            while (open.TryPeek(out var top))
            {
                if (!top.Edges.MoveNext())
                {
                    Leave(open);
                    continue;
                }

                var edge = top.Edges.Current;
                if (_depths[edge.To] > 0)
                {
                    return [.. _path.Skip(_depths[edge.To] - 1), edge];
                }

                if (_depths[edge.To] == 0)
                {
                    _path.Add(edge);
                    open.Push(Enter(edge.To, open.Count + 1));
                }
            }

            return null;
        }

        private (int Node, IEnumerator<FlatEdge> Edges) Enter(int node, int depth)
        {
            _depths[node] = depth;
            return (node, _outOf[node].GetEnumerator());
        }

        private void Leave(Stack<(int Node, IEnumerator<FlatEdge> Edges)> open)
        {
            var (node, _) = open.Pop();
            _depths[node] = -1;
            Finished.Add(node);
            if (_path.Count > 0)
            {
                _path.RemoveAt(_path.Count - 1);
            }
        }
    }
}
