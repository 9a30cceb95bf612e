using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Tensors;

namespace Snnc.Import.Nir;

/// <summary>Gives a graph the inputs and outputs that its file leaves out: the first where no edge leads, the last where none starts.</summary>
internal static class GraphEnds
{
    /// <summary>The graph with at least one input and output.</summary>
    /// <exception cref="ImportException">Every node is in a cycle, or an input's shape cannot be told.</exception>
    public static FlatGraph Complete(FlatGraph graph, List<string> readings)
    {
        if (!graph.Nodes.Any(node => node.Type == "Input"))
        {
            var led = graph.Edges.Select(edge => edge.To).ToHashSet();
            graph = Add(graph, "Input", node => !led.Contains(node), readings);
        }

        if (!graph.Nodes.Any(node => node.Type == "Output"))
        {
            var left = graph.Edges.Select(edge => edge.From).ToHashSet();
            graph = Add(graph, "Output", node => !left.Contains(node), readings);
        }

        return graph;
    }

    private static FlatGraph Add(FlatGraph graph, string type, System.Func<int, bool> isEnd, List<string> readings)
    {
        var word = type.ToLowerInvariant();
        var ends = Enumerable.Range(0, graph.Nodes.Count).Where(isEnd).ToList();
        if (ends.Count == 0)
        {
            throw new ImportException($"the graph has no {type} node, and no node where one would belong", $"add a node of type {type} with an edge");
        }

        var nodes = graph.Nodes.ToList();
        var edges = graph.Edges.ToList();
        foreach (var end in ends)
        {
            var name = ends.Count == 1 ? word : $"{graph.Nodes[end].Name}.{word}";
            edges.Add(type == "Input" ? new FlatEdge(nodes.Count, end) : new FlatEdge(end, nodes.Count));
            nodes.Add(new NirPrimitive(name, type, EndFields(graph, end, type)));
            readings.Add($"the file has no {type} node: '{name}' is put {(type == "Input" ? "before" : "behind")} '{graph.Nodes[end].Name}'");
        }

        return new FlatGraph(nodes, edges);
    }

    private static Dictionary<string, NirField> EndFields(FlatGraph graph, int node, string type)
    {
        if (type == "Output")
        {
            return [];
        }

        var shape = InputShape(graph.Nodes[node]) ?? throw new ImportException(
            $"the graph has no Input node, and {graph.Describe(node)} does not tell the shape of what leads to it",
            "add a node of type Input with a shape");
        return new() { ["shape"] = NirField.Of([.. shape.Select(extent => (long)extent)]) };
    }

    /// <summary>The shape that a node takes, as far as its own fields tell it.</summary>
    private static Shape? InputShape(NirPrimitive node) => node.Type switch
    {
        "Affine" or "Linear" when node["weight"].Shape is { Rank: >= 2 } weight => Shape.Of([.. weight.SkipLast(2), weight[weight.Rank - 1]]),
        "Conv1d" or "Conv2d" when node.Find("input_shape") is { } extents && node["weight"].Shape.Rank > 1 =>
            Shape.Of([(int)(node["weight"].Shape[1] * Groups(node)), .. extents.Reals.Select(extent => (int)extent)]),
        "Scale" => Known(node["scale"].Shape),
        "Threshold" => Known(node["threshold"].Shape),
        "Delay" => Known(node["delay"].Shape),
        "Flatten" => node.Find("input_type") is { } type ? Shape.Of(type.Reals.Select(extent => (int)extent)) : null,
        _ when NirSchema.HasState(node.Type) => Known(Populations.ParameterShape(node)),
        _ => null,
    };

    private static double Groups(NirPrimitive node) => node.Find("groups")?.Reals[0] ?? 1;

    // One number for all neurons says nothing of how many there are.
    private static Shape? Known(Shape? shape) => shape is { Rank: > 0 } ? shape : null;
}
