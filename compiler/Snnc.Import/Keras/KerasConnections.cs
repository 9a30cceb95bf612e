using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Tensors;
using Snnc.Import.Layers;

namespace Snnc.Import.Keras;

/// <summary>Layers with weights, which Keras keeps with the outputs last.</summary>
internal static class KerasConnections
{
    /// <summary>Conv1D and Conv2D: a kernel [k, in / groups, out].</summary>
    public static KerasValue Conv(KerasLayer layer, int axes)
    {
        var kernel = layer.Weight("kernel", axes + 2);
        var weight = KerasLayer.Permuted(kernel, [axes + 1, axes, .. Enumerable.Range(0, axes)]);
        var groups = layer.Config.PerAxis("groups", 1, 1)[0];
        var bias = layer.Vector("bias", "use_bias");
        return Activated(layer, layer.Network.Convolution(layer.X.Layer, weight, bias, Windows(layer, axes, kernel), groups));
    }

    /// <summary>DepthwiseConv2D: a kernel [k, k, in, multiplier].</summary>
    public static KerasValue Depthwise(KerasLayer layer)
    {
        var kernel = layer.Weight("depthwise_kernel", 4);
        return Activated(layer, layer.Network.Convolution(
            layer.X.Layer, EachChannel(kernel), layer.Vector("bias", "use_bias"), Windows(layer, 2, kernel), kernel.Shape[2]));
    }

    /// <summary>SeparableConv2D: each channel, then all of them at each place.</summary>
    public static KerasValue Separable(KerasLayer layer)
    {
        var (depth, point) = (layer.Weight("depthwise_kernel", 4), layer.Weight("pointwise_kernel", 4));
        var each = layer.Network.Convolution(layer.X.Layer, EachChannel(depth), null, Windows(layer, 2, depth), depth.Shape[2]);
        var weight = KerasLayer.Permuted(point, 3, 2, 0, 1);
        return Activated(layer, layer.Network.Convolution(each, weight, layer.Vector("bias", "use_bias"), [new Window(1), new Window(1)], 1));
    }

    /// <summary>Dense: a kernel [in, out] on the last axis.</summary>
    public static KerasValue Dense(KerasLayer layer)
    {
        var kernel = layer.Weight("kernel", 2);
        var (weight, bias) = (KerasLayer.Permuted(kernel, 1, 0), layer.Vector("bias", "use_bias"));
        if (layer.Raw.Flattened is { } shape && kernel.Shape[0] == shape.Size)
        {
            weight = ChannelsFirst(weight, shape);
            return Activated(layer, KerasLayer.Gives(layer.Network.Dense(layer.Raw.Layer, weight, bias), [weight.Shape[0]]));
        }

        return Activated(layer, layer.FromChannelsLast(layer.Network.Dense(layer.ChannelsLast(layer.X), weight, bias)));
    }

    /// <summary>Embedding: a table [entries, size].</summary>
    public static KerasValue Embedding(KerasLayer layer) => !layer.Config.FlagOr("mask_zero", false)
        ? layer.FromChannelsLast(layer.Network.Embedding(layer.ChannelsLast(layer.X), layer.Weight("embeddings", 2)))
        : throw new LayerException("its masking of zeros cannot be said");

    /// <summary>The windows of a kernel with a padding by name.</summary>
    public static IReadOnlyList<Window> Windows(KerasLayer layer, KerasValue x, int[] kernel, int[] strides, int[] dilations)
    {
        if (x.Shape.Rank != kernel.Length + 1)
        {
            throw new LayerException($"{x.Shape} has not {kernel.Length} axes besides its channels");
        }

        return [.. kernel.Select((extent, axis) =>
        {
            var plain = new Window(extent, strides[axis], Dilation: dilations[axis]);
            _ = (plain with { Kernel = 1 }).Extent(1);
            return layer.Config.TextOr("padding", "valid") switch
            {
                "valid" => plain,
                "same" => plain.Same(x.Shape[axis], upper: true),
                "causal" when kernel.Length == 1 => plain with { Before = dilations[axis] * (extent - 1) },
                var other => throw new LayerException($"its padding '{other}' cannot be said"),
            };
        })];
    }

    private static IReadOnlyList<Window> Windows(KerasLayer layer, int axes, LayerTensor kernel)
    {
        layer.CheckChannels();
        var (strides, dilations) = (layer.Config.PerAxis("strides", axes, 1), layer.Config.PerAxis("dilation_rate", axes, 1));
        return Windows(layer, layer.X, [.. kernel.Shape.Take(axes)], strides, dilations);
    }

    // [k, k, in, multiplier] to [in * multiplier, 1, k, k].
    private static LayerTensor EachChannel(LayerTensor kernel)
    {
        var turned = KerasLayer.Permuted(kernel, 2, 3, 0, 1);
        return new LayerTensor([turned.Shape[0] * turned.Shape[1], 1, turned.Shape[2], turned.Shape[3]], turned.Values);
    }

    // Columns in the order of [H, W, C] to that of [C, H, W].
    private static LayerTensor ChannelsFirst(LayerTensor weight, Shape image)
    {
        var rank = image.Rank;
        var columns = new LayerTensor(Shape.Of(image.Prepend(weight.Shape[0])), weight.Values);
        return new LayerTensor(weight.Shape, KerasLayer.Permuted(columns, [0, rank, .. Enumerable.Range(1, rank - 1)]).Values);
    }

    private static KerasValue Activated(KerasLayer layer, Layer result) => Activated(layer, KerasLayer.Gives(result));

    private static KerasValue Activated(KerasLayer layer, KerasValue result) =>
        KerasActivations.Apply(layer, result, layer.Config.TextOr("activation", "linear")!);
}
