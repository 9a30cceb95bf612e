using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Import.Layers;
using Snnc.Tensors.Onnx;

namespace Snnc.Import.Onnx;

/// <summary>Names for layers: those of PyTorch's modules, which weights keep, else those of the nodes.</summary>
internal sealed class LayerNames
{
    private static readonly string[] Endings = [".weight", "_weight", ".kernel"];

    /// <summary>Names the layers that a node has added.</summary>
    /// <param name="node">The node.</param>
    /// <param name="layers">All layers.</param>
    /// <param name="start">The first that is new.</param>
    public void Give(OnnxNode node, IReadOnlyList<Layer> layers, int start)
    {
        for (var i = start; i < layers.Count; i++)
        {
            layers[i].Name ??= Of(node);
        }
    }

    private static string Of(OnnxNode node)
    {
        var op = node.OpType.ToLowerInvariant();
        var weight = node.Inputs.Skip(1).FirstOrDefault("");
        var ending = Array.Find(Endings, end => weight.EndsWith(end, StringComparison.Ordinal));
        if (ending is not null)
        {
            return Lettered(op, weight[..^ending.Length]);
        }

        // PyTorch's nodes are called /layer1/conv/Conv, CNTK's Convolution28.
        var parts = node.Name.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == 0 ? op : parts.Length == 1 ? Lettered(op, parts[0]) : Lettered(op, parts[^2]);
    }

    private static string Lettered(string op, string name) => name.Length > 0 && char.IsAsciiDigit(name[0]) ? op + name : name;
}
