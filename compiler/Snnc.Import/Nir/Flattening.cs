using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Collections;

namespace Snnc.Import.Nir;

/// <summary>
/// Puts the nodes of nested graphs into one graph. An edge to a nested graph goes to its input, an edge from it comes from its output; where it has
/// several, an edge names one: <c>sub.left</c>. Inputs and outputs of nested graphs go away.
/// </summary>
internal sealed class Flattening
{
    private readonly List<NirPrimitive> _nodes = [];
    private readonly List<FlatEdge> _edges = [];
    private readonly HashSet<int> _passing = [];

    private Flattening()
    {
    }

    /// <summary>The graph without nested ones.</summary>
    /// <exception cref="ImportException">An edge leads to or from what does not exist.</exception>
    public static FlatGraph Of(NirGraph graph)
    {
        var flattening = new Flattening();
        flattening.Add(graph, "");
        if (flattening._nodes.GroupBy(node => node.Name).FirstOrDefault(group => group.Count() > 1) is { } same)
        {
            throw new ImportException(
                $"two nodes are called '{same.Key}'", "rename one of them: graphs in graphs put their names before those of their nodes");
        }

        return flattening.WithoutPassing();
    }

    private Scope Add(NirGraph graph, string prefix)
    {
        var scope = new Scope(prefix == "" ? "" : prefix[..^1]);
        foreach (var node in graph.Nodes)
        {
            if (node is NirGraph nested)
            {
                scope.Graphs.Add(node.Name, Add(nested, $"{prefix}{node.Name}."));
            }
            else
            {
                AddPrimitive(scope, (NirPrimitive)node, prefix);
            }
        }

        foreach (var edge in graph.Edges)
        {
            _edges.Add(new FlatEdge(scope.Resolve(edge, edge.From, isSource: true), scope.Resolve(edge, edge.To, isSource: false)));
        }

        if (prefix != "")
        {
            InferEnds(scope, prefix);
        }

        return scope;
    }

    private void AddPrimitive(Scope scope, NirPrimitive node, string prefix)
    {
        var index = _nodes.Count;
        _nodes.Add(node with { Name = prefix + node.Name });
        scope.Nodes.Add(node.Name, index);
        if (node.Type is not ("Input" or "Output"))
        {
            return;
        }

        (node.Type == "Input" ? scope.Inputs : scope.Outputs).Add(node.Name, index);
        if (prefix != "")
        {
            _passing.Add(index);
        }
    }

    // A nested graph without an input begins where no edge of its own leads, one without an output ends where none starts.
    private void InferEnds(Scope scope, string prefix)
    {
        var own = scope.All().ToHashSet();
        if (scope.Inputs.Count == 0)
        {
            var led = _edges.Select(edge => edge.To).ToHashSet();
            var input = AddEnd(scope.Inputs, prefix + "input");
            _edges.AddRange(own.Where(node => !led.Contains(node)).Select(node => new FlatEdge(input, node)));
        }

        if (scope.Outputs.Count == 0)
        {
            var left = _edges.Select(edge => edge.From).ToHashSet();
            var output = AddEnd(scope.Outputs, prefix + "output");
            _edges.AddRange(own.Where(node => !left.Contains(node)).Select(node => new FlatEdge(node, output)));
        }
    }

    private int AddEnd(Dictionary<string, int> ends, string name)
    {
        var index = _nodes.Count;
        _nodes.Add(new NirPrimitive(name, FlatGraph.Sum, new Dictionary<string, NirField>()));
        _passing.Add(index);
        ends.Add("", index);
        return index;
    }

    // An end with one edge in or one out is a wire. Where several meet on both sides it stays, as a sum.
    private FlatGraph WithoutPassing()
    {
        List<FlatEdge>[] into = Lists(), outOf = Lists();
        foreach (var edge in _edges)
        {
            into[edge.To].Add(edge);
            outOf[edge.From].Add(edge);
        }

        foreach (var node in _passing.ToList())
        {
            if ((into[node].Count <= 1 || outOf[node].Count <= 1) && !into[node].Any(edge => edge.From == node))
            {
                Bridge(node, into, outOf);
                _passing.Remove(node);
                _nodes[node] = null!;
            }
            else
            {
                _nodes[node] = _nodes[node] with { Type = FlatGraph.Sum };
            }
        }

        return Compact(outOf);
    }

    private List<FlatEdge>[] Lists() => [.. _nodes.Select(_ => new List<FlatEdge>())];

    private static void Bridge(int node, List<FlatEdge>[] into, List<FlatEdge>[] outOf)
    {
        foreach (var before in into[node])
        {
            var at = outOf[before.From].IndexOf(before);
            outOf[before.From].RemoveAt(at);
            outOf[before.From].InsertRange(at, outOf[node].Select(after => new FlatEdge(before.From, after.To)));
        }

        foreach (var after in outOf[node])
        {
            var at = into[after.To].IndexOf(after);
            into[after.To].RemoveAt(at);
            into[after.To].InsertRange(at, into[node].Select(before => new FlatEdge(before.From, after.To)));
        }

        into[node].Clear();
        outOf[node].Clear();
    }

    private FlatGraph Compact(List<FlatEdge>[] outOf)
    {
        var indices = new int[_nodes.Count];
        var nodes = new List<NirPrimitive>();
        for (var i = 0; i < _nodes.Count; i++)
        {
            indices[i] = nodes.Count;
            if (_nodes[i] is { } node)
            {
                nodes.Add(node);
            }
        }

        return new FlatGraph(nodes, [.. outOf.SelectMany(edges => edges).Select(edge => new FlatEdge(indices[edge.From], indices[edge.To]))]);
    }

    // The names of a graph while its edges are being resolved.
    private sealed class Scope(string path)
    {
        public Dictionary<string, int> Nodes { get; } = [];

        public Dictionary<string, Scope> Graphs { get; } = [];

        public Dictionary<string, int> Inputs { get; } = [];

        public Dictionary<string, int> Outputs { get; } = [];

        public IEnumerable<int> All() => Nodes.Values.Concat(Graphs.Values.SelectMany(graph => graph.Inputs.Values.Concat(graph.Outputs.Values)));

        public int Resolve(NirEdge edge, string name, bool isSource) =>
            Nodes.TryGetValue(name, out var node) ? node
            : Graphs.TryGetValue(name, out var graph) ? graph.End(edge, name, isSource)
            : EndNamed(name, isSource) ?? throw Unknown(edge, name, isSource);

        private int End(NirEdge edge, string name, bool isSource)
        {
            var ends = isSource ? Outputs : Inputs;
            return ends.Count == 1 ? ends.Values.Single() : throw new ImportException(
                $"edge '{edge.From}' -> '{edge.To}' does not say which {(isSource ? "output" : "input")} of graph '{name}' it means",
                $"it has {string.Join(", ", ends.Keys.Select(end => $"'{name}.{end}'"))}");
        }

        private int? EndNamed(string name, bool isSource) =>
            (from graph in Graphs
             where name.StartsWith(graph.Key + ".", System.StringComparison.Ordinal)
             from end in isSource ? graph.Value.Outputs : graph.Value.Inputs
             where name == $"{graph.Key}.{end.Key}"
             select (int?)end.Value).FirstOrDefault();

        private ImportException Unknown(NirEdge edge, string name, bool isSource)
        {
            var where = path == "" ? "the graph" : $"graph '{path}'";
            var near = EditDistance.Nearest(name, Nodes.Keys.Concat(Graphs.Keys));
            return new ImportException(
                $"edge '{edge.From}' -> '{edge.To}' {(isSource ? "starts at" : "leads to")} the unknown node '{name}': {where} does not have it",
                near is null ? $"it has {Names()}" : $"did you mean '{near}'?");
        }

        private string Names()
        {
            const int Most = 8;
            var all = Nodes.Keys.Concat(Graphs.Keys).Select(node => $"'{node}'").ToList();
            return all.Count == 0 ? "no nodes" : string.Join(", ", all.Take(Most)) + (all.Count > Most ? ", ..." : "");
        }
    }
}
