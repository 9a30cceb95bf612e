using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Tensors;
using Snnc.Import.Layers;

namespace Snnc.Import.Onnx;

/// <summary>Norms and softmax.</summary>
internal static class NormOperators
{
    /// <summary>Gets them by name.</summary>
    public static IReadOnlyDictionary<string, Func<NodeView, Value>> All { get; } = new Dictionary<string, Func<NodeView, Value>>
    {
        ["BatchNormalization"] = BatchNorm,
        ["LayerNormalization"] = LayerNorm,
        ["Softmax"] = Softmax,
        ["ArgMax"] = ArgMax,
    };

    private static Value BatchNorm(NodeView node)
    {
        if (node.Integer("training_mode", 0) != 0 || node.Integer("spatial", 1) == 0)
        {
            throw new LayerException("its training mode, or its statistics of each place, cannot be said; export the model with model.eval()");
        }

        var x = node.X;
        var tensors = new Dictionary<string, float[]>
        {
            ["weight"] = node.Constant(1).ToSingles(), ["bias"] = node.Constant(2).ToSingles(),
            ["running_mean"] = node.Constant(3).ToSingles(), ["running_var"] = node.Constant(4).ToSingles(),
        };
        var layer = node.Network.BatchNorm(x.Layer, x.Axis(1), tensors, node.Real("epsilon", 1e-5), x.IsShared);
        return x with { Layer = layer, IsShared = false };
    }

    // Over several axes at the end they become one.
    private static Value LayerNorm(NodeView node)
    {
        var x = node.X;
        var axis = x.Axis(node.Integer("axis", -1));
        var shape = x.Layer.Shape;
        var flat = node.Network.Reshape(x.Layer, Shape.Of(shape.Take(axis).Append((int)Shape.Of(shape.Skip(axis)).Size)));
        var layer = node.Network.LayerNorm(flat, node.Optional(1)?.ToSingles(), node.Optional(2)?.ToSingles(), node.Real("epsilon", 1e-5));
        return node.Same(node.Network.Reshape(layer, shape));
    }

    // Before opset 13 all axes from the given one on are one.
    private static Value Softmax(NodeView node)
    {
        var x = node.X;
        if (node.Opset >= 13)
        {
            return node.Same(node.Network.Softmax(x.Layer, x.Axis(node.Integer("axis", -1))));
        }

        var axis = NodeView.Axis(node.Integer("axis", 1), x.Full.Rank);
        var own = axis == 0 && x.Full[0] == 1 && x.IsBatched ? 0 : x.Axis(axis);
        var shape = x.Layer.Shape;
        var flat = node.Network.Reshape(x.Layer, Shape.Of(shape.Take(own).Append((int)Shape.Of(shape.Skip(own)).Size)));
        return node.Same(node.Network.Reshape(node.Network.Softmax(flat, flat.Shape.Rank - 1), shape));
    }

    private static Value ArgMax(NodeView node)
    {
        var x = node.X;
        if (x.Axis(node.Integer("axis", 0)) != x.Layer.Shape.Rank - 1 || node.Integer("select_last_index", 0) != 0)
        {
            throw new LayerException("argmax is along the last axis, and gives the first of several");
        }

        var layer = node.Network.ArgMax(x.Layer);
        return new Flowing(layer, Shape.Of(x.Full.SkipLast(1)), x.IsBatched);
    }
}
