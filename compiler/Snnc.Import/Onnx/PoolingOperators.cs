using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Tensors;
using Snnc.Import.Layers;

namespace Snnc.Import.Onnx;

/// <summary>Windows without weights, and sums along axes.</summary>
internal static class PoolingOperators
{
    /// <summary>Gets them by name.</summary>
    public static IReadOnlyDictionary<string, Func<NodeView, Value>> All { get; } = new Dictionary<string, Func<NodeView, Value>>
    {
        ["MaxPool"] = node => Pool(node, (x, windows) => node.Network.MaxPool(x, windows)),
        ["AveragePool"] = node => Pool(node, (x, windows) => node.Network.AveragePool(x, windows, node.Integer("count_include_pad", 0) != 0)),
        ["GlobalAveragePool"] = node => Result(node.Network.GlobalAverage(Images(node))),
        ["GlobalMaxPool"] = GlobalMax,
        ["ReduceMean"] = node => Reduce(node, "reduce_mean"),
        ["ReduceSum"] = node => Reduce(node, "reduce_sum"),
    };

    private static Flowing Pool(NodeView node, Func<Layer, IReadOnlyList<Window>, Layer> pool)
    {
        var x = Images(node);
        var kernel = node.Integers("kernel_shape") ?? throw new LayerException("it has no kernel_shape");
        var windows = Windows.Of(node, kernel, x.Shape);
        CheckCeiling(node, x, windows);
        return node.Results == 1 ? Result(pool(x, windows)) : throw new LayerException("the places of the largest cannot be said");
    }

    // Rounding up matters where entries are left over.
    private static void CheckCeiling(NodeView node, Layer x, IReadOnlyList<Window> windows)
    {
        var isExact = windows.Select((window, i) =>
            (x.Shape[i + 1] + (long)window.Before + window.After - ((long)window.Dilation * (window.Kernel - 1)) - 1) % window.Stride == 0);
        if (node.Integer("ceil_mode", 0) != 0 && !isExact.All(exact => exact))
        {
            throw new LayerException("ceil_mode adds windows that reach beyond the end; export the model with ceil_mode=False");
        }
    }

    private static Value GlobalMax(NodeView node)
    {
        var x = Images(node);
        return x.Shape.Rank == 3 && x.Shape[1] == x.Shape[2]
            ? Result(node.Network.MaxPool(x, [new Window(x.Shape[1], x.Shape[1]), new Window(x.Shape[2], x.Shape[2])]))
            : x.Shape.Rank == 2 ? Result(node.Network.MaxPool(x, [new Window(x.Shape[1], x.Shape[1])]))
            : throw new LayerException($"the largest of {x.Shape} can be said of squares only");
    }

    private static Value Reduce(NodeView node, string op)
    {
        var x = node.X;
        var given = node.IntegersOrInput("axes", 1);
        if (given is null && node.Integer("noop_with_empty_axes", 0) != 0)
        {
            return x;
        }

        var axes = (given ?? [.. Enumerable.Range(0, x.Full.Rank).Select(axis => (long)axis)])
            .Select(axis => NodeView.Axis(axis, x.Full.Rank)).Distinct().OrderDescending().ToList();
        var layer = axes.Where(axis => x.Full[axis] > 1).Aggregate(x.Layer, (value, axis) => node.Network.Reduce(op, value, x.Axis(axis)));
        var keeps = node.Integer("keepdims", 1) != 0;
        return node.As(layer, Shape.Of(x.Full.Select((extent, axis) => axes.Contains(axis) ? keeps ? 1 : 0 : extent).Where(extent => extent > 0)));
    }

    private static Layer Images(NodeView node) => node.X.IsBatched ? node.X.Layer
        : throw new LayerException($"its input {node.X.Full} has no batch axis of one; export the model for a batch of one, or of any size");

    private static Flowing Result(Layer layer) => new(layer, Shape.Of(layer.Shape.Prepend(1)), true);
}
