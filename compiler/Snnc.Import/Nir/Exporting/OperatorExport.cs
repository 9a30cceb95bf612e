using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Semantics;
using Snnc.Compiler.Semantics.Networks;
using Snnc.Compiler.Symbols;
using Snnc.Compiler.Tensors;

namespace Snnc.Import.Nir.Exporting;

/// <summary>Operators as NIR's primitives.</summary>
internal sealed class OperatorExport(BoundNetwork network, ConstantValues values)
{
    /// <summary>An operator's primitive.</summary>
    /// <param name="input">The shape of what leads to it.</param>
    /// <exception cref="ImportException">NIR has none like it.</exception>
    public NirPrimitive Export(BoundNode node, string name, Shape input)
    {
        var operation = (BoundOperator)node.Operation;
        return operation.Symbol.Name switch
        {
            "dense" => Dense(node, name, input),
            "conv1d" => new NirPrimitive(name, "Conv1d", Convolution(node, input, 1)),
            "conv2d" => new NirPrimitive(name, "Conv2d", Convolution(node, input, 2)),
            "sumpool2d" => new NirPrimitive(name, "SumPool2d", Pooling(node)),
            "avgpool2d" => new NirPrimitive(name, "AvgPool2d", Pooling(node)),
            "flatten" => new NirPrimitive(name, "Flatten", Flatten(node, input)),
            "scale" => new NirPrimitive(name, "Scale", Single("scale", values.Of(operation.Arguments["by"], node.Type.Shape))),
            "threshold" => new NirPrimitive(name, "Threshold", Single("threshold", values.Of(operation.Arguments["value"], node.Type.Shape))),
            "delay" => new NirPrimitive(name, "Delay", Single("delay", values.Of(operation.Arguments["time"], node.Type.Shape))),
            var op => throw new ImportException(
                $"'{node.Name}' is a {op}, which NIR has no primitive for",
                "NIR has dense, conv1d, conv2d, sumpool2d, avgpool2d, flatten, scale, threshold, delay and add"),
        };
    }

    private static Dictionary<string, NirField> Single(string field, NirField value) => new() { [field] = value };

    private NirPrimitive Dense(BoundNode node, string name, Shape input)
    {
        var arguments = ((BoundOperator)node.Operation).Arguments;
        var outputs = node.Type.Shape[node.Type.Shape.Rank - 1];
        var fields = Single("weight", Weight(node, [outputs, input[input.Rank - 1]]));
        if (arguments["bias"] is BoundNone)
        {
            return new NirPrimitive(name, "Linear", fields);
        }

        fields.Add("bias", values.Of(arguments["bias"], [outputs]));
        return new NirPrimitive(name, "Affine", fields);
    }

    // NIR's convolutions always have a bias.
    private Dictionary<string, NirField> Convolution(BoundNode node, Shape input, int rank)
    {
        var arguments = ((BoundOperator)node.Operation).Arguments;
        int outputs = node.Type.Shape[0], groups = Whole(node, "groups"), kernel = Whole(node, "kernel");
        var weight = Shape.Of([outputs, input[0] / groups, .. Enumerable.Repeat(kernel, rank)]);
        NirField Sizes(int size) => rank == 1 ? NirField.Of((long)size) : NirField.Of([size, size]);
        return new()
        {
            ["input_shape"] = rank == 1 ? NirField.Of((long)input[1]) : NirField.Of([input[1], input[2]]),
            ["weight"] = Weight(node, weight),
            ["stride"] = Sizes(Whole(node, "stride")),
            ["padding"] = Sizes(Whole(node, "padding")),
            ["dilation"] = Sizes(Whole(node, "dilation")),
            ["groups"] = NirField.Of((long)groups),
            ["bias"] = arguments["bias"] is BoundNone ? new NirField([outputs], new float[outputs]) : values.Of(arguments["bias"], [outputs]),
        };
    }

    private NirField Weight(BoundNode node, Shape shape)
    {
        if (node.Bits is { } bits)
        {
            throw new ImportException($"'{node.Name}' is quantized to {bits} bits, which NIR cannot say", "export the program without its quantize block");
        }

        return node.DelayTensor is null
            ? values.Of(((BoundOperator)node.Operation).Arguments["weight"], shape)
            : throw new ImportException($"'{node.Name}' has a delay for each synapse, which NIR cannot say");
    }

    private Dictionary<string, NirField> Pooling(BoundNode node)
    {
        long kernel = Whole(node, "kernel"), padding = Whole(node, "padding");
        long stride = ((BoundOperator)node.Operation).Arguments.ContainsKey("stride") ? Whole(node, "stride") : kernel;
        return new()
        {
            ["kernel_size"] = NirField.Of([kernel, kernel]),
            ["stride"] = NirField.Of([stride, stride]),
            ["padding"] = NirField.Of([padding, padding]),
        };
    }

    private Dictionary<string, NirField> Flatten(BoundNode node, Shape input) => new()
    {
        ["start_dim"] = NirField.Of((long)Whole(node, "start")),
        ["end_dim"] = NirField.Of((long)Whole(node, "end")),
        ["input_type"] = NirField.Of([.. input.Select(extent => (long)extent)]),
    };

    private int Whole(BoundNode node, string name)
    {
        var operation = (BoundOperator)node.Operation;
        return (int)(operation.Arguments.TryGetValue(name, out var value)
            ? ConstantEvaluator.TryEvaluate(value, network.Scale)!.Value
            : operation.Symbol.Parameters.First(parameter => parameter.Name == name).Default!.Value);
    }
}
