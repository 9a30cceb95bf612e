using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.Ir;

/// <summary>
/// The tensors that a graph reads when it is loaded, checked against what it was compiled for; says what is wrong with them by file and tensor.
/// </summary>
public sealed class GraphWeights
{
    private readonly Dictionary<string, Container> _containers;
    private readonly Dictionary<string, ITensorSource> _sources = [];
    private readonly Dictionary<(string Container, string Key), Shape> _shapes = [];
    private readonly ITensorResolver _resolver;

    /// <summary>Takes the names and shapes from a graph; files are opened when they are asked for.</summary>
    public GraphWeights(Graph graph, ITensorResolver resolver)
    {
        _containers = graph.Containers.ToDictionary(container => container.Name);
        _resolver = resolver;
        Names = NamesOf(graph);
        foreach (var tensor in graph.Constants.SelectMany(constant => ConstantUses.Tensors(constant.Value)))
        {
            _shapes[(tensor.Container, tensor.Key)] = tensor.Shape;
        }
    }

    /// <summary>Gets the tensors' names, each once, in the order of the graph's constants.</summary>
    public IReadOnlyList<(string Container, string Key)> Names { get; }

    /// <summary>Gets the paths of the containers that were opened, as messages show them.</summary>
    public IEnumerable<string> Opened => _sources.Values.Select(source => source.Name);

    /// <summary>The names of the tensors that a graph reads, each once, in the order of its constants.</summary>
    public static IReadOnlyList<(string Container, string Key)> NamesOf(Graph graph) =>
        [.. graph.Constants.SelectMany(constant => ConstantUses.Tensors(constant.Value)).Select(tensor => (tensor.Container, tensor.Key)).Distinct()];

    /// <summary>Whether a graph reads tensors, and each from a file that its program names: none of them is left to whoever loads the network.</summary>
    public static bool AreOfFiles(Graph graph)
    {
        var used = new HashSet<string>(NamesOf(graph).Select(tensor => tensor.Container));
        return used.Count > 0 && graph.Containers.Where(container => used.Contains(container.Name)).All(container => container.Path is not null);
    }

    /// <summary>What a tensor is, without its values.</summary>
    /// <exception cref="TensorFormatException">The container cannot be read, or has no such tensor.</exception>
    public TensorInfo InfoOf(string container, string key)
    {
        var source = Open(container, key);
        return source.Tensors.FirstOrDefault(tensor => tensor.Key == key) ?? source.Read(key).Info;
    }

    /// <summary>Reads a tensor.</summary>
    /// <exception cref="TensorFormatException">It is missing, has another shape than the graph says, or is not finite.</exception>
    public TensorData Read(string container, string key)
    {
        var source = Open(container, key);
        var data = source.Read(key);
        if (_shapes.TryGetValue((container, key), out var expected) && data.Shape != expected)
        {
            throw new TensorFormatException(
                source.Name,
                $"tensor '{key}' has the shape {data.Shape}, but the network was compiled for {expected}",
                "compile again with these weights, or load those that it was compiled with");
        }

        CheckFinite(source.Name, key, data);
        return data;
    }

    private static void CheckFinite(string path, string key, TensorData data)
    {
        var wrong = data.Values switch
        {
            float[] values => Scan.FirstNotFinite(values),
            double[] values => Scan.FirstNotFinite(values),
            _ => -1,
        };
        if (wrong >= 0)
        {
            var value = data.GetDouble(wrong).ToString("R", CultureInfo.InvariantCulture);
            throw new TensorFormatException(
                path, $"tensor '{key}'{Index(data.Shape, wrong)} is {value}", "weights must be finite; was the training stable?");
        }
    }

    private static string Index(Shape shape, int place)
    {
        var indices = new int[shape.Rank];
        for (var axis = shape.Rank - 1; axis >= 0; axis--)
        {
            indices[axis] = place % shape[axis];
            place /= shape[axis];
        }

        return shape.Rank == 0 ? "" : $"[{string.Join(", ", indices)}]";
    }

    private ITensorSource Open(string name, string key)
    {
        if (!_sources.TryGetValue(name, out var source))
        {
            var container = _containers[name];
            var path = container.Path ?? throw new TensorFormatException(
                container.SourcePath ?? name,
                $"no file is named that has the tensor '{key}'",
                "name one (weights w = \"net.npz\";), or give the value in the program (bias = none)");
            _sources[name] = source = _resolver.Open(container.SourcePath ?? "", path);
        }

        return source;
    }
}
