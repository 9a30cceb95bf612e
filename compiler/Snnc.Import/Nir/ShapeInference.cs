using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Tensors;

namespace Snnc.Import.Nir;

/// <summary>
/// Finds the shape of what every node gives, and checks that edges and fields fit. An output may state its shape with other axes than what leads
/// to it has, if it is as large: exporters disagree about leading axes of size 1.
/// </summary>
internal sealed class ShapeInference
{
    private const long MostElements = int.MaxValue;
    private readonly FlatGraph _graph;
    private readonly ILookup<int, FlatEdge> _into;
    private readonly Shape?[] _shapes;

    private ShapeInference(FlatGraph graph)
    {
        _graph = graph;
        _into = graph.Into();
        _shapes = new Shape?[graph.Nodes.Count];
    }

    /// <summary>The shapes, by node.</summary>
    /// <exception cref="ImportException">A shape cannot be told, or two do not fit.</exception>
    public static IReadOnlyList<Shape> Of(FlatGraph graph, IReadOnlyList<int> order)
    {
        var inference = new ShapeInference(graph);
        while (order.Count(inference.Advance) > 0)
        {
        }

        foreach (var node in order)
        {
            inference.Check(node);
        }

        return inference._shapes!;
    }

    private bool Advance(int node)
    {
        if (_shapes[node] is not null)
        {
            return false;
        }

        var input = _into[node].Select(edge => _shapes[edge.From]).FirstOrDefault(shape => shape is not null);
        _shapes[node] = Bounded(node, Infer(node, input));
        return _shapes[node] is not null;
    }

    private Shape? Infer(int index, Shape? input)
    {
        var node = _graph.Nodes[index];
        return node.Type switch
        {
            "Input" => Shape.Of(Sizes(node, "shape")),
            "Affine" or "Linear" => LinearShape(node, input),
            "Conv1d" or "Conv2d" => input is null ? null : Window.OfConvolution(node, input).OutputShape,
            "SumPool2d" or "AvgPool2d" => input is null ? null : Window.OfPooling(node, input).OutputShape,
            "Flatten" => input is null ? null : Flattened(node, input),
            _ when NirSchema.HasState(node.Type) => PopulationShape(node, input, !_into[index].Any()),
            _ => input,
        };
    }

    // A population has its input's shape; without an input, or before it is known, that of its parameters, if they have one.
    private static Shape? PopulationShape(NirPrimitive node, Shape? input, bool isAlone)
    {
        var parameters = Populations.ParameterShape(node);
        return input ?? (parameters.Rank > 0 || isAlone ? parameters : null);
    }

    private static Shape? LinearShape(NirPrimitive node, Shape? input)
    {
        var weight = node["weight"].Shape;
        if (weight.Rank < 2)
        {
            throw new ImportException($"the weight of '{node.Name}' ({node.Type}) has the shape {weight}, and should be [out, in]");
        }

        var rows = weight.Rank > 2 ? weight.SkipLast(2) : input?.SkipLast(1) ?? [];
        return input is not null && input.Rank == 0 ? throw Mismatch(node, weight, input)
            : input is not null && input[input.Rank - 1] != weight[weight.Rank - 1] ? throw Mismatch(node, weight, input)
            : Shape.Of([.. rows, weight[weight.Rank - 2]]);
    }

    private static ImportException Mismatch(NirPrimitive node, Shape weight, Shape input) =>
        new($"the weight of '{node.Name}' ({node.Type}) is {weight}, [out, in], and what leads to it {input}");

    private static Shape Flattened(NirPrimitive node, Shape input)
    {
        var (start, end) = Flatten(node, input);
        return Shape.Of([.. input.Take(start), (int)Math.Min(MostElements, Shape.Of(input.Skip(start).Take(end - start + 1)).Size), .. input.Skip(end + 1)]);
    }

    /// <summary>The first and the last axis that a Flatten joins, counted from 0 without a batch axis.</summary>
    /// <exception cref="ImportException">There are no such axes.</exception>
    public static (int Start, int End) Flatten(NirPrimitive node, Shape input)
    {
        double start = node.Find("start_dim")?.Reals[0] ?? 1, end = node.Find("end_dim")?.Reals[0] ?? -1;
        var (first, last) = (start < 0 ? start + input.Rank : start, end < 0 ? end + input.Rank : end);
        return first < 0 || last >= input.Rank || first > last
            ? throw new ImportException(
                $"'{node.Name}' (Flatten) joins axes {start} to {end}, but what leads to it is {input}", "axes count from 0, without a batch axis")
            : ((int)first, (int)last);
    }

    private void Check(int index)
    {
        if (_shapes[index] is not { } shape)
        {
            throw new ImportException($"nothing tells the shape of {_graph.Describe(index)}", "give the graph an Input node that leads to it");
        }

        var node = _graph.Nodes[index];
        var inputs = _into[index].Select(edge => edge.From).ToList();
        if (inputs.FirstOrDefault(other => !_shapes[other]!.Equals(_shapes[inputs[0]]), -1) is >= 0 and var odd)
        {
            string Shaped(int summand) => $"'{_graph.Nodes[summand].Name}' of shape {_shapes[summand]}";
            throw new ImportException($"{_graph.Describe(index)} sums {Shaped(inputs[0])} and {Shaped(odd)}");
        }

        if (IsElementwise(node) && !Populations.Fits(Populations.ParameterShape(node), shape))
        {
            throw new ImportException(
                $"{_graph.Describe(index)} has fields of shape {Populations.ParameterShape(node)}, and what leads to it is {shape}");
        }

        if (node.Type == "Output" && node.Find("shape") is { } declared && Size(declared) != shape.Size)
        {
            throw new ImportException($"the output '{node.Name}' says the shape {Text(declared)}, and what leads to it is {shape}");
        }
    }

    private static bool IsElementwise(NirPrimitive node) => NirSchema.HasState(node.Type) || node.Type is "Scale" or "Threshold" or "Delay";

    private static double Size(NirField shape) => shape.Reals.Aggregate(1.0, (size, extent) => size * extent);

    private static string Text(NirField shape) => $"[{string.Join(", ", shape.Reals)}]";

    private static IEnumerable<int> Sizes(NirPrimitive node, string field) => node[field].Reals.Select(extent => extent is >= 1 and <= MostElements
        ? (int)extent
        : throw new ImportException($"'{node.Name}' ({node.Type}) says the shape {Text(node[field])}", "extents are from 1"));

    private Shape? Bounded(int node, Shape? shape) =>
        shape is not null && shape.Aggregate(1.0, (size, extent) => size * extent) > MostElements
        ? throw new ImportException($"{_graph.Describe(node)} is too large: {shape}")
        : shape;
}
