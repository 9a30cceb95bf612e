using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Tensors;
using Snnc.Import.Writing;

namespace Snnc.Import.Nir;

/// <summary>Writes a graph as a program: its nodes in the order in which they are met from the inputs on, in chains as long as they go.</summary>
internal sealed class ProgramWriter
{
    private readonly FlatGraph _graph;
    private readonly IReadOnlyList<Shape> _shapes;
    private readonly ILookup<int, FlatEdge> _into;
    private readonly Identifiers _names;
    private readonly TensorTable _tensors = new();
    private readonly NeuronWriter _neurons;
    private readonly OperatorWriter _operators;
    private readonly NetworkText _text;
    private readonly List<List<string>> _chains = [];
    private readonly Dictionary<string, List<string>> _tails = [];
    private readonly HashSet<int> _shapeless;
    private readonly HashSet<int> _written = [];
    private readonly List<(FlatEdge Edge, string Label)> _open = [];

    private ProgramWriter(FlatGraph graph, IReadOnlyList<Shape> shapes, Interpretation reading, NetworkText text)
    {
        (_graph, _shapes, _text) = (graph, shapes, text);
        _into = graph.Into();
        _names = new Identifiers(graph.Nodes.Select(node => node.Name), TensorTable.Container);
        _neurons = new NeuronWriter(reading, _tensors);
        _operators = new OperatorWriter(reading, _tensors);
        _shapeless = Shapeless();
    }

    /// <summary>Writes all nodes.</summary>
    /// <returns>The tensors that they need.</returns>
    /// <exception cref="ImportException">A node has no place in a program.</exception>
    public static TensorTable Write(FlatGraph graph, IReadOnlyList<Shape> shapes, Interpretation reading, ImportOptions options, NetworkText text)
    {
        var writer = new ProgramWriter(graph, shapes, reading, text);
        foreach (var node in writer.InReadingOrder())
        {
            writer.WriteNode(node, options);
            writer._written.Add(node);
        }

        foreach (var (edge, label) in writer._open)
        {
            writer.Lead(edge, label, null);
        }

        foreach (var chain in writer._chains)
        {
            text.Chain(chain);
        }

        return writer._tensors;
    }

    private string Label(int node) => _names.Of(_graph.Nodes[node].Name);

    // Depth first from the inputs, what is heard a step later last.
    private List<int> InReadingOrder()
    {
        var outOf = _graph.OutOf();
        var (order, seen) = (new List<int>(), new HashSet<int>());
        var open = new Stack<int>(Enumerable.Range(0, _graph.Nodes.Count).OrderBy(node => _graph.Nodes[node].Type == "Input" ? 0 : 1).Reverse());
        while (open.TryPop(out var node))
        {
            if (seen.Add(node))
            {
                order.Add(node);
                foreach (var edge in outOf[node].OrderBy(edge => edge.IsDelayed ? 1 : 0).Reverse())
                {
                    open.Push(edge.To);
                }
            }
        }

        return order;
    }

    // A population has the shape of what leads to it, an operator needs that of all that leads to it. Where this goes in a circle, a population must
    // say its shape.
    private HashSet<int> Shapeless()
    {
        var (known, shapeless) = (new HashSet<int>(), new HashSet<int>());
        var open = Enumerable.Range(0, _graph.Nodes.Count).ToList();
        while (open.Count > 0)
        {
            var before = open.Count;
            open.RemoveAll(node => HasShape(node, known) && known.Add(node));
            if (open.Count == before)
            {
                var first = open.FirstOrDefault(node => NirSchema.HasState(_graph.Nodes[node].Type), open[0]);
                shapeless.Add(first);
                known.Add(first);
                open.Remove(first);
            }
        }

        return shapeless;
    }

    private bool HasShape(int node, HashSet<int> known)
    {
        var sources = _into[node].Select(edge => edge.From);
        return _graph.Nodes[node].Type == "Input" || (NirSchema.HasState(_graph.Nodes[node].Type) ? sources.Any(known.Contains) : sources.All(known.Contains));
    }

    private void WriteNode(int index, ImportOptions options)
    {
        var node = _graph.Nodes[index];
        var inputs = _into[index].ToList();
        if (node.Type == "Input")
        {
            WriteInput(index, inputs, options);
        }
        else if (node.Type == "Output")
        {
            WriteOutput(index, inputs);
        }
        else if (NirSchema.HasState(node.Type))
        {
            WritePopulation(index, inputs);
        }
        else
        {
            WriteOperator(index, inputs);
        }
    }

    private void WriteInput(int index, List<FlatEdge> inputs, ImportOptions options)
    {
        if (inputs.Count > 0)
        {
            throw new ImportException(
                $"an edge leads from '{_graph.Nodes[inputs[0].From].Name}' to the input '{_graph.Nodes[index].Name}'", "inputs come from outside");
        }

        _text.Input(Label(index), (options.InputsAreSpikes ? "spikes" : "signal") + Numeral.Shape([.. _shapes[index]]));
    }

    private void WriteOutput(int index, List<FlatEdge> inputs)
    {
        var node = _graph.Nodes[index];
        if (inputs.Count == 0 || _graph.Edges.Any(edge => edge.From == index))
        {
            throw new ImportException($"{(inputs.Count == 0 ? "no edge leads to" : "an edge starts at")} the output '{node.Name}'");
        }

        var name = Label(index);
        _text.Output(name, inputs.Count == 1 ? Label(inputs[0].From) : Sum(inputs, _names.Fresh(name + "_sum")));
    }

    // A port sums its edges; every other node takes one value.
    private void WritePopulation(int index, List<FlatEdge> inputs)
    {
        var model = _neurons.Write(_graph.Nodes[index], _shapes[index]);
        var label = Label(index);
        var shaped = _shapeless.Contains(index) ? label + Numeral.Shape([.. _shapes[index]]) : label;
        var definition = $"{shaped}: {model}";
        if (inputs.Count == 0)
        {
            Start(definition, label);
        }

        foreach (var edge in inputs.OrderBy(edge => (edge.IsDelayed, !_written.Contains(edge.From))))
        {
            // What stands further down leads here from there.
            if (definition == label && !_written.Contains(edge.From))
            {
                _open.Add((edge, label));
                continue;
            }

            Lead(edge, definition, definition == label ? null : label);
            definition = label;
        }
    }

    private void Lead(FlatEdge edge, string element, string? label) =>
        Follow(Label(edge.From), edge.IsDelayed ? ["delay(1 step)", element] : [element], label);

    private void WriteOperator(int index, List<FlatEdge> inputs)
    {
        var node = _graph.Nodes[index];
        var label = Label(index);
        if (inputs.Count == 0)
        {
            throw new ImportException($"no edge leads to {_graph.Describe(index)}", "it gives nothing without an input: leave it out, or add an edge");
        }

        if (node.Type == FlatGraph.Sum)
        {
            _ = Sum(inputs, label);
            return;
        }

        var source = inputs.Count == 1 ? Label(inputs[0].From) : Sum(inputs, _names.Fresh(label + "_sum"));
        var isLate = inputs.Count == 1 && inputs[0].IsDelayed;
        Follow(source, _operators.Write(node, label, _shapes[inputs[0].From], isLate), label);
    }

    private string Sum(List<FlatEdge> inputs, string label)
    {
        var sources = inputs.Select(edge => edge.IsDelayed ? Late(edge) : Label(edge.From));
        Start($"({string.Join(", ", sources)})", null);
        Append(_chains[^1], [$"{label}: add"], label);
        return label;
    }

    private string Late(FlatEdge edge)
    {
        var label = _names.Fresh(Label(edge.From) + "_late");
        Follow(Label(edge.From), [$"{label}: delay(1 step)"], label);
        return label;
    }

    private void Follow(string source, IEnumerable<string> elements, string? label)
    {
        if (!_tails.Remove(source, out var chain))
        {
            Start(source, null);
            chain = _chains[^1];
        }

        Append(chain, elements, label);
    }

    private void Start(string element, string? label)
    {
        _chains.Add([]);
        Append(_chains[^1], [element], label);
    }

    private void Append(List<string> chain, IEnumerable<string> elements, string? label)
    {
        chain.AddRange(elements);
        if (label is not null)
        {
            _tails[label] = chain;
        }
    }
}
