using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Tensors;
using Snnc.Runtime;

namespace Snnc.Execution;

/// <summary>Gives a network its weights from the containers that its graph names, and says what is wrong with them by file and tensor.</summary>
public sealed class TensorWeightSource : IWeightSource
{
    private readonly Dictionary<string, Container> _containers;
    private readonly Dictionary<string, ITensorSource> _sources = [];
    private readonly Dictionary<(string Container, string Key), Shape> _shapes = [];
    private readonly ITensorResolver _resolver;

    /// <summary>Makes a source; files are opened when they are asked for.</summary>
    public TensorWeightSource(Graph graph, ITensorResolver resolver)
    {
        _containers = graph.Containers.ToDictionary(container => container.Name);
        _resolver = resolver;
        foreach (var tensor in graph.Constants.SelectMany(constant => ConstantUses.Tensors(constant.Value)))
        {
            _shapes[(tensor.Container, tensor.Key)] = tensor.Shape;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="TensorFormatException">The tensor is missing, has another shape than the graph says, or is not finite.</exception>
    public WeightTensor Read(string container, string key)
    {
        var source = Open(container);
        var data = source.Read(key);
        if (_shapes.TryGetValue((container, key), out var expected) && data.Shape != expected)
        {
            throw new TensorFormatException(
                source.Name,
                $"tensor '{key}' has the shape {data.Shape}, but the network was compiled for {expected}",
                "compile again with these weights, or load those that it was compiled with");
        }

        CheckFinite(source.Name, key, data);
        return data.Values switch
        {
            float[] values => new WeightTensor([.. data.Shape], values),
            long[] values => new WeightTensor([.. data.Shape], values),
            _ => new WeightTensor([.. data.Shape], data.ToDoubles()),
        };
    }

    /// <summary>Loads a network with these weights; what the runtime finds wrong with them is said as of a container too.</summary>
    internal INetwork Load(Func<IWeightSource, INetwork> load)
    {
        try
        {
            return load(this);
        }
        catch (SnncRunException e)
        {
            var path = _sources.Values.Select(source => source.Name).FirstOrDefault() ?? "weights";
            throw new TensorFormatException(path, AsMessage(e.Message), null, e);
        }
    }

    // As diagnostics are written: no capital, no full stop.
    private static string AsMessage(string sentence) => char.ToLowerInvariant(sentence[0]) + sentence[1..].TrimEnd('.');

    private static void CheckFinite(string path, string key, TensorData data)
    {
        var wrong = data.Values switch
        {
            float[] values => Array.FindIndex(values, value => !float.IsFinite(value)),
            double[] values => Array.FindIndex(values, value => !double.IsFinite(value)),
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
            (place, indices[axis]) = Math.DivRem(place, shape[axis]);
        }

        return shape.Rank == 0 ? "" : $"[{string.Join(", ", indices)}]";
    }

    private ITensorSource Open(string name)
    {
        if (!_sources.TryGetValue(name, out var source))
        {
            var container = _containers[name];
            _sources[name] = source = _resolver.Open(container.SourcePath ?? "", container.Path ?? "");
        }

        return source;
    }
}
