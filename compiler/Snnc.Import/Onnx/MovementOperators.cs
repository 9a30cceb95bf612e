using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Tensors;
using Snnc.Import.Layers;

namespace Snnc.Import.Onnx;

/// <summary>Operators that give the same elements in other places.</summary>
internal static class MovementOperators
{
    /// <summary>Gets them by name.</summary>
    public static IReadOnlyDictionary<string, Func<NodeView, Value>> All { get; } = new Dictionary<string, Func<NodeView, Value>>
    {
        ["Identity"] = node => node.X,
        ["Dropout"] = node => node.X,
        ["Cast"] = Cast,
        ["Flatten"] = node => node.As(node.X.Layer, Shapes.Flatten(node, node.X.Full)),
        ["Reshape"] = node => node.As(node.X.Layer, Shapes.Reshape(node, node.X.Full)),
        ["Squeeze"] = node => node.As(node.X.Layer, Shapes.Squeeze(node, node.X.Full)),
        ["Unsqueeze"] = node => node.As(node.X.Layer, Shapes.Unsqueeze(node, node.X.Full)),
        ["Transpose"] = Transpose,
        ["Concat"] = Concat,
        ["Slice"] = Slice,
        ["Gather"] = Gather,
        ["Pad"] = Pad,
        ["Shape"] = node => new Known(Shapes.ShapeOf(node, node.Input(0).Shape)),
        ["Size"] = node => new Known(Constant.Whole(node.Input(0).Shape.Size).As(Shape.Scalar)),
    };

    /// <summary>The parts that Split gives.</summary>
    public static IReadOnlyList<Value> Split(NodeView node)
    {
        var x = node.X;
        var axis = NodeView.Axis(node.Integer("axis", 0), x.Full.Rank);
        var even = (x.Full[axis] + node.Results - 1) / node.Results;
        var sizes = node.IntegersOrInput("split", 1)
            ?? [.. Enumerable.Range(0, node.Results).Select(i => (long)Math.Min(even, x.Full[axis] - (i * even)))];
        if (sizes.Sum(size => (long)NodeView.Extent(size)) != x.Full[axis])
        {
            throw new LayerException($"its parts of {string.Join(", ", sizes)} are not the {x.Full[axis]} of the axis");
        }

        var (parts, start) = (new List<Value>(), 0);
        foreach (var size in sizes.Select(NodeView.Extent))
        {
            parts.Add(Part(node, x, axis, start, start + size));
            start += size;
        }

        return parts.Count == node.Results ? parts : throw new LayerException($"it gives {node.Results} parts, and not {parts.Count}");
    }

    // Indices for an embedding are numbers like others; elsewhere a cast to whole numbers rounds.
    private static Value Cast(NodeView node)
    {
        var isReal = node.Integer("to", 1) is 1 or 10 or 11 or 16;
        return isReal || node.X.Layer.Operator == "input" ? node.X : throw new LayerException("rounding to whole numbers cannot be said");
    }

    // The places of the model's axes are those of its result.
    private static Value Transpose(NodeView node)
    {
        var x = node.X;
        var axes = Shapes.Order(node, x.Full.Rank);
        var full = Shape.Of(axes.Select(axis => x.Full[axis]));
        if (x.IsBatched && axes[0] == 0)
        {
            return x with { Layer = node.Network.Permute(x.Layer, [.. axes.Skip(1).Select(axis => axis - 1)]), Full = full };
        }

        return node.As(node.Network.Permute(node.Network.Reshape(x.Layer, x.Full), axes), full);
    }

    private static Value Concat(NodeView node)
    {
        var parts = Enumerable.Range(0, node.Count).Select(node.Flow).ToList();
        var axis = NodeView.Axis(node.Integer("axis", 1), parts[0].Full.Rank);
        if (parts.All(part => part.IsBatched) && axis > 0)
        {
            var joined = node.Network.Concat([.. parts.Select(part => part.Layer)], axis - 1);
            return new Flowing(joined, Shape.Of(joined.Shape.Prepend(1)), true);
        }

        var layer = node.Network.Concat([.. parts.Select(part => node.Network.Reshape(part.Layer, part.Full))], axis);
        return node.As(layer, layer.Shape);
    }

    private static Value Slice(NodeView node) => Shapes.Ranges(node, node.X.Full)
        .Aggregate(node.X, (x, range) => range.Step == 1 ? Part(node, x, range.Axis, range.Start, range.End)
            : throw new LayerException("only constants can be taken in steps"));

    private static Flowing Part(NodeView node, Flowing x, int axis, int start, int end)
    {
        if (start == 0 && end == x.Full[axis])
        {
            return x;
        }

        var layer = node.Network.Slice(x.Layer, x.Axis(axis), start, end);
        return x with { Layer = layer, Full = Shape.Of(x.Full.Select((extent, i) => i == axis ? end - start : extent)) };
    }

    // Rows of a constant table are an embedding; one entry of an axis is a slice.
    private static Value Gather(NodeView node)
    {
        if (node.Input(0) is Known { Constant: var table })
        {
            var indices = node.Flow(1);
            return table.Shape.Rank == 2 && NodeView.Axis(node.Integer("axis", 0), 2) == 0
                ? Rows(node, indices, table.ToTensor())
                : throw new LayerException("a table is [entries, size], and its rows are taken");
        }

        var x = node.X;
        var axis = NodeView.Axis(node.Integer("axis", 0), x.Full.Rank);
        var index = node.Constant(1);
        if (index.Values.Length != 1)
        {
            throw new LayerException("only one entry of an axis can be taken, or the rows of a constant table");
        }

        var at = NodeView.Entry((long)index.Values[0], x.Full[axis]);
        var part = Part(node, x, axis, at, at + 1);
        return node.As(part.Layer, Shape.Of([.. x.Full.Take(axis), .. index.Shape, .. x.Full.Skip(axis + 1)]));
    }

    private static Flowing Rows(NodeView node, Flowing indices, LayerTensor table) =>
        indices with { Layer = node.Network.Embedding(indices.Layer, table), Full = Shape.Of(indices.Full.Append(table.Shape[1])), IsShared = false };

    // Zeros wait for a convolution, which has its own.
    private static Value Pad(NodeView node)
    {
        var x = node.X;
        var pads = node.IntegersOrInput("pads", 1) ?? throw new LayerException("it has no pads");
        if (pads.All(pad => pad == 0))
        {
            return x;
        }

        var rank = x.Full.Rank;
        var value = node.Has(2) && node.Optional(2) is { Values: [var given] } ? given : node.Real("value", 0);
        if (node.Text("mode", "constant") != "constant" || value != 0 || pads.Any(pad => pad < 0) || node.Has(3))
        {
            throw new LayerException("only zeros around all axes can be said");
        }

        if (!x.IsBatched || rank is not (3 or 4) || pads.Length != 2 * rank || pads[0] + pads[1] + pads[rank] + pads[rank + 1] != 0)
        {
            throw new LayerException($"zeros go around the axes of an image, not of the batch or the channels of {x.Full}");
        }

        var around = Enumerable.Range(2, rank - 2).Select(axis => (NodeView.Extent(pads[axis]), NodeView.Extent(pads[axis + rank]))).ToArray();
        var extents = x.Full.Select((extent, axis) => axis < 2 ? extent : NodeView.Extent(extent + pads[axis] + pads[axis + rank]));
        return x with { Full = Shape.Of(extents), Pads = around };
    }
}
