using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Tensors;
using Snnc.Import.Writing;

namespace Snnc.Import.Nir;

/// <summary>Writes primitives without state as elements of a chain; the last one has the label.</summary>
internal sealed class OperatorWriter(Interpretation reading, TensorTable tensors)
{
    private const long MostWeights = 1 << 27;

    /// <summary>The elements that do what a node does.</summary>
    /// <param name="input">The shape of what leads to it.</param>
    /// <param name="isLate">Whether what leads to it is to arrive one step later.</param>
    public IEnumerable<string> Write(NirPrimitive node, string label, Shape input, bool isLate)
    {
        IEnumerable<string> late = isLate ? ["delay = 1 step"] : [];
        return node.Type switch
        {
            "Affine" or "Linear" => Linear(node, label, late),
            "Conv1d" or "Conv2d" => Convolution(node, label, input, late),
            _ => [.. isLate ? ["delay(1 step)"] : Array.Empty<string>(), .. WithoutWeights(node, label, input)],
        };
    }

    private IEnumerable<string> WithoutWeights(NirPrimitive node, string label, Shape input) => node.Type switch
    {
        "Scale" => [NetworkText.Element(label, "scale", tensors.Value(node, "scale", input.Rank))],
        "Threshold" => [NetworkText.Element(label, "threshold", tensors.Value(node, "threshold", input.Rank))],
        "Delay" => [NetworkText.Element(label, "delay", tensors.Time(node, "delay", input.Rank, reading.Unit))],
        "Flatten" => [Flatten(node, label, input)],
        "SumPool2d" or "AvgPool2d" => Pooling(node, label, input),
        _ => throw new ImportException($"'{node.Name}' ({node.Type}) cannot stand inside a graph"),
    };

    private static string Flatten(NirPrimitive node, string label, Shape input)
    {
        var (start, end) = ShapeInference.Flatten(node, input);
        IEnumerable<string> arguments = (start, end) == (0, input.Rank - 1) ? [] : [$"start = {start}", $"end = {end}"];
        return NetworkText.Element(label, "flatten", arguments);
    }

    private IEnumerable<string> Linear(NirPrimitive node, string label, IEnumerable<string> late)
    {
        var weight = node["weight"].Shape;
        if (weight.Rank > 2)
        {
            return Blocks(node, label, late);
        }

        return [NetworkText.Element(label, "dense", [$"{weight[0]}", .. Weights(node, label, weight, weight[0]), .. late])];
    }

    // The label finds tensors of its name by itself.
    private IEnumerable<string> Weights(NirPrimitive node, string label, Shape shape, int outputs)
    {
        var (weight, bias) = (tensors.Tensor(node, "weight", shape), Bias(node, outputs));
        string[] given = [$"weight = {weight}", $"bias = {bias}"];
        return given.Where(argument => argument != $"{argument.Split(' ')[0]} = {TensorTable.Reference($"{label}.{argument.Split(' ')[0]}")}");
    }

    private string Bias(NirPrimitive node, int outputs)
    {
        if (node.Find("bias") is not { } bias || bias.Uniform == 0)
        {
            return "none";
        }

        var values = bias.Reals;
        return values.Length == outputs ? tensors.Tensor(node, "bias", [outputs])
            : values.Length == 1 ? tensors.Add($"{node.Name}.bias", [outputs], Enumerable.Repeat(values[0], outputs).ToArray())
            : throw new ImportException($"the bias of '{node.Name}' ({node.Type}) has the shape {bias.Shape}, and should be [{outputs}]");
    }

    // One matrix for each index of the leading axes is one large matrix with blocks along its diagonal.
    private IEnumerable<string> Blocks(NirPrimitive node, string label, IEnumerable<string> late)
    {
        var shape = node["weight"].Shape;
        var (rows, columns) = (shape[shape.Rank - 2], shape[shape.Rank - 1]);
        var blocks = Shape.Of(shape.SkipLast(2)).Size;
        var size = (double)blocks * blocks * rows * columns;
        if (size > MostWeights)
        {
            throw new ImportException($"the weight of '{node.Name}' ({node.Type}), {shape}, is too large to be made one matrix");
        }

        var (from, to) = (node["weight"].Reals, new double[(int)size]);
        for (var i = 0; i < from.Length; i++)
        {
            var (block, row, column) = (i / columns / rows, i / columns % rows, i % columns);
            to[((((long)block * rows) + row) * blocks * columns) + ((long)block * columns) + column] = from[i];
        }

        var outputs = (int)(blocks * rows);
        var weight = tensors.Add($"{node.Name}.weight", [outputs, (int)(blocks * columns)], to);
        return
        [
            "flatten",
            NetworkText.Element(null, "dense", [$"{outputs}", $"weight = {weight}", $"bias = {BlockBias(node, outputs, rows)}", .. late]),
            NetworkText.Element(label, "reshape", [.. shape.SkipLast(1).Select(extent => $"{extent}")]),
        ];
    }

    private string BlockBias(NirPrimitive node, int outputs, int rows)
    {
        if (node.Find("bias") is not { } bias || bias.Reals.Length != rows || rows == outputs)
        {
            return Bias(node, outputs);
        }

        return tensors.Add($"{node.Name}.bias", [outputs], Enumerable.Range(0, outputs).Select(i => bias.Reals[i % rows]).ToArray());
    }

    private IEnumerable<string> Convolution(NirPrimitive node, string label, Shape input, IEnumerable<string> late)
    {
        var window = Window.OfConvolution(node, input);
        var op = node.Type.ToLowerInvariant();
        if (!window.IsRegular)
        {
            return Irregular(window, label, op, node["weight"], $"bias = {Bias(node, window.Outputs)}", late);
        }

        var axis = window.Axes[0];
        return
        [
            NetworkText.Element(label, op,
            [
                $"{window.Outputs}", $"kernel = {axis.Kernel}", .. Unless("stride", axis.Stride, 1), .. Unless("padding", axis.Before, 0),
                .. Unless("dilation", axis.Dilation, 1), .. Unless("groups", window.Groups, 1),
                .. Weights(node, label, node["weight"].Shape, window.Outputs), .. late,
            ]),
        ];
    }

    private IEnumerable<string> Pooling(NirPrimitive node, string label, Shape input)
    {
        var window = Window.OfPooling(node, input);
        var axis = window.Axes[0];
        if (window.IsRegular)
        {
            return
            [
                NetworkText.Element(label, node.Type.ToLowerInvariant(),
                    [$"{axis.Kernel}", .. Unless("stride", axis.Stride, axis.Kernel), .. Unless("padding", axis.Before, 0)]),
            ];
        }

        // The language pools in squares; any other window is a convolution of each channel.
        var area = (double)window.Axes[0].Kernel * window.Axes[1].Kernel;
        if (area * window.Channels > MostWeights)
        {
            throw new ImportException($"the kernel of '{node.Name}' ({node.Type}) is too large");
        }

        var kernel = new double[(int)(area * window.Channels)];
        Array.Fill(kernel, node.Type == "SumPool2d" ? 1 : 1 / area);
        var weight = new NirField([window.Channels, 1, window.Axes[0].Kernel, window.Axes[1].Kernel], kernel);
        return Irregular(window, label, "conv2d", weight, "bias = none", []);
    }

    private IEnumerable<string> Irregular(Window window, string label, string op, NirField weight, string bias, IEnumerable<string> late)
    {
        var form = RegularForm.Of(window);
        var kernel = tensors.Add($"{window.Name}.weight", form.KernelShape(weight.Shape), form.Kernel(weight));
        List<string> elements =
        [
            NetworkText.Element(null, op,
            [
                $"{window.Outputs}", $"kernel = {form.Size}", .. Unless("stride", form.Stride, 1), .. Unless("padding", form.Padding, 0),
                .. Unless("groups", window.Groups, 1), $"weight = {kernel}", bias, .. late,
            ]),
            .. form.Selection(window),
        ];
        elements[^1] = $"{label}: {elements[^1]}";
        return elements;
    }

    private static IEnumerable<string> Unless(string argument, int value, int absent) => value == absent ? [] : [$"{argument} = {value}"];
}
