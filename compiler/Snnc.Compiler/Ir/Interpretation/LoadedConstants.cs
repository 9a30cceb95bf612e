using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.Ir.Interpretation;

/// <summary>
/// The values of a graph's constants: computed in doubles, then rounded to single precision (Real) or checked to be whole (Int).
/// Numbers and tensors must be finite.
/// </summary>
internal sealed class LoadedConstants
{
    private const int LargeElements = 1 << 18;

    private readonly Dictionary<string, Constant> _constants;
    private readonly Dictionary<string, double[]> _values = [];
    private readonly Dictionary<string, Container> _containers;
    private readonly Dictionary<string, ITensorSource> _sources = [];
    private readonly ITensorResolver _resolver;
    private readonly LoadEvaluator _evaluator;
    private (string Name, double[] Values)? _last;

    /// <summary>Computes all constants.</summary>
    /// <param name="holdsAll">
    /// Whether all are held. Else of large ones that alone which was asked for last is, and another is computed anew: for whoever packs each once.
    /// </param>
    /// <exception cref="TensorFormatException">A container, tensor or value is not what the graph says.</exception>
    public LoadedConstants(Graph graph, ITensorResolver resolver, bool holdsAll = true)
    {
        (_resolver, _evaluator) = (resolver, new LoadEvaluator(Read));
        _constants = graph.Constants.ToDictionary(constant => constant.Name);
        _containers = graph.Containers.ToDictionary(container => container.Name);
        foreach (var constant in graph.Constants)
        {
            var values = Compute(constant);
            if (holdsAll || values.Length < LargeElements)
            {
                _values[constant.Name] = values;
            }
        }
    }

    /// <summary>The constant itself.</summary>
    public Constant Declaration(string name) => _constants[name];

    /// <summary>The values in C order.</summary>
    public double[] Values(string name)
    {
        if (_values.TryGetValue(name, out var values))
        {
            return values;
        }

        if (_last?.Name != name)
        {
            // What was held is not, while this is computed.
            _last = null;
            _last = (name, Compute(_constants[name]));
        }

        return _last.Value.Values;
    }

    /// <summary>The values as they stand in an array of this shape.</summary>
    public double[] Values(string name, Shape shape) => Broadcasting.Expand(Values(name), _constants[name].Shape, shape);

    /// <summary>The values of an Int constant that must lie between two bounds (both included).</summary>
    public int[] Integers(string name, int least, int greatest)
    {
        var values = Values(name);
        var wrong = Array.FindIndex(values, x => x < least || x > greatest);
        if (wrong >= 0)
        {
            var range = greatest == int.MaxValue ? $"at least {least}" : $"{least} to {greatest}";
            throw Error(name, $"{Place(name, wrong)} is {Text(values[wrong])}, which is not in its range, {range}");
        }

        return Array.ConvertAll(values, x => (int)x);
    }

    /// <summary>An error of a constant, in the name of the container that it comes from.</summary>
    public TensorFormatException Error(string name, string message, string? hint = null)
    {
        var container = ConstantUses.Tensors(_constants[name].Value).Select(tensor => _sources[tensor.Container].Name).FirstOrDefault();
        return new TensorFormatException(container ?? name, message, hint);
    }

    /// <summary>How messages name an element: the tensor that the constant is, or else the constant.</summary>
    public string Place(string name, int index)
    {
        var constant = _constants[name];
        return constant.Value is LoadTensor tensor ? Place($"tensor '{tensor.Key}'", tensor.Shape, index) : Place($"'{name}'", constant.Shape, index);
    }

    private static string Place(string what, Shape shape, long index)
    {
        if (shape.Rank == 0)
        {
            return what;
        }

        var indices = new long[shape.Rank];
        for (var axis = shape.Rank - 1; axis >= 0; axis--)
        {
            indices[axis] = index % shape[axis];
            index /= shape[axis];
        }

        return $"{what}[{string.Join(", ", indices)}]";
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private double[] Compute(Constant constant)
    {
        var values = _evaluator.Evaluate(constant.Value);
        if (constant.Element == ElementType.Real)
        {
            RoundToSingle(values);
            Check(constant, values, Scan.FirstNotFinite(values), "a finite number in single precision");
        }
        else
        {
            var wrong = Array.FindIndex(values, x => !(Math.Abs(x) < 9.2e18 && x == Math.Floor(x)));
            Check(constant, values, wrong, "a whole number", "integer models take whole weights only");
        }

        return values;
    }

    // A loop without calls: there may be millions of weights, and what is called for each is not yet compiled for good.
    private static void RoundToSingle(double[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)values[i];
        }
    }

    private void Check(Constant constant, double[] values, int wrong, string what, string? hint = null)
    {
        if (wrong >= 0)
        {
            throw Error(constant.Name, $"{Place(constant.Name, wrong)} is {Text(values[wrong])}, not {what}", hint);
        }
    }

    private double[] Read(LoadTensor tensor)
    {
        var source = Open(tensor.Container);
        var data = source.Read(tensor.Key);
        if (data.Shape != tensor.Shape)
        {
            throw new TensorFormatException(
                source.Name,
                $"tensor '{tensor.Key}' has the shape {data.Shape}, but the network was compiled for {tensor.Shape}",
                "compile again with these weights, or load those that it was compiled with");
        }

        var values = data.ToDoubles();
        var wrong = Scan.FirstNotFinite(values);
        return wrong < 0 ? values : throw new TensorFormatException(
            source.Name,
            $"{Place($"tensor '{tensor.Key}'", tensor.Shape, wrong)} is {Text(values[wrong])}",
            "weights must be finite; was the training stable?");
    }

    private ITensorSource Open(string name)
    {
        if (!_sources.TryGetValue(name, out var source))
        {
            var container = _containers[name];
            source = _resolver.Open(container.SourcePath ?? "", container.Path ?? "");
            _sources[name] = source;
        }

        return source;
    }
}
