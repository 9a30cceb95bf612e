using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Tensors;
using Snnc.Import.Layers;

namespace Snnc.Import.Keras;

/// <summary>The classes of layers.</summary>
internal static class KerasOperators
{
    private static readonly string[] OfTraining =
        ["Dropout", "SpatialDropout1D", "SpatialDropout2D", "GaussianNoise", "GaussianDropout", "AlphaDropout", "ActivityRegularization"];

    private static readonly Dictionary<string, Func<KerasLayer, KerasValue>> Table = new()
    {
        ["Conv1D"] = layer => KerasConnections.Conv(layer, 1),
        ["Conv2D"] = layer => KerasConnections.Conv(layer, 2),
        ["DepthwiseConv2D"] = KerasConnections.Depthwise,
        ["SeparableConv2D"] = KerasConnections.Separable,
        ["Dense"] = KerasConnections.Dense,
        ["Embedding"] = KerasConnections.Embedding,
        ["Flatten"] = Flatten,
        ["Reshape"] = Reshape,
        ["Permute"] = Permute,
        ["ZeroPadding1D"] = layer => Padding(layer, 1),
        ["ZeroPadding2D"] = layer => Padding(layer, 2),
        ["Cropping1D"] = layer => Cropping(layer, 1),
        ["Cropping2D"] = layer => Cropping(layer, 2),
        ["MaxPooling1D"] = layer => Pool(layer, 1, layer.Network.MaxPool),
        ["MaxPooling2D"] = layer => Pool(layer, 2, layer.Network.MaxPool),
        ["AveragePooling1D"] = layer => Pool(layer, 1, (x, windows) => layer.Network.AveragePool(x, windows, countsPadding: false)),
        ["AveragePooling2D"] = layer => Pool(layer, 2, (x, windows) => layer.Network.AveragePool(x, windows, countsPadding: false)),
        ["GlobalAveragePooling1D"] = GlobalAverage,
        ["GlobalAveragePooling2D"] = GlobalAverage,
        ["BatchNormalization"] = BatchNorm,
        ["LayerNormalization"] = LayerNorm,
        ["Rescaling"] = Rescaling,
        ["Activation"] = layer => KerasActivations.Apply(layer, layer.X, layer.Config.Text("activation")),
        ["ReLU"] = KerasActivations.ReLU,
        ["LeakyReLU"] = layer => KerasActivations.Leaky(layer, layer.Config.NumberOr("alpha", 0.3)!.Value),
        ["Softmax"] = layer => KerasActivations.Softmax(layer, layer.X, layer.Config.Extents("axis") is [{ } axis] ? axis : -1),
        ["Add"] = layer => Folded(layer, "add"),
        ["Multiply"] = layer => Folded(layer, "mul"),
        ["Average"] = Average,
        ["Concatenate"] = Concatenate,
    };

    /// <summary>Whether there is a counterpart of a class at all.</summary>
    public static bool IsImported(string kind) => OfTraining.Contains(kind) || Table.ContainsKey(kind);

    /// <summary>What a layer of such a class gives.</summary>
    /// <exception cref="LayerException">The language has no words for it.</exception>
    public static KerasValue Apply(KerasLayer layer) => OfTraining.Contains(layer.Kind) ? layer.Raw : Table[layer.Kind](layer);

    // The weights of the next dense layer take the order of the elements; anything else gets Keras's.
    private static KerasValue Flatten(KerasLayer layer)
    {
        layer.CheckChannels();
        var x = layer.Raw;
        var size = (int)x.Shape.Size;
        var flat = KerasLayer.Gives(layer.Network.Reshape(x.Layer, [size]), [size]);
        return flat with { Flattened = x.Flattened ?? (x.Shape.Count(extent => extent > 1) < 2 ? null : x.Shape) };
    }

    private static KerasValue Reshape(KerasLayer layer)
    {
        var (size, wanted) = (layer.X.Shape.Size, layer.Config.Extents("target_shape") ?? throw new LayerException("it has no target_shape"));
        var known = wanted.Where(extent => extent != -1).Aggregate(1.0, (product, extent) => product * (extent ?? 0));
        var shape = Shape.Of(wanted.Select(extent =>
            extent == -1 && known > 0 ? (int)(size / known) : extent is >= 0 and <= int.MaxValue ? (int)extent : 0));
        return layer.FromChannelsLast(layer.Network.Reshape(layer.ChannelsLast(layer.X), shape));
    }

    private static KerasValue Permute(KerasLayer layer)
    {
        var dims = layer.Config.Extents("dims") ?? throw new LayerException("it has no dims");
        var axes = dims.Select(axis => (int)Math.Clamp((axis ?? 0) - 1, -1, 32)).ToArray();
        return layer.FromChannelsLast(layer.Network.Permute(layer.ChannelsLast(layer.X), axes));
    }

    private static KerasValue Padding(KerasLayer layer, int axes)
    {
        layer.CheckChannels();
        var x = layer.X;
        return x.Shape.Rank == axes + 1 ? KerasLayer.Gives(layer.Network.Pad(x.Layer, layer.Config.Sides("padding", axes)))
            : throw new LayerException($"{x.Shape} has not {axes} axes besides its channels");
    }

    private static KerasValue Cropping(KerasLayer layer, int axes)
    {
        layer.CheckChannels();
        var (x, sides) = (layer.X, layer.Config.Sides("cropping", axes));
        return x.Shape.Rank == axes + 1
            ? KerasLayer.Gives(Enumerable.Range(0, axes).Aggregate(x.Layer, (value, axis) =>
                layer.Network.Slice(value, axis + 1, sides[axis].Before, x.Shape[axis] - sides[axis].After)))
            : throw new LayerException($"{x.Shape} has not {axes} axes besides its channels");
    }

    private static KerasValue Pool(KerasLayer layer, int axes, Func<Layer, IReadOnlyList<Window>, Layer> pool)
    {
        layer.CheckChannels();
        var kernel = layer.Config.PerAxis("pool_size", axes, 2);
        var isStrided = layer.Config.Extents("strides") is { } given && given.Any(stride => stride is not null);
        var strides = isStrided ? layer.Config.PerAxis("strides", axes, 1) : kernel;
        var windows = KerasConnections.Windows(layer, layer.X, kernel, strides, [.. kernel.Select(_ => 1)]);
        return KerasLayer.Gives(pool(layer.X.Layer, windows));
    }

    private static KerasValue GlobalAverage(KerasLayer layer)
    {
        layer.CheckChannels();
        var mean = layer.Network.GlobalAverage(layer.X.Layer);
        return layer.Config.FlagOr("keepdims", false) ? KerasLayer.Gives(mean)
            : KerasLayer.Gives(layer.Network.Reshape(mean, [mean.Shape[0]]), [mean.Shape[0]]);
    }

    private static KerasValue BatchNorm(KerasLayer layer)
    {
        var x = layer.X;
        var axis = layer.Config.Extents("axis") is [{ } given] ? x.Axis(given) : x.Axis(-1);
        var tensors = new Dictionary<string, float[]>
        {
            ["running_mean"] = layer.Weight("moving_mean", 1).Values, ["running_var"] = layer.Weight("moving_variance", 1).Values,
        };
        foreach (var (name, key, flag) in new[] { ("weight", "gamma", "scale"), ("bias", "beta", "center") })
        {
            if (layer.Vector(key, flag) is { } values)
            {
                tensors[name] = values;
            }
        }

        var eps = layer.Config.NumberOr("epsilon", 1e-3)!.Value;
        return x with { Layer = layer.Network.BatchNorm(x.Layer, axis, tensors, eps, x.IsShared), IsShared = false };
    }

    private static KerasValue LayerNorm(KerasLayer layer)
    {
        var x = layer.X;
        if (layer.Config.Extents("axis") is { } axes && (axes is not [{ } axis] || x.Axis(axis) != x.Axis(-1)))
        {
            throw new LayerException("only the last axis can be normalised");
        }

        var eps = layer.Config.NumberOr("epsilon", 1e-3)!.Value;
        var (weight, bias) = (layer.Vector("gamma", "scale"), layer.Vector("beta", "center"));
        return layer.FromChannelsLast(layer.Network.LayerNorm(layer.ChannelsLast(x), weight, bias, eps));
    }

    private static KerasValue Rescaling(KerasLayer layer)
    {
        var x = layer.X;
        Broadcast One(string name, double absent) => Broadcast.Of(x.Layer.Shape, layer.Config.NumberOr(name, absent)!.Value);
        return x with { Layer = layer.Network.Affine(x.Layer, One("scale", 1), One("offset", 0), x.IsShared), IsShared = false };
    }

    private static KerasValue Folded(KerasLayer layer, string op)
    {
        var parts = layer.All;
        return parts.All(part => part.Shape == parts[0].Shape)
            ? KerasLayer.Gives(layer.Network.Fold(op, [.. parts.Select(part => part.Layer)]), parts[0].Shape)
            : throw new LayerException("the shapes of what it reads differ");
    }

    private static KerasValue Average(KerasLayer layer)
    {
        var sum = Folded(layer, "add");
        return sum with { Layer = layer.Network.Scale(sum.Layer, 1.0 / layer.All.Count) };
    }

    private static KerasValue Concatenate(KerasLayer layer)
    {
        var parts = layer.All;
        var axis = parts[0].Axis(layer.Config.Extents("axis") is [{ } given] ? given : -1);
        var joined = layer.Network.Concat([.. parts.Select(part => part.Layer)], axis);
        return joined.Shape.Rank == 1 ? KerasLayer.Gives(joined, joined.Shape) : KerasLayer.Gives(joined);
    }
}
