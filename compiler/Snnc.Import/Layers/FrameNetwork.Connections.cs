using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Tensors;

namespace Snnc.Import.Layers;

// Dense layers and convolutions.
internal sealed partial class FrameNetwork
{
    /// <summary>The last axis through a matrix <c>[out, in]</c>.</summary>
    public Layer Dense(Layer x, LayerTensor weight, float[]? bias)
    {
        if (x.Shape.Rank == 0 || weight.Shape.Rank != 2 || x.Shape[^1] != weight.Shape[1])
        {
            throw new LayerException($"a weight of {weight.Shape} does not fit the last axis of {x.Shape}");
        }

        return Weighted(Add("dense", Replace(x.Shape, x.Shape.Rank - 1, weight.Shape[0]), [x], $"{weight.Shape[0]}"), weight, bias);
    }

    /// <summary>A convolution of [C, L] or [C, H, W] with a weight <c>[out, C / groups, ...]</c>.</summary>
    public Layer Convolution(Layer x, LayerTensor weight, float[]? bias, IReadOnlyList<Window> windows, int groups)
    {
        var rank = windows.Count;
        if (rank is not (1 or 2) || x.Shape.Rank != rank + 1 || weight.Shape.Rank != rank + 2)
        {
            throw new LayerException($"a convolution of {x.Shape} with a weight of {weight.Shape}; those of one and two axes can be said");
        }

        if (groups < 1 || x.Shape[0] % groups != 0 || weight.Shape[0] % groups != 0 || weight.Shape[1] != x.Shape[0] / groups
            || !weight.Shape.Skip(2).SequenceEqual(windows.Select(window => window.Kernel)))
        {
            throw new LayerException($"a weight of {weight.Shape} does not fit {x.Shape} in {groups} groups");
        }

        var extents = windows.Select((window, i) => window.Extent(x.Shape[i + 1])).ToArray();
        var common = CommonWindow.Of(windows, x.Shape.Skip(1).ToArray());
        var w = common.Widen(weight);
        var y = Weighted(Add($"conv{rank}d", Results(w.Shape[0], common, x), [x], [.. Arguments(w, common, groups)]), w, bias);
        return Enumerable.Range(0, rank).Aggregate(y, (layer, i) => Slice(layer, i + 1, common.Skip[i], common.Skip[i] + extents[i]));
    }

    /// <summary>Zeros around the last axes: a convolution that keeps each channel.</summary>
    public Layer Pad(Layer x, IReadOnlyList<(int Before, int After)> pads)
    {
        var (channels, rank) = (x.Shape[0], pads.Count);
        var windows = pads.Select(pad => new Window(1, 1, pad.Before, pad.After)).ToList();
        var most = windows.Max(window => Math.Max(window.Before, window.After));
        var extents = windows.Select((window, i) => window.Extent(x.Shape[i + 1])).ToArray();
        var even = windows.ConvertAll(window => window with { Before = most, After = most });
        var weight = new LayerTensor(Shape.Of([channels, 1, .. Enumerable.Repeat(1, rank)]), Ones(channels));
        var y = Convolution(x, weight, null, even, channels);
        return Enumerable.Range(0, rank)
            .Aggregate(y, (layer, i) => Slice(layer, i + 1, most - windows[i].Before, most - windows[i].Before + extents[i]));
    }

    /// <summary>The rows of a table <c>[entries, size]</c>, one for each index.</summary>
    public Layer Embedding(Layer x, LayerTensor table)
    {
        var layer = Add("embedding", Shape.Of([.. x.Shape, table.Shape[1]]), [x], $"{table.Shape[1]}");
        layer.Tensors["weight"] = table;
        return layer;
    }

    private static Layer Weighted(Layer layer, LayerTensor weight, float[]? bias)
    {
        layer.Tensors["weight"] = weight;
        if (bias is not null)
        {
            layer.Tensors["bias"] = bias.Length == weight.Shape[0] ? LayerTensor.Vector(bias)
                : throw new LayerException($"a bias of {bias.Length} numbers does not fit {weight.Shape[0]} outputs");
        }

        return layer;
    }

    private static Shape Results(int channels, CommonWindow common, Layer x) =>
        Shape.Of(x.Shape.Skip(1).Select(common.Window.Extent).Prepend(channels));

    private static IEnumerable<string> Arguments(LayerTensor weight, CommonWindow common, int groups)
    {
        var window = common.Window;
        return Arguments($"{weight.Shape[0]}", window).Concat(window.Dilation == 1 ? [] : [$"dilation = {window.Dilation}"])
            .Concat(groups == 1 ? [] : [$"groups = {groups}"]);
    }

    private static IEnumerable<string> Arguments(string first, Window window) =>
        [first, $"kernel = {window.Kernel}", .. window.Stride == 1 ? Array.Empty<string>() : [$"stride = {window.Stride}"],
            .. window.Before == 0 ? Array.Empty<string>() : [$"padding = {window.Before}"]];
}
