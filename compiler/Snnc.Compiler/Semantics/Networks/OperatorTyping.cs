using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Symbols;
using Snnc.Compiler.Tensors;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Semantics.Networks;

/// <summary>
/// The type of each operator's result, from its inputs and arguments; finds its tensors on the way. Every rule gives null after reporting what is
/// wrong, with the shapes and the arithmetic.
/// </summary>
internal sealed partial class OperatorTyping(NetworkBuilder network)
{
    private readonly TensorFinder _tensors = new(network.Bag);

    private DiagnosticBag Bag => network.Bag;

    /// <summary>Types an operator whose inputs are typed.</summary>
    public NetType? Infer(NetNode node)
    {
        var symbol = node.Symbol!;
        var inputs = node.Edges.Select(NetTypes.Of).ToList();
        if (!HasRightEdges(node, symbol) || !KindsMeet(node, inputs))
        {
            return null;
        }

        var type = symbol.Family switch
        {
            OperatorFamily.Encoder => Encode(node, inputs[0]),
            OperatorFamily.Decoder => Decode(node, inputs[0]),
            OperatorFamily.Connection => Connect(node, inputs[0]),
            OperatorFamily.Movement => Move(node, inputs),
            _ => Compute(node, inputs),
        };
        return type is null || Bounded(node, node.Name, type.Shape) is null ? null : type;
    }

    private static TimeKind Joined(IReadOnlyList<NetType> inputs, bool staysSpikes) =>
        inputs.All(input => input.Kind == TimeKind.Frame) ? TimeKind.Frame
        : staysSpikes && inputs.All(input => input.Kind == TimeKind.Spikes) ? TimeKind.Spikes : TimeKind.Signal;

    private bool HasRightEdges(NetNode node, OperatorSymbol symbol)
    {
        var count = node.Edges.Count;
        switch (symbol.Arity)
        {
            case Arity.One when count > 1:
                Bag.Add(Catalog.SeveralInputs(node.Edges[1].At, node.Name, count));
                return false;
            case Arity.Two when count != 2:
                Bag.Add(Catalog.NoInput(node.At, node.Name, $"two inputs, and has {count}", $"let both lead to it: `(a, b) -> {symbol.Name}`"));
                return false;
            default:
                if (count == 0)
                {
                    Bag.Add(Catalog.NoInput(node.At, node.Name, "an input", $"let a chain lead to it: `x -> {symbol.Name}`"));
                }

                return count > 0;
        }
    }

    private bool KindsMeet(NetNode node, List<NetType> inputs)
    {
        var frame = inputs.FindIndex(input => input.Kind == TimeKind.Frame);
        var timed = inputs.FindIndex(input => input.Kind != TimeKind.Frame);
        if (frame < 0 || timed < 0)
        {
            return true;
        }

        Bag.Add(Catalog.FrameMeetsTime(
            node.Edges[frame].At, node.Name, NetTypes.Name(node.Edges[frame]), NetTypes.Name(node.Edges[timed]), OperatorCatalog.Encoders,
            node.Edges[frame].Into));
        return false;
    }

    private NetType? Encode(NetNode node, NetType input)
    {
        var name = node.Symbol!.Name;
        var isDelta = name == "encode.delta";
        if (isDelta == (input.Kind == TimeKind.Frame) || (isDelta && input.Kind == TimeKind.Spikes))
        {
            InputKind(node, isDelta ? "a signal" : "a frame", input,
                !isDelta ? "it varies in time already: leave the encoder out"
                : input.Kind == TimeKind.Frame ? "bring it into time first, for example by `encode.rows`" : "spikes need no encoder: leave it out");
            return null;
        }

        if (isDelta)
        {
            return new NetType(TimeKind.Spikes, Shape.Of(new[] { 2 }.Concat(input.Shape)), Dimension.None);
        }

        if (network.Time.IsStream)
        {
            Bag.Add(Catalog.NotInStream(node.At, $"'{name}'"));
            return null;
        }

        return name switch
        {
            "encode.constant" => input with { Kind = TimeKind.Signal, IsInt = false },
            "encode.rows" => Rows(node, input),
            _ => new NetType(TimeKind.Spikes, input.Shape, Dimension.None),
        };
    }

    private NetType? Rows(NetNode node, NetType input)
    {
        if (Axis(node, "axis", input.Shape) is not { } axis)
        {
            return null;
        }

        if (network.Time.Steps is { } steps && input.Shape[axis] != steps)
        {
            Bag.Add(Catalog.RowsDifferFromSteps(node.ArgumentAt("axis"), axis, input.Shape[axis], steps));
            return null;
        }

        return input with { Kind = TimeKind.Signal, Shape = Shape.Of(input.Shape.Where((_, index) => index != axis)) };
    }

    private NetType? Decode(NetNode node, NetType input)
    {
        var every = node.Arguments.Values.TryGetValue("every", out var value) ? value : null;
        if (input.Kind == TimeKind.Frame)
        {
            Bag.Add(Catalog.DecoderNeedsTime(node.Edges[0].At, node.Symbol!.Name, NetTypes.Name(node.Edges[0])));
            return null;
        }

        if (network.Time.IsStream && every is null)
        {
            Bag.Add(Catalog.NeedsWindow(node.At, node.Symbol!.Name));
            return null;
        }

        if (!network.Time.IsStream && every is not null)
        {
            Bag.Add(Catalog.WindowOutsideStream(every.At));
            return null;
        }

        if (every is not null && ConstantEvaluator.TryEvaluate(every, network.Time.Scale) is not >= 0.5)
        {
            var shown = ConstantEvaluator.TryEvaluate(every, network.Time.Scale)?.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
            Bag.Add(Catalog.ArgumentOutOfRange(every.At, "a window", "at least one step", $"{shown} steps"));
            return null;
        }

        if (node.Symbol!.Name is "count" or "first_spike" && input.Kind != TimeKind.Spikes)
        {
            InputKind(node, "spikes", input, node.Symbol.Name == "count" ? "for values that are no spikes use `sum`"
                : "let a neuron or `threshold` make spikes of it");
            return null;
        }

        return node.Symbol.Name switch
        {
            "first_spike" => new NetType(TimeKind.Frame, input.Shape, Dimension.None),
            "mean" => input with { Kind = TimeKind.Frame, IsInt = false },
            _ => input with { Kind = TimeKind.Frame },
        };
    }

    private NetType? Connect(NetNode node, NetType input)
    {
        if (input.Kind == TimeKind.Frame && node.Delay != DelayRange.None)
        {
            InputKind(node, "for its `delay` a value in time", input, "leave `delay` out, or bring the frame into time with an encoder");
            return null;
        }

        var shape = node.Symbol!.Name switch
        {
            "dense" => Dense(node, input.Shape),
            "sparse" => Sparse(node, input.Shape),
            "conv1d" => Convolution(node, input.Shape, 1),
            _ => Convolution(node, input.Shape, 2),
        };
        if (shape is null || node.Tensors.Values.Any(tensor => tensor is not BoundNone && tensor.Type == BoundType.Error))
        {
            return null;
        }

        var dimension = node.Tensors["weight"].Dimension * input.Dimension;
        if (node.Tensors["bias"] is { } bias and not BoundNone && bias.Dimension != dimension && bias is not BoundTensor)
        {
            Bag.Add(Catalog.ArgumentUnit(bias.At, node.Symbol.Name, "bias", dimension.ToString(), bias.Dimension.ToString()));
        }

        return new NetType(input.Kind == TimeKind.Frame ? TimeKind.Frame : TimeKind.Signal, shape, dimension);
    }

    private Shape? Dense(NetNode node, Shape input)
    {
        if (input.Rank == 0)
        {
            WrongRank(node, "at least one axis", input);
            return null;
        }

        var features = input[input.Rank - 1];
        var outputs = Whole(node, "out");
        if (Bounded(node, $"{node.Name}.weight", [outputs, features]) is null)
        {
            return null;
        }

        _tensors.Weight(node, [outputs, features], $"dense({outputs}) of {input}: weight is [out, in] = [{outputs}, {features}]", input);
        _tensors.Bias(node, outputs);
        DelaysFit(node, [outputs, features]);
        return Shape.Of(input.Take(input.Rank - 1).Append(outputs));
    }

    private Shape? Convolution(NetNode node, Shape input, int rank)
    {
        if (input.Rank != rank + 1)
        {
            WrongRank(node, rank == 1 ? "[channels, length]" : "[channels, height, width]", input);
            return null;
        }

        int outputs = Whole(node, "out"), kernel = Whole(node, "kernel"), groups = Whole(node, "groups");
        if (input[0] % groups != 0 || outputs % groups != 0)
        {
            Bag.Add(Catalog.ShapeMismatch(
                node.At, $"'{node.Name}' has {groups} groups, which must divide {input[0]} input and {outputs} output channels", null));
            return null;
        }

        var extents = new List<int> { outputs };
        foreach (var extent in input.Skip(1))
        {
            if (Windows(node, extent, kernel, Whole(node, "stride"), Whole(node, "padding"), Whole(node, "dilation")) is not { } windows)
            {
                return null;
            }

            extents.Add(windows);
        }

        var weight = new List<int> { outputs, input[0] / groups };
        weight.AddRange(Enumerable.Repeat(kernel, rank));
        var kernels = Shape.Of(weight);
        if (Bounded(node, $"{node.Name}.weight", kernels) is null)
        {
            return null;
        }

        var axes = rank == 1 ? "k" : "k, k";
        _tensors.Weight(node, kernels, $"conv{rank}d({outputs}, kernel = {kernel}) of {input}: weight is [out, in/groups, {axes}] = {kernels}");
        _tensors.Bias(node, outputs);
        DelaysFit(node, kernels);
        return Shape.Of(extents);
    }

    private int? Windows(NetNode node, int extent, int kernel, int stride, int padding, int dilation)
    {
        var span = extent + (2L * padding) - ((long)dilation * (kernel - 1)) - 1;
        if (span >= int.MaxValue)
        {
            Bag.Add(Catalog.TooLarge(node.At, node.Name, span, ShapeBinder.MostElements));
            return null;
        }

        if (span >= 0)
        {
            return (int)((span / stride) + 1);
        }

        var arithmetic = $"({extent} + 2*{padding} - {dilation}*({kernel}-1) - 1)/{stride} + 1 < 1";
        Bag.Add(Catalog.ShapeMismatch(node.At, $"the kernel of '{node.Name}' is larger than its input of {extent}",
            $"{node.Symbol!.Name}: {arithmetic}"));
        return null;
    }

    private Shape? Bounded(NetNode node, string name, Shape shape)
    {
        var size = shape.Aggregate(1.0, (product, extent) => product * extent);
        if (size <= ShapeBinder.MostElements)
        {
            return shape;
        }

        Bag.Add(Catalog.TooLarge(node.At, name, size < long.MaxValue ? (long)size : long.MaxValue, ShapeBinder.MostElements));
        return null;
    }

    private void InputKind(NetNode node, string needs, NetType input, string hint) =>
        Bag.Add(Catalog.InputKind(node.Edges[0].At, node.Symbol!.Name, needs, NetTypes.Name(node.Edges[0]), $"{input}", hint));

    private void WrongRank(NetNode node, string expected, Shape input) =>
        Bag.Add(Catalog.WrongRank(node.Edges[0].At, node.Name, expected, NetTypes.Name(node.Edges[0]), input.ToString()));

    private void DelaysFit(NetNode node, Shape weight)
    {
        if (node.Delay.Tensor is { } delays and not BoundTensor { IsKnown: false } && delays.Shape.Rank > 0
            && Shape.Broadcast(delays.Shape, weight) != weight)
        {
            Bag.Add(Catalog.ShapeMismatch(delays.At, $"the delays of '{node.Name}' are {delays.Shape}, and its weights {weight}",
                "one delay per synapse"));
        }
    }

    private int Whole(NetNode node, string name) => (int)Number(node, name)!.Value;

    private double? Number(NetNode node, string name) => node.Arguments.Values.TryGetValue(name, out var value)
        ? ConstantEvaluator.TryEvaluate(value, network.Time.Scale)
        : node.Symbol!.Parameters.First(parameter => parameter.Name == name).Default;

    private int? Axis(NetNode node, string name, Shape shape)
    {
        var axis = Whole(node, name);
        var index = axis < 0 ? axis + shape.Rank : axis;
        if (index >= 0 && index < shape.Rank)
        {
            return index;
        }

        Bag.Add(Catalog.AxisOutOfRange(node.ArgumentAt(name), node.Name, axis, shape.ToString()));
        return null;
    }
}
