using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Tensors;
using Snnc.Import.Layers;
using Snnc.Tensors.Onnx;

namespace Snnc.Import.Onnx;

/// <summary>Imports ONNX models (opsets 7 to 21) that compute frames: convolutions, products, pooling, norms. The batch axis is left out.</summary>
internal sealed class OnnxImporter
{
    private const int OldestOpset = 7;
    private const int NewestOpset = 21;
    private const int MostNamed = 20;

    private static readonly Dictionary<string, Func<NodeView, Value>> Operators = new(
        ConnectionOperators.All.Concat(ArithmeticOperators.All).Concat(PoolingOperators.All).Concat(NormOperators.All).Concat(MovementOperators.All));

    private readonly OnnxModel _model;
    private readonly OnnxGraph _graph;
    private readonly FrameNetwork _network = new();
    private readonly Dictionary<string, Value> _values = [];
    private readonly Dictionary<string, OnnxTensor> _stored;
    private readonly Dictionary<string, int> _readers = [];
    private readonly List<string> _readings = [];
    private readonly List<string> _problems = [];
    private readonly LayerNames _names = new();

    private OnnxImporter(OnnxModel model)
    {
        (_model, _graph) = (model, GraphCleaner.Clean(model.Graph));
        _stored = _graph.Initializers.GroupBy(tensor => tensor.Name).ToDictionary(group => group.Key, group => group.First());
        foreach (var name in _graph.Nodes.SelectMany(node => node.Inputs).Concat(_graph.Outputs.Select(output => output.Name)))
        {
            _readers[name] = _readers.GetValueOrDefault(name) + 1;
        }
    }

    /// <summary>Imports a file.</summary>
    /// <exception cref="ImportException">It cannot be imported: all nodes that the language has no words for, or what else is open.</exception>
    /// <exception cref="TensorFormatException">The file cannot be read.</exception>
    public static ImportedNetwork Import(string path, ImportOptions options) => Import(OnnxFile.Open(path), options);

    /// <summary>Imports a model.</summary>
    /// <exception cref="ImportException">It cannot be imported.</exception>
    /// <exception cref="TensorFormatException">Its file cannot be read.</exception>
    public static ImportedNetwork Import(OnnxModel model, ImportOptions options)
    {
        try
        {
            return new OnnxImporter(model).Import(options);
        }
        catch (LayerException e)
        {
            throw new ImportException(e.Message);
        }
    }

    private ImportedNetwork Import(ImportOptions options)
    {
        var opset = _model.Opsets.TryGetValue("", out var version) ? version : 0;
        if (opset is < OldestOpset or > NewestOpset)
        {
            throw new ImportException($"the model uses opset {opset} of ONNX's operators", $"export it with one from {OldestOpset} to {NewestOpset}");
        }

        foreach (var input in _graph.Inputs.Where(input => !_stored.ContainsKey(input.Name)))
        {
            _values[input.Name] = Input(input);
        }

        foreach (var node in _graph.Nodes)
        {
            Add(node, opset);
        }

        if (_problems.Count > 0)
        {
            throw Unsupported();
        }

        foreach (var output in _graph.Outputs)
        {
            _network.Output(output.Name, Result(output.Name));
        }

        var writer = _model.Producer == "" ? "" : $" of {_model.Producer}";
        return LayerWriter.Write(_network, options, $"Imported from an ONNX model{writer}, opset {opset}.", _readings);
    }

    private ImportException Unsupported()
    {
        var more = _problems.Count > MostNamed ? $"; and {_problems.Count - MostNamed} more" : "";
        var what = _problems.Count == 1 ? "a node has no counterpart" : $"{_problems.Count} nodes have no counterpart";
        return new ImportException(
            $"{what}: {string.Join("; ", _problems.Take(MostNamed))}{more}",
            "export the model without them; the operators that can be imported are listed in onnx.md");
    }

    private Flowing Input(OnnxValue input)
    {
        var given = input.Extents
            ?? throw new ImportException($"nothing says what the shape of the input '{input.Name}' is", "export the model with the shape of its inputs");
        var open = Enumerable.Range(0, given.Count).Where(axis => given[axis] is null && axis > 0).ToList();
        if (open.Count > 0)
        {
            throw new ImportException(
                $"axis {open[0]} of the input '{input.Name}' has no fixed extent",
                "export the model with a fixed size; only the batch axis may be open");
        }

        var full = NodeView.ShapeOf(given.Select(extent => extent ?? 1));
        var isBatched = full.Rank >= 2 && full[0] == 1;
        if (isBatched)
        {
            _readings.Add($"the first axis of the input '{input.Name}' is the batch, which the program does not have");
        }
        else if (full.Rank >= 2)
        {
            _readings.Add($"the first axis of the input '{input.Name}' has {full[0]} entries, so it is no batch");
        }

        // The input of a program has an axis at least.
        return full.Rank == 0 ? Flowing.Of(_network, _network.Input(input.Name, [1]), full)
            : new Flowing(_network.Input(input.Name, isBatched ? Shape.Of(full.Skip(1)) : full), full, isBatched);
    }

    // A node that fails is told of, and what depends on it is passed over.
    private void Add(OnnxNode node, long opset)
    {
        var results = node.Outputs.Select(_ => (Value)new Broken()).ToList();
        try
        {
            var inputs = node.Inputs.Select(name => name == "" ? null : ValueOf(name)).ToList();
            if (!IsImported(node))
            {
                throw new LayerException($"{(node.Domain == "" ? "" : $"of '{node.Domain}' ")}cannot be imported");
            }

            if (!inputs.Any(input => input is Broken))
            {
                var given = Results(node, new NodeView(node, inputs, _network, opset)).Select(value => Passed(inputs, value)).ToList();
                results = [.. given, .. results.Skip(given.Count)];
            }
        }
        catch (LayerException e)
        {
            _problems.Add($"{NameOf(node)}: {e.Message}");
        }

        foreach (var (name, value) in node.Outputs.Zip(results).Where(result => result.First != ""))
        {
            if (!_values.TryAdd(name, Shared(name, value)))
            {
                _problems.Add($"{NameOf(node)}: its output '{name}' has the name of another value");
            }
        }
    }

    // Of one that depends on another that fails, this much can be told.
    private static bool IsImported(OnnxNode node) =>
        node.Domain == "" && (node.OpType == "Split" || Operators.ContainsKey(node.OpType) || ConstantOperators.All.ContainsKey(node.OpType));

    private IReadOnlyList<Value> Results(OnnxNode node, NodeView view)
    {
        if (node.Outputs.Count == 0)
        {
            throw new LayerException("it gives nothing");
        }

        if (view.IsKnown && ConstantOperators.All.TryGetValue(node.OpType, out var fold) && node.Domain == "")
        {
            return [new Known(fold(view))];
        }

        if (node.OpType != "Split" && !Operators.ContainsKey(node.OpType))
        {
            throw new LayerException("cannot be imported but of constants");
        }

        var before = _network.Layers.Count;
        var results = node.OpType == "Split" ? MovementOperators.Split(view) : [Operators[node.OpType](view)];
        _names.Give(node, _network.Layers, before);
        return results;
    }

    private Value ValueOf(string name)
    {
        if (_values.TryGetValue(name, out var value))
        {
            return value;
        }

        return _stored.TryGetValue(name, out var tensor) ? _values[name] = new Known(Constant.Of(tensor.Read()))
            : throw new LayerException($"nothing gives its input '{name}'");
    }

    private Value Shared(string name, Value value) =>
        value is Flowing flowing && _readers.GetValueOrDefault(name) > 1 ? flowing with { IsShared = true } : value;

    // What only passes a value on has the value's other readers too.
    private static Value Passed(List<Value?> inputs, Value value) =>
        value is Flowing flowing && inputs.OfType<Flowing>().Any(input => input.IsShared && input.Layer == flowing.Layer)
            ? flowing with { IsShared = true } : value;

    private Layer Result(string name) => ValueOf(name) switch
    {
        Flowing { Pads: { } pads } padded => _network.Pad(padded.Layer, pads),
        Flowing flowing => flowing.Layer,
        _ => throw new LayerException($"the output '{name}' does not depend on an input"),
    };

    private static string NameOf(OnnxNode node)
    {
        var name = node.Name != "" ? node.Name : node.Outputs.FirstOrDefault("");
        return $"'{name}' ({node.OpType})";
    }
}
