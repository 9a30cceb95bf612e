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
        var delayed = new Search(graph, isDelay).Run().Delayed;
        return graph with { Edges = [.. graph.Edges.Select(edge => delayed.Contains(edge) ? edge with { IsDelayed = true } : edge)] };
    }

    /// <summary>The nodes in an order in which each edge without delay leads forward.</summary>
    public static IReadOnlyList<int> Order(FlatGraph graph, Func<NirPrimitive, bool> isDelay)
    {
        var finished = new Search(graph, isDelay).Run().Finished;
        finished.Reverse();
        return finished;
    }

    // Depth first, from the inputs on, without recursion: a file may hold a chain of any length.
    private sealed class Search(FlatGraph graph, Func<NirPrimitive, bool> isDelay)
    {
        private readonly ILookup<int, FlatEdge> _outOf =
            graph.Edges.Where(edge => !edge.IsDelayed && !isDelay(graph.Nodes[edge.To])).ToLookup(edge => edge.From);

        private readonly int[] _depths = new int[graph.Nodes.Count];
        private readonly Stack<(int Node, IEnumerator<FlatEdge> Edges)> _open = new();
        private readonly List<FlatEdge> _path = [];

        /// <summary>Gets the nodes left, each after those that its edges lead to.</summary>
        public List<int> Finished { get; } = [];

        /// <summary>Gets the edges that must be delayed.</summary>
        public HashSet<FlatEdge> Delayed { get; } = [];

        public Search Run()
        {
            foreach (var root in Enumerable.Range(0, graph.Nodes.Count).OrderBy(Rank).Where(node => _depths[node] == 0))
            {
                From(root);
            }

            return this;
        }

        // Inputs first; then what needs nothing from this step; the rest is in cycles that no input leads to.
        private int Rank(int node) => graph.Nodes[node].Type == "Input" ? 0 : isDelay(graph.Nodes[node]) ? 1 : 2;

        private void From(int root)
        {
            Enter(root);
            while (_open.TryPeek(out var top))
            {
                if (!top.Edges.MoveNext())
                {
                    _depths[Leave()] = -1;
                    Finished.Add(top.Node);
                }
                else if (top.Edges.Current is var edge && !Delayed.Contains(edge) && _depths[edge.To] >= 0)
                {
                    Follow(edge);
                }
            }
        }

        private void Follow(FlatEdge edge)
        {
            if (_depths[edge.To] == 0)
            {
                _path.Add(edge);
                Enter(edge.To);
                return;
            }

            var late = LastOutput([.. _path.Skip(_depths[edge.To] - 1), edge]);
            Delayed.Add(late);

            // Without that edge the search would not have come this far: what is finished stays so, what is open is met again, or not.
            while (_open.Peek().Node != late.From)
            {
                _depths[Leave()] = 0;
            }
        }

        private FlatEdge LastOutput(List<FlatEdge> cycle)
        {
            if (cycle.FindLast(edge => NirSchema.HasState(graph.Nodes[edge.From].Type)) is { } late)
            {
                return late;
            }

            var names = cycle.Select(edge => edge.From).Append(cycle[0].From).Select(node => $"'{graph.Nodes[node].Name}'");
            throw new ImportException(
                $"the cycle {string.Join(" -> ", names)} has no neuron and no delay, so nothing says what it gives", "put a neuron or a Delay into it");
        }

        private void Enter(int node)
        {
            _open.Push((node, _outOf[node].GetEnumerator()));
            _depths[node] = _open.Count;
        }

        private int Leave()
        {
            if (_path.Count > 0)
            {
                _path.RemoveAt(_path.Count - 1);
            }

            return _open.Pop().Node;
        }
    }
}
