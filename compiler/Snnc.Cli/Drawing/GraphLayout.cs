using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.LanguageServer.Queries;

namespace Snnc.Cli.Drawing;

/// <summary>
/// Where the nodes of a network are drawn: in layers from top to bottom, each node below all that it reads, with as few crossings as the
/// barycentre heuristic leaves (Sugiyama, Tagawa and Toda 1981). Edges that lead back, or to the node itself, are left out of it; long ones bend
/// at a place in each layer between.
/// </summary>
internal sealed class GraphLayout
{
    /// <summary>How wide a node is.</summary>
    public const double NodeWidth = 190;

    private const double NodeGap = 44;
    private const double BendWidth = 24;
    private const int Sweeps = 8;

    private readonly List<List<Cell>> _layers = [];
    private readonly Dictionary<string, Cell> _cells;

    public GraphLayout(DrawnGraph graph)
    {
        _cells = graph.Nodes.ToDictionary(node => node.Id, node => new Cell(NodeWidth));
        var edges = graph.Edges.Where(edge => _cells.ContainsKey(edge.From) && _cells.ContainsKey(edge.To)).ToList();
        var back = BackEdges(graph, edges);
        foreach (var edge in edges)
        {
            Edges.Add(new Route(edge, back.Contains(edge), [_cells[edge.From], _cells[edge.To]]));
        }

        Layer(graph);
        Bend();
        Order();
        Place();
    }

    /// <summary>Gets the edges and the places that each goes through.</summary>
    public List<Route> Edges { get; } = [];

    /// <summary>Gets the number of layers.</summary>
    public int Layers => _layers.Count;

    /// <summary>Gets how wide all is.</summary>
    public double Width => _layers.Count == 0 ? NodeWidth : _layers.Max(layer => layer[^1].Right);

    /// <summary>What lies furthest to the right in the layers that an edge spans.</summary>
    public double RightOf(Route edge)
    {
        var layers = _layers.Skip(edge.Cells[^1].Layer).Take(edge.Cells[0].Layer - edge.Cells[^1].Layer + 1);
        return layers.Max(layer => layer[^1].Right);
    }

    /// <summary>Where a node is.</summary>
    public Cell Of(DrawnNode node) => _cells[node.Id];

    // Those that lead to a node that is being visited: without them there is no cycle.
    private static HashSet<DrawnEdge> BackEdges(DrawnGraph graph, List<DrawnEdge> edges)
    {
        var leaving = edges.ToLookup(edge => edge.From);
        var (open, done, back) = (new HashSet<string>(), new HashSet<string>(), new HashSet<DrawnEdge>());
        var stack = new Stack<(string Node, IEnumerator<DrawnEdge> Next)>();
        foreach (var start in graph.Nodes.Where(node => !done.Contains(node.Id)))
        {
            stack.Push((start.Id, leaving[start.Id].GetEnumerator()));
            open.Add(start.Id);
            while (stack.TryPeek(out var top))
            {
                if (!top.Next.MoveNext())
                {
                    open.Remove(top.Node);
                    done.Add(stack.Pop().Node);
                }
                else if (open.Contains(top.Next.Current.To))
                {
                    back.Add(top.Next.Current);
                }
                else if (!done.Contains(top.Next.Current.To))
                {
                    open.Add(top.Next.Current.To);
                    stack.Push((top.Next.Current.To, leaving[top.Next.Current.To].GetEnumerator()));
                }
            }
        }

        return back;
    }

    // The longest path from a node that reads nothing.
    private void Layer(DrawnGraph graph)
    {
        var forward = Edges.Where(edge => !edge.IsBack).ToList();
        var waiting = forward.GroupBy(edge => edge.Cells[^1]).ToDictionary(group => group.Key, group => group.Count());
        var leaving = forward.ToLookup(edge => edge.Cells[0]);
        var ready = new Queue<Cell>(graph.Nodes.Select(node => _cells[node.Id]).Where(cell => !waiting.ContainsKey(cell)));
        while (ready.TryDequeue(out var cell))
        {
            foreach (var to in leaving[cell].Select(edge => edge.Cells[^1]))
            {
                to.Layer = Math.Max(to.Layer, cell.Layer + 1);
                if (--waiting[to] == 0)
                {
                    ready.Enqueue(to);
                }
            }
        }

        foreach (var cell in graph.Nodes.Select(node => _cells[node.Id]))
        {
            LayerOf(cell.Layer).Add(cell);
        }
    }

    private void Bend()
    {
        foreach (var edge in Edges.Where(edge => !edge.IsBack))
        {
            var (from, to) = (edge.Cells[0], edge.Cells[^1]);
            for (var layer = from.Layer + 1; layer < to.Layer; layer++)
            {
                var bend = new Cell(BendWidth) { Layer = layer };
                edge.Cells.Insert(edge.Cells.Count - 1, bend);
                LayerOf(layer).Add(bend);
            }

            foreach (var (above, below) in edge.Cells.Zip(edge.Cells.Skip(1)))
            {
                above.Below.Add(below);
                below.Above.Add(above);
            }
        }
    }

    private List<Cell> LayerOf(int layer)
    {
        while (_layers.Count <= layer)
        {
            _layers.Add([]);
        }

        return _layers[layer];
    }

    private void Order()
    {
        _layers.ForEach(Number);
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            var isDown = sweep % 2 == 0;
            foreach (var layer in isDown ? _layers : Enumerable.Reverse(_layers))
            {
                var sorted = layer.OrderBy(cell => Mean(isDown ? cell.Above : cell.Below, other => other.Place) ?? cell.Place).ToList();
                layer.Clear();
                layer.AddRange(sorted);
                Number(layer);
            }
        }
    }

    private static void Number(List<Cell> layer)
    {
        for (var i = 0; i < layer.Count; i++)
        {
            layer[i].Place = (i + 0.5) / layer.Count;
        }
    }

    // Each at the middle of those above it, then of those below it, as far as its layer leaves room: chains come out straight.
    private void Place()
    {
        _layers.ForEach(layer => Spread(layer, cell => 0));
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            var isDown = sweep % 2 == 0;
            foreach (var layer in isDown ? _layers : Enumerable.Reverse(_layers))
            {
                Spread(layer, cell => Mean(isDown ? cell.Above : cell.Below, other => other.X) ?? cell.X);
            }
        }

        var left = _layers.SelectMany(layer => layer).Select(cell => cell.Left).DefaultIfEmpty(0).Min();
        _layers.SelectMany(layer => layer).ToList().ForEach(cell => cell.X -= left);
    }

    private static void Spread(List<Cell> layer, Func<Cell, double> wanted)
    {
        var wishes = layer.ConvertAll(cell => wanted(cell));
        for (var i = 0; i < layer.Count; i++)
        {
            var least = i == 0 ? double.NegativeInfinity : layer[i - 1].Right + NodeGap + (layer[i].Width / 2);
            layer[i].X = Math.Max(wishes[i], least);
        }

        var shift = layer.Select((cell, i) => wishes[i] - cell.X).DefaultIfEmpty(0).Average();
        layer.ForEach(cell => cell.X += shift);
    }

    private static double? Mean(IEnumerable<Cell> cells, Func<Cell, double> value)
    {
        var values = cells.Select(value).ToList();
        return values.Count == 0 ? null : values.Average();
    }

    /// <summary>A node, or a place where an edge bends.</summary>
    internal sealed class Cell(double width)
    {
        /// <summary>Gets how wide it is.</summary>
        public double Width { get; } = width;

        /// <summary>Gets or sets its layer, from the top.</summary>
        public int Layer { get; set; }

        /// <summary>Gets or sets its place in the order of its layer, from 0 to 1.</summary>
        public double Place { get; set; }

        /// <summary>Gets or sets its middle.</summary>
        public double X { get; set; }

        /// <summary>Gets its left end.</summary>
        public double Left => X - (Width / 2);

        /// <summary>Gets its right end.</summary>
        public double Right => X + (Width / 2);

        /// <summary>Gets what leads to it.</summary>
        public List<Cell> Above { get; } = [];

        /// <summary>Gets what it leads to.</summary>
        public List<Cell> Below { get; } = [];
    }

    /// <summary>An edge.</summary>
    /// <param name="Edge">What it is.</param>
    /// <param name="IsBack">Whether it leads up, or to its own start.</param>
    /// <param name="Cells">What it goes through, both ends too.</param>
    internal sealed record Route(DrawnEdge Edge, bool IsBack, List<Cell> Cells);
}
