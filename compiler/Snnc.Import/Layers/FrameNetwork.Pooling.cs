using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Tensors;

namespace Snnc.Import.Layers;

// Windows without weights.
internal sealed partial class FrameNetwork
{
    private const int LongestLine = 64;

    /// <summary>The largest of each window of [C, L] or [C, H, W]; paddings do not take part.</summary>
    public Layer MaxPool(Layer x, IReadOnlyList<Window> windows)
    {
        CheckPool(x, windows);
        return windows.Count == 1 ? MaxPoolLine(x, windows[0]) : PoolEvenly("maxpool2d", x, windows);
    }

    /// <summary>The mean of each window of [C, L] or [C, H, W].</summary>
    /// <param name="countsPadding">Whether zeros of the padding are counted.</param>
    public Layer AveragePool(Layer x, IReadOnlyList<Window> windows, bool countsPadding)
    {
        CheckPool(x, windows);
        var isPadded = windows.Any(window => window.Before > 0 || window.After > 0);
        var first = windows[0];
        var isEven = windows.Count == 2 && first == windows[1] && first.Before == first.After && first.Before <= first.Kernel / 2 && first.Dilation == 1;
        var y = isEven ? PoolEvenly("avgpool2d", x, windows) : MeanByWeights(x, windows);
        return countsPadding || !isPadded ? y : Scale(y, Shares(x, y, windows));
    }

    /// <summary>The mean of each channel: [C, 1, ...].</summary>
    public Layer GlobalAverage(Layer x)
    {
        if (x.Shape.Rank == 3 && x.Shape[1] == x.Shape[2])
        {
            return PoolEvenly("avgpool2d", x, [new Window(x.Shape[1], x.Shape[1]), new Window(x.Shape[2], x.Shape[2])]);
        }

        var flat = Reshape(x, [x.Shape[0], (int)x.Shape.Skip(1).Aggregate(1L, (product, extent) => product * extent)]);
        return Reshape(Reduce("reduce_mean", flat, 1), Shape.Of(x.Shape.Skip(1).Select(_ => 1).Prepend(x.Shape[0])));
    }

    private static void CheckPool(Layer x, IReadOnlyList<Window> windows)
    {
        if (windows.Count is not (1 or 2) || x.Shape.Rank != windows.Count + 1)
        {
            throw new LayerException($"windows of {windows.Count} axes over {x.Shape}; those of one and two axes can be said");
        }

        for (var i = 0; i < windows.Count; i++)
        {
            _ = windows[i].Extent(x.Shape[i + 1]);
        }
    }

    private Layer PoolEvenly(string op, Layer x, IReadOnlyList<Window> windows)
    {
        var results = windows.Select((window, i) => window.Extent(x.Shape[i + 1])).ToArray();
        var common = CommonWindow.Of(windows, x.Shape.Skip(1).ToArray(), canWiden: false);
        var window = common.Window;
        if (window.Dilation != 1 || window.Before > window.Kernel / 2)
        {
            throw new LayerException("windows with gaps, or with more padding than half the kernel, cannot be said");
        }

        var arguments = new List<string> { $"{window.Kernel}" };
        arguments.AddRange(window.Stride == window.Kernel ? [] : [$"stride = {window.Stride}"]);
        arguments.AddRange(window.Before == 0 ? [] : [$"padding = {window.Before}"]);
        var y = Add(op, Results(x.Shape[0], common, x), [x], arguments);
        return Enumerable.Range(0, 2).Aggregate(y, (layer, i) => Slice(layer, i + 1, common.Skip[i], common.Skip[i] + results[i]));
    }

    // Windows over as many copies of the line as they are long.
    private Layer MaxPoolLine(Layer x, Window window)
    {
        if (window.Kernel > LongestLine)
        {
            throw new LayerException($"its windows of {window.Kernel} are longer than the {LongestLine} that can be said");
        }

        Shape line = [x.Shape[0], 1, x.Shape[1]];
        var row = Reshape(x, line);
        var copies = window.Kernel == 1 ? row : Concat([.. Enumerable.Repeat(row, window.Kernel)], 1);
        var y = PoolEvenly("maxpool2d", copies, [window, window]);
        return Reshape(Slice(y, 1, 0, 1), [y.Shape[0], y.Shape[2]]);
    }

    private Layer MeanByWeights(Layer x, IReadOnlyList<Window> windows)
    {
        var (channels, size) = (x.Shape[0], windows.Aggregate(1L, (product, window) => product * window.Kernel));
        var values = new float[size <= MaxElements / channels ? channels * size : throw new LayerException("its windows are too large")];
        Array.Fill(values, 1f / size);
        var weight = new LayerTensor(Shape.Of([channels, 1, .. windows.Select(window => window.Kernel)]), values);
        return Convolution(x, weight, null, windows, channels);
    }

    // How many entries a window has for each that is no padding.
    private static LayerTensor Shares(Layer x, Layer y, IReadOnlyList<Window> windows)
    {
        float[] shares = [1];
        for (var axis = 0; axis < windows.Count; axis++)
        {
            var (window, extent) = (windows[axis], x.Shape[axis + 1]);
            var along = Enumerable.Range(0, y.Shape[axis + 1]).Select(i => (float)window.Kernel / Covered(window, i, extent)).ToArray();
            shares = [.. shares.SelectMany(share => along.Select(factor => share * factor))];
        }

        return new LayerTensor(Shape.Of(y.Shape.Skip(1)), shares);
    }

    private static int Covered(Window window, int index, int extent)
    {
        var start = (index * window.Stride) - window.Before;
        var covered = Enumerable.Range(0, window.Kernel).Count(i => start + (i * window.Dilation) is var at && at >= 0 && at < extent);
        return covered > 0 ? covered : throw new LayerException("a window lies outside of what it averages");
    }
}
