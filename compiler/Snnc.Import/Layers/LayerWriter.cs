using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Syntax;
using Snnc.Import.Writing;
using Snnc.Tensors;

namespace Snnc.Import.Layers;

/// <summary>
/// Writes a network of frames as a program: layers that follow each other become one chain, and what has tensors or several readers gets a name.
/// </summary>
internal sealed class LayerWriter
{
    private const string Container = "w";
    private static readonly string[] OwnTensors = ["weight", "bias", "running_mean", "running_var"];

    private readonly FrameNetwork _network;
    private readonly ImportOptions _options;
    private readonly List<Layer> _layers;
    private readonly Dictionary<Layer, List<Layer>> _readers = [];
    private readonly HashSet<Layer> _named = [];
    private readonly Identifiers _names;
    private readonly Dictionary<Layer, string> _nameOf = [];
    private readonly List<NamedArray> _tensors = [];

    private LayerWriter(FrameNetwork network, ImportOptions options)
    {
        (_network, _options) = (network, options);
        _layers = Reachable(network);
        foreach (var (layer, input) in _layers.SelectMany(layer => layer.Inputs.Select(input => (layer, input))))
        {
            _readers.TryAdd(input, []);
            _readers[input].Add(layer);
        }

        _names = new Identifiers(network.Outputs.Select(output => Unreserved(output.Name, "y")), Container);
    }

    /// <summary>The program and its tensors.</summary>
    /// <param name="network">The network.</param>
    /// <param name="options">Its name, and that of the file of tensors.</param>
    /// <param name="note">The line that the file begins with.</param>
    /// <param name="readings">How the file was read.</param>
    public static ImportedNetwork Write(FrameNetwork network, ImportOptions options, string note, IReadOnlyList<string> readings) =>
        new LayerWriter(network, options).Write(note, readings);

    private ImportedNetwork Write(string note, IReadOnlyList<string> readings)
    {
        var text = new NetworkText(_options.Name);
        text.Note(note);
        foreach (var reading in readings)
        {
            text.Note(reading);
        }

        Name();
        foreach (var layer in _network.Layers.Where(layer => layer.Operator == "input"))
        {
            text.Input(_nameOf[layer], $"frame{layer.Shape}");
        }

        foreach (var chain in Chains())
        {
            text.Chain(chain);
        }

        foreach (var (name, layer) in _network.Outputs)
        {
            text.Output(_names.Of(Unreserved(name, "y")), layer.Operator == "argmax" ? $"argmax({_nameOf[layer.Inputs[0]]})" : _nameOf[layer]);
        }

        if (_tensors.Count > 0)
        {
            text.Weights(Container, _options.WeightsFile);
        }

        return new ImportedNetwork(text.ToString(), _tensors, readings);
    }

    // What no output needs is left out, but for inputs, which are the network's face.
    private static List<Layer> Reachable(FrameNetwork network)
    {
        var needed = network.Outputs.Select(output => output.Layer).ToHashSet();
        foreach (var layer in network.Layers.Reverse().Where(needed.Contains))
        {
            needed.UnionWith(layer.Inputs);
        }

        return [.. network.Layers.Where(needed.Contains)];
    }

    // Inputs first, so that they keep their names.
    private void Name()
    {
        _named.UnionWith(_network.Outputs.Select(output => output.Layer.Operator == "argmax" ? output.Layer.Inputs[0] : output.Layer));
        _named.UnionWith(_layers.Where(layer =>
            layer.Tensors.Count > 0 || Readers(layer).Count > 1 || Readers(layer).Any(reader => reader.Inputs.Count > 1)));
        foreach (var layer in _network.Layers.Where(layer => layer.Operator == "input"))
        {
            _nameOf[layer] = _names.Fresh(Unreserved(layer.Name, "x"));
        }

        foreach (var layer in _layers.Where(layer => layer.Operator != "input" && _named.Contains(layer)))
        {
            _nameOf[layer] = _names.Fresh(layer.Name ?? layer.Operator);
        }
    }

    private List<Layer> Readers(Layer layer) => _readers.TryGetValue(layer, out var readers) ? readers : [];

    private IEnumerable<List<string>> Chains()
    {
        var written = new HashSet<Layer>();
        foreach (var first in _layers.Where(layer => layer.Operator is not ("input" or "argmax")))
        {
            if (!written.Add(first))
            {
                continue;
            }

            var sources = first.Inputs.Select(input => _nameOf[input]).ToList();
            var chain = new List<string> { sources.Count == 1 ? sources[0] : $"({string.Join(", ", sources)})", Element(first) };
            for (var layer = first; Next(layer) is { } next && written.Add(next); layer = next)
            {
                chain.Add(Element(next));
            }

            yield return chain;
        }
    }

    // Exporters like to call an input "input", which the language does not.
    private static string Unreserved(string? name, string other) => name is null || SyntaxFacts.ReservedWords.Contains(name) ? other : name;

    // The only reader, if it reads nothing else.
    private Layer? Next(Layer layer) =>
        Readers(layer) is [{ Inputs.Count: 1 } only] && only.Operator != "argmax" ? only : null;

    private string Element(Layer layer)
    {
        var label = _nameOf.TryGetValue(layer, out var name) ? name : null;
        var arguments = layer.Arguments.ToList();
        foreach (var (field, tensor) in layer.Tensors)
        {
            var key = $"{label}.{field}";
            _tensors.Add(new NamedArray(key, tensor.Shape, tensor.Values));
            arguments.AddRange(OwnTensors.Contains(field) ? [] : [$"{field} = {Container}[\"{key}\"]"]);
        }

        if (layer.IsConnection && !layer.Tensors.ContainsKey("bias"))
        {
            arguments.Add("bias = none");
        }

        return NetworkText.Element(label, layer.Operator, arguments);
    }
}
