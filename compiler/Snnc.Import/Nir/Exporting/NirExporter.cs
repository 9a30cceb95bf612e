using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Semantics.Networks;
using Snnc.Compiler.Symbols;
using Snnc.Compiler.Tensors;

namespace Snnc.Import.Nir.Exporting;

/// <summary>Makes NIR of a network.</summary>
public sealed class NirExporter
{
    private const int MostEdges = 100_000;
    private readonly BoundNetwork _network;
    private readonly PopulationExport _populations;
    private readonly OperatorExport _operators;
    private readonly Dictionary<string, BoundNode> _nodes;
    private readonly List<NirPrimitive> _primitives = [];
    private readonly List<Shape> _shapes = [];
    private readonly List<FlatEdge> _edges = [];
    private readonly Dictionary<string, int> _indices = [];
    private readonly List<string> _notes = [];
    private readonly HashSet<string> _names = [];

    private NirExporter(BoundNetwork network, ITensorResolver resolver)
    {
        var values = new ConstantValues(network, resolver);
        (_network, _populations, _operators) = (network, new PopulationExport(network, values), new OperatorExport(network, values));
        _nodes = network.Nodes.ToDictionary(node => node.Name);
    }

    /// <summary>A network as NIR.</summary>
    /// <param name="network">The network, without errors.</param>
    /// <param name="resolver">Opens the files of its weights.</param>
    /// <exception cref="ImportException">It holds what NIR cannot say; the message names the node.</exception>
    /// <exception cref="TensorFormatException">Its weights cannot be read.</exception>
    public static ExportedNetwork Export(BoundNetwork network, ITensorResolver resolver)
    {
        var exporter = new NirExporter(network, resolver);
        exporter.AddOutputs();
        var graph = exporter.WithoutSums(out var shapes);
        graph = new LateEdges(graph, shapes, exporter.Seconds(1), exporter._names).Settle();
        var edges = graph.Edges.Select(edge => new NirEdge(graph.Nodes[edge.From].Name, graph.Nodes[edge.To].Name)).ToList();
        return new ExportedNetwork(new NirGraph("node", graph.Nodes, edges), exporter._notes, exporter.Options());
    }

    private void AddOutputs()
    {
        foreach (var input in _network.Nodes.Where(node => node.Operation is BoundInput))
        {
            _ = Index(input);
        }

        foreach (var output in _network.Outputs)
        {
            var (from, state) = Undecoded(output);
            var source = Source(from, state, $"output '{output.Name}'");
            var shape = NirField.Of([.. _nodes[from].Type.Shape.Select(extent => (long)extent)]);
            var end = new NirPrimitive(Name(output.Name), "Output", new Dictionary<string, NirField> { ["shape"] = shape });
            _edges.Add(new FlatEdge(source, Add(end, _nodes[from].Type.Shape)));
        }
    }

    // NIR's outputs are values of every step.
    private (string From, string? State) Undecoded(BoundOutput output)
    {
        var (from, state, words) = (output.From, output.State, new List<string>());
        while (_nodes[from].Operation is BoundOperator { Symbol: { Family: OperatorFamily.Decoder } or { Name: "argmax" } } decoder)
        {
            words.Add(decoder.Symbol.Name);
            (from, state) = (_nodes[from].Inputs[0].From, _nodes[from].Inputs[0].State);
        }

        if (words.Count > 0)
        {
            _notes.Add($"NIR has no decoders: output '{output.Name}' is '{from}' in every step, without its {string.Join(" of ", words)}");
        }

        return (from, state);
    }

    private int Source(string name, string? state, string reader)
    {
        var node = _nodes[name];
        var emits = node.Operation is BoundPopulation { Use.Model.Emits: true };
        return state is null || (emits && state == "v") ? Index(node) : throw new ImportException(
            $"{reader} reads the state '{state}' of '{name}', which NIR cannot say", "a population gives its spikes, or its v if it does not spike");
    }

    private int Index(BoundNode start)
    {
        if (_indices.TryGetValue(start.Name, out var known))
        {
            return known;
        }

        // Numbered before its inputs are: a cycle leads back to it. Without recursion, for chains of any length.
        var open = new Stack<BoundNode>([start]);
        _indices[start.Name] = Add(Primitive(start), start.Type.Shape);
        while (open.TryPop(out var node))
        {
            foreach (var edge in node.Inputs)
            {
                if (!_indices.ContainsKey(edge.From))
                {
                    _indices[edge.From] = Add(Primitive(_nodes[edge.From]), _nodes[edge.From].Type.Shape);
                    open.Push(_nodes[edge.From]);
                }

                Connect(Source(edge.From, edge.State, $"'{node.Name}'"), node, edge);
            }
        }

        return _indices[start.Name];
    }

    private void Connect(int source, BoundNode node, BoundEdge edge)
    {
        if (edge.Port is { } port && node.Operation is BoundPopulation population && population.Use.Model.Ports[0].Name != port)
        {
            throw new ImportException($"an edge leads to the port '{port}' of '{node.Name}', which NIR cannot say");
        }

        var target = _indices[node.Name];
        if (node.Operation is BoundOperator { Symbol.Family: OperatorFamily.Connection } && node.Delay > 1)
        {
            var shape = _nodes[edge.From].Type.Shape;
            var delay = Add(LateEdges.Delay(Name($"{node.Name}.delay"), shape, Seconds(node.Delay)), shape);
            _edges.Add(new FlatEdge(source, delay));
            source = delay;
        }

        _edges.Add(new FlatEdge(source, target, IsLate(node)));
    }

    // One step is what a cycle has anyway, once it is imported.
    private static bool IsLate(BoundNode node) => node is { Delay: 1, DelayTensor: null, Operation: BoundOperator { Symbol: var symbol } }
        && (symbol.Family == OperatorFamily.Connection || symbol.Name == "delay");

    private NirPrimitive Primitive(BoundNode node)
    {
        var name = Name(node.Name);
        return node.Operation switch
        {
            BoundInput => Input(node, name),
            BoundPopulation => _populations.Export(node, name),
            _ when IsWire(node) => new NirPrimitive(name, FlatGraph.Sum, new Dictionary<string, NirField>()),
            _ => _operators.Export(node, name, _nodes[node.Inputs[0].From].Type.Shape),
        };
    }

    private static bool IsWire(BoundNode node) =>
        node.IsBlockInput
        || node.Operation is BoundOperator { Symbol.Name: "add" }
        || (node.Operation is BoundOperator { Symbol.Name: "delay" } && IsLate(node));

    private static NirPrimitive Input(BoundNode node, string name)
    {
        var shape = NirField.Of([.. node.Type.Shape.Select(extent => (long)extent)]);
        return node.Type.Kind == TimeKind.Frame
            ? throw new ImportException($"the input '{node.Name}' is a frame, and NIR has time alone", "declare it as a signal, and leave out its encoder")
            : new NirPrimitive(name, "Input", new Dictionary<string, NirField> { ["shape"] = shape });
    }

    private double Seconds(int steps) => (double)(steps * (_network.Scale.Exact ?? 1));

    private int Add(NirPrimitive primitive, Shape shape)
    {
        _primitives.Add(primitive);
        _shapes.Add(shape);
        return _primitives.Count - 1;
    }

    // The importer makes 'in' and 'out' of the names that other systems' nodes have.
    private string Name(string wanted)
    {
        var common = wanted switch
        {
            "in" => "input",
            "out" => "output",
            _ => wanted,
        };
        var name = common;
        for (var i = 2; !_names.Add(name); i++)
        {
            name = $"{common}_{i}";
        }

        return name;
    }

    // Several edges into any node are a sum, so that sums, and inputs of blocks, go away.
    private FlatGraph WithoutSums(out IReadOnlyList<Shape> shapes)
    {
        var edges = _edges;
        foreach (var sum in Enumerable.Range(0, _primitives.Count).Where(node => _primitives[node].Type == FlatGraph.Sum))
        {
            var into = edges.Where(edge => edge.To == sum).ToList();
            if (into.Exists(edge => edge.From == sum) || into.Count * (long)edges.Count(edge => edge.From == sum) > MostEdges)
            {
                throw new ImportException($"'{_primitives[sum].Name}' sums what NIR cannot say: itself, or too much");
            }

            edges = [.. edges.Where(edge => edge.To != sum)
                .SelectMany(edge => edge.From != sum ? [edge] : into.Select(before => Through(before, edge)))];
        }

        // In the order in which they will be read.
        var kept = Enumerable.Range(0, _primitives.Count).Where(node => _primitives[node].Type != FlatGraph.Sum)
            .OrderBy(node => _primitives[node].Name, StringComparer.Ordinal).ToList();
        var places = kept.Select((node, place) => (node, place)).ToDictionary(pair => pair.node, pair => pair.place);
        shapes = [.. kept.Select(node => _shapes[node])];
        return new FlatGraph(
            [.. kept.Select(node => _primitives[node])],
            [.. edges.Select(edge => edge with { From = places[edge.From], To = places[edge.To] }).OrderBy(edge => edge.From)]);
    }

    private FlatEdge Through(FlatEdge before, FlatEdge after) => before.IsDelayed && after.IsDelayed
        ? throw new ImportException($"two delays of one step lead to '{_primitives[after.To].Name}'", "make them one delay of two steps")
        : new FlatEdge(before.From, after.To, before.IsDelayed || after.IsDelayed);

    private string Options()
    {
        List<string> options = [.. _populations.Options];
        if (_populations.IsTimed || _primitives.Exists(node => node.Type == "Delay"))
        {
            options.Add(_network.Scale.Seconds is { } step
                ? $"--dt {Times.Text(step).Replace(" ", "", StringComparison.Ordinal)} --unit s"
                : "--unit steps");
        }

        if (_network.Nodes.Any(node => node is { Operation: BoundInput, Type.Kind: TimeKind.Spikes }))
        {
            options.Add("--input spikes");
        }

        if (_network.Steps is { } steps)
        {
            options.Add($"--steps {steps}");
        }

        return string.Join(" ", options);
    }
}
