using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Tensors.Onnx;

namespace Snnc.Import.Onnx;

/// <summary>
/// Makes a graph simpler before it is imported: gelu and layernorm that are written out become one node, and nodes whose results nobody reads go.
/// </summary>
internal sealed class GraphCleaner
{
    private readonly Dictionary<string, OnnxNode> _makers;
    private readonly Dictionary<string, OnnxTensor> _stored;

    private GraphCleaner(OnnxGraph graph)
    {
        _makers = graph.Nodes.SelectMany(node => node.Outputs.Where(name => name != ""), (node, name) => (node, name))
            .GroupBy(pair => pair.name).ToDictionary(group => group.Key, group => group.First().node);
        _stored = graph.Initializers.GroupBy(tensor => tensor.Name).ToDictionary(group => group.Key, group => group.First());
    }

    /// <summary>The simpler graph.</summary>
    public static OnnxGraph Clean(OnnxGraph graph)
    {
        var cleaner = new GraphCleaner(graph);
        return WithoutUnread(graph with { Nodes = [.. graph.Nodes.Select(node => cleaner.Gelu(node) ?? cleaner.LayerNorm(node) ?? node)] });
    }

    private static OnnxGraph WithoutUnread(OnnxGraph graph)
    {
        var read = graph.Outputs.Select(output => output.Name).ToHashSet();
        var kept = new List<OnnxNode>();
        foreach (var node in graph.Nodes.Reverse().Where(node => node.Outputs.Any(read.Contains)))
        {
            kept.Add(node);
            read.UnionWith(node.Inputs);
        }

        kept.Reverse();
        return graph with { Nodes = kept };
    }

    // x * (1 + erf(x / sqrt(2))) * 0.5, the factors in any order.
    private OnnxNode? Gelu(OnnxNode node)
    {
        var factors = node.OpType == "Mul" ? Factors(node, 2) : [];
        var erf = factors.Select(PlusOne).FirstOrDefault(x => x is not null);
        return factors.Count == 3 && erf is not null && factors.Contains(erf) && factors.Any(name => IsNumber(name, 0.5))
            ? node with { OpType = "Gelu", Inputs = [erf], Attributes = new Dictionary<string, OnnxAttribute>() } : null;
    }

    // (x - mean) / sqrt(mean of squares + eps), over the last axis; a weight and a bias come after it.
    private OnnxNode? LayerNorm(OnnxNode node)
    {
        if (node is not { OpType: "Div", Inputs: [var distance, var root] }
            || Maker(distance, "Sub") is not { Inputs: [var x, var mean] } || !IsMean(mean, x)
            || Maker(root, "Sqrt") is not { Inputs: [var sum] } || Maker(sum, "Add") is not { Inputs: [var variance, var eps] }
            || Maker(variance, "ReduceMean") is not { Inputs: [var squares, ..] } || !IsMean(variance, squares)
            || Maker(squares, "Pow") is not { Inputs: [var what, var two] } || what != distance || !IsNumber(two, 2) || Number(eps) is not { } number)
        {
            return null;
        }

        var epsilon = new OnnxAttribute("epsilon", (float)number, null, null, null, [], [], false);
        return node with { OpType = "LayerNormalization", Inputs = [x], Attributes = new Dictionary<string, OnnxAttribute> { ["epsilon"] = epsilon } };
    }

    private bool IsMean(string name, string of) => Maker(name, "ReduceMean") is { Inputs: [var x] } node && x == of
        && node.Attributes.TryGetValue("axes", out var axes) && axes.Integers is [-1]
        && (!node.Attributes.TryGetValue("keepdims", out var keeps) || keeps.Integer == 1);

    private List<string> Factors(OnnxNode node, int depth) =>
        [.. node.Inputs.SelectMany(name => depth > 1 && Maker(name, "Mul") is { } inner ? Factors(inner, depth - 1) : [name])];

    // Of 1 + erf(x / sqrt(2)) the x.
    private string? PlusOne(string name)
    {
        if (Maker(name, "Add") is not { Inputs: [var a, var b] } || (IsNumber(a, 1) ? b : IsNumber(b, 1) ? a : null) is not { } sum
            || Maker(sum, "Erf") is not { Inputs: [var argument] })
        {
            return null;
        }

        return Maker(argument, "Div") is { Inputs: [var x, var root] } && IsNumber(root, Math.Sqrt(2)) ? x
            : Maker(argument, "Mul") is { Inputs: [var y, var factor] } && IsNumber(factor, Math.Sqrt(0.5)) ? y : null;
    }

    private OnnxNode? Maker(string name, string op) =>
        _makers.TryGetValue(name, out var node) && node.OpType == op && node.Domain == "" ? node : null;

    private bool IsNumber(string name, double number) => Number(name) is { } found && Math.Abs(found - number) < 1e-6;

    private double? Number(string name)
    {
        var tensor = _stored.TryGetValue(name, out var stored) ? stored
            : Maker(name, "Constant") is { } node && node.Attributes.TryGetValue("value", out var value) ? value.Tensor : null;
        return tensor is { Shape.Size: 1 } ? tensor.Read().GetDouble(0) : null;
    }
}
