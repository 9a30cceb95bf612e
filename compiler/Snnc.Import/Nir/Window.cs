using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Tensors;

namespace Snnc.Import.Nir;

/// <summary>How a window moves along an axis.</summary>
/// <param name="Extent">The input's.</param>
/// <param name="Before">Zeros in front of the input.</param>
/// <param name="After">Zeros behind it.</param>
internal sealed record WindowAxis(int Extent, int Kernel, int Stride, int Before, int After, int Dilation)
{
    /// <summary>Gets how many inputs a window spans.</summary>
    public long Span => ((long)Dilation * (Kernel - 1)) + 1;

    /// <summary>Gets how many windows there are.</summary>
    public long Count => (((long)Extent + Before + After - Span) / Stride) + 1;

    /// <summary>Gets a value indicating whether at least one window fits.</summary>
    public bool Fits => (long)Extent + Before + After >= Span;
}

/// <summary>The windows of a convolution or a pooling, axis by axis.</summary>
/// <param name="Channels">Of the input.</param>
/// <param name="Outputs">Channels of the output.</param>
internal sealed record Window(string Name, string Type, int Channels, int Outputs, int Groups, IReadOnlyList<WindowAxis> Axes)
{
    /// <summary>Gets the shape of the output.</summary>
    public Shape OutputShape => Shape.Of([Outputs, .. Axes.Select(axis => (int)Math.Min(int.MaxValue, axis.Count))]);

    /// <summary>Gets a value indicating whether all axes are alike, with as much padding on either side: what the language says directly.</summary>
    public bool IsRegular => Axes.All(axis => axis with { Extent = 0 } == Axes[0] with { Extent = 0 } && axis.Before == axis.After);

    /// <summary>The windows of a Conv1d or Conv2d.</summary>
    /// <exception cref="ImportException">Its fields, or its input, do not fit.</exception>
    public static Window OfConvolution(NirPrimitive node, Shape input)
    {
        var rank = node.Type == "Conv1d" ? 1 : 2;
        var weight = node["weight"].Shape;
        var groups = Sizes(node, "groups", 1, 1, least: 1)[0];
        if (weight.Rank != rank + 2 || input.Rank != rank + 1 || (long)weight[1] * groups != input[0] || weight[0] % groups != 0)
        {
            throw new ImportException(
                $"the weight of '{node.Name}' ({node.Type}) is {weight}, [out, in/groups, {(rank == 1 ? "k" : "h, w")}] in {groups} groups, "
                + $"and what leads to it {input}");
        }

        CheckInputShape(node, input);
        int[] strides = Sizes(node, "stride", rank, 1, least: 1), dilations = Sizes(node, "dilation", rank, 1, least: 1);
        var axes = Enumerable.Range(0, rank).Select(i => new WindowAxis(input[i + 1], weight[i + 2], strides[i], 0, 0, dilations[i])).ToList();
        var window = new Window(node.Name, node.Type, input[0], weight[0], groups, [.. axes.Select((axis, i) => Padded(node, axis, i, rank))]);
        return window.Checked();
    }

    /// <summary>The windows of a SumPool2d or AvgPool2d.</summary>
    /// <exception cref="ImportException">Its fields, or its input, do not fit.</exception>
    public static Window OfPooling(NirPrimitive node, Shape input)
    {
        if (input.Rank != 3)
        {
            throw new ImportException($"'{node.Name}' ({node.Type}) pools [channels, height, width], and what leads to it is {input}");
        }

        int[] kernels = Sizes(node, "kernel_size", 2, 1, least: 1), padding = Sizes(node, "padding", 2, 0, least: 0);
        var strides = node.Find("stride") is null ? kernels : Sizes(node, "stride", 2, 1, least: 1);
        var axes = Enumerable.Range(0, 2).Select(i => new WindowAxis(input[i + 1], kernels[i], strides[i], padding[i], padding[i], 1)).ToList();
        return new Window(node.Name, node.Type, input[0], input[0], input[0], axes).Checked();
    }

    // 'same' pads so that with a stride of 1 the output is as long as the input; an odd zero goes behind, as in PyTorch.
    private static WindowAxis Padded(NirPrimitive node, WindowAxis axis, int index, int rank)
    {
        if (node.Find("padding") is not { IsText: true } padding)
        {
            var zeros = Sizes(node, "padding", rank, 0, least: 0)[index];
            return axis with { Before = zeros, After = zeros };
        }

        var total = axis.Span - 1;
        return padding.Text switch
        {
            "valid" => axis,
            "same" when axis.Stride != 1 => throw new ImportException(
                $"'{node.Name}' ({node.Type}) has padding 'same' with a stride of {axis.Stride}, which has no meaning"),
            "same" when total <= int.MaxValue => axis with { Before = (int)(total / 2), After = (int)(total - (total / 2)) },
            var word => throw new ImportException(
                $"'{node.Name}' ({node.Type}) has the padding '{word}'", "padding is numbers, 'same' or 'valid'"),
        };
    }

    private static void CheckInputShape(NirPrimitive node, Shape input)
    {
        if (node.Find("input_shape") is { } said && !said.Reals.SequenceEqual(input.Skip(1).Select(extent => (double)extent)))
        {
            throw new ImportException(
                $"'{node.Name}' ({node.Type}) says the input_shape [{string.Join(", ", said.Reals)}], and what leads to it is {input}");
        }
    }

    private Window Checked()
    {
        var bad = Axes.FirstOrDefault(axis => !axis.Fits);
        return bad is null ? this : throw new ImportException(
            $"the kernel of '{Name}' ({Type}) spans {bad.Span}, more than its input of {bad.Extent} with {bad.Before} + {bad.After} zeros around it");
    }

    // One number stands for all axes.
    private static int[] Sizes(NirPrimitive node, string field, int count, int absent, int least)
    {
        var given = node.Find(field) is { IsText: false } found ? found.Reals : [absent];
        return (given.Length != 1 && given.Length != count) || given.Any(size => size < least || size > int.MaxValue / 4)
            ? throw new ImportException(
                $"'{node.Name}' ({node.Type}) has the {field} [{string.Join(", ", given)}]", $"it is {count} whole number(s) from {least}")
            : [.. Enumerable.Range(0, count).Select(i => (int)given[given.Length == 1 ? 0 : i])];
    }
}
