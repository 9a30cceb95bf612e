using System;
using System.Collections.Generic;
using System.Linq;

namespace Snnc.Compiler.Passes;

/// <summary>The strongly connected components of a graph, after R. Tarjan, "Depth-first search and linear graph algorithms", 1972; without recursion.</summary>
internal sealed class StronglyConnected
{
    private readonly IReadOnlyList<int>[] _successors;
    private readonly int[] _order;
    private readonly int[] _low;
    private readonly bool[] _isOnStack;
    private readonly Stack<int> _stack = [];
    private readonly Stack<(int Node, int Next)> _path = [];
    private readonly int[] _component;
    private int _time;
    private int _components;

    private StronglyConnected(IReadOnlyList<int>[] successors)
    {
        _successors = successors;
        (_order, _low, _isOnStack, _component) =
            (new int[successors.Length], new int[successors.Length], new bool[successors.Length], new int[successors.Length]);
    }

    /// <summary>The component of each node, as a number; two nodes have the same one iff each reaches the other.</summary>
    public static int[] Of(IReadOnlyList<int>[] successors)
    {
        var search = new StronglyConnected(successors);
        foreach (var node in Enumerable.Range(0, successors.Length).Where(node => search._order[node] == 0))
        {
            search.Visit(node);
        }

        return search._component;
    }

    private void Visit(int root)
    {
        Enter(root);
        while (_path.Count > 0)
        {
            var (node, next) = _path.Pop();
            if (next == _successors[node].Count)
            {
                Leave(node);
                continue;
            }

            _path.Push((node, next + 1));
            var successor = _successors[node][next];
            if (_order[successor] == 0)
            {
                Enter(successor);
            }
            else if (_isOnStack[successor])
            {
                _low[node] = Math.Min(_low[node], _order[successor]);
            }
        }
    }

    private void Enter(int node)
    {
        _order[node] = _low[node] = ++_time;
        _isOnStack[node] = true;
        _stack.Push(node);
        _path.Push((node, 0));
    }

    private void Leave(int node)
    {
        if (_low[node] == _order[node])
        {
            Close(node);
        }

        if (_path.Count > 0)
        {
            var parent = _path.Peek().Node;
            _low[parent] = Math.Min(_low[parent], _low[node]);
        }
    }

    private void Close(int root)
    {
        int node;
        do
        {
            node = _stack.Pop();
            _isOnStack[node] = false;
            _component[node] = _components;
        }
        while (node != root);
        _components++;
    }
}
