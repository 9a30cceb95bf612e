using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Symbols;
using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.Semantics.Networks;

// Operators that move elements, and operators that compute in each step by itself.
internal sealed partial class OperatorTyping
{
    private NetType? Move(NetNode node, List<NetType> inputs)
    {
        var shape = node.Symbol!.Name switch
        {
            "flatten" => Flatten(node, inputs[0].Shape),
            "reshape" => Reshape(node, inputs[0].Shape),
            "permute" => Permute(node, inputs[0].Shape),
            "slice" => Slice(node, inputs[0].Shape),
            "concat" => Concat(node, inputs),
            "add" => Broadcast(node, inputs),
            "delay" => Delayed(node, inputs[0]),
            _ => Pool(node, inputs[0].Shape),
        };
        if (shape is null || !UnitsAgree(node, inputs))
        {
            return null;
        }

        return new NetType(Joined(inputs, staysSpikes: true), shape, inputs[0].Dimension, inputs.All(input => input.IsInt));
    }

    private NetType? Compute(NetNode node, List<NetType> inputs)
    {
        var input = inputs[0];
        if (node.Symbol!.Name != "argmax" && inputs.FindIndex(i => i.IsInt) is >= 0 and var index)
        {
            var from = node.Edges[index];
            Bag.Add(Catalog.InputKind(from.At, node.Symbol.Name, "real values", NetTypes.Name(from), "whole numbers",
                "keep the values of an int state in a real state"));
            return null;
        }

        var kind = Joined(inputs, staysSpikes: false);
        NetType? Same(Shape? shape, Dimension dimension) => shape is null ? null : new NetType(kind, shape, dimension);
        switch (node.Symbol.Name)
        {
            case "avgpool2d":
                return Same(Pool(node, input.Shape), input.Dimension);
            case "mul":
                return Same(Broadcast(node, inputs), inputs.Aggregate(Dimension.None, (product, type) => product * type.Dimension));
            case "matmul":
                return Same(MatMul(node, inputs[0].Shape, inputs[1].Shape), inputs[0].Dimension * inputs[1].Dimension);
            case "scale":
                return Same(Fits(node, "by", input.Shape), input.Dimension * node.Arguments.Values["by"].Dimension);
            case "reduce_sum" or "reduce_mean":
                return Axis(node, "axis", input.Shape) is { } axis ? Same(Shape.Of(input.Shape.Where((_, i) => i != axis)), input.Dimension) : null;
            case "batchnorm":
                return Same(BatchNorm(node, input.Shape), Dimension.None);
            case "layernorm":
                return Same(LayerNorm(node, input.Shape), Dimension.None);
            case "embedding":
                _tensors.Table(node, Whole(node, "size"));
                return node.Tensors["weight"].Type == BoundType.Error ? null
                    : Same(Shape.Of(input.Shape.Append(Whole(node, "size"))), Dimension.None);
            case "softmax":
                return Axis(node, "axis", input.Shape) is null ? null : Same(input.Shape, Dimension.None);
            case "threshold":
                return Threshold(node, input);
            case "pairs":
                return Same(Pairs(node, input.Shape), input.Dimension);
            case "argmax":
                return input.Shape.Rank == 0 ? Rankless(node)
                    : new NetType(kind, Shape.Of(input.Shape.Take(input.Shape.Rank - 1)), Dimension.None, true);
            case "relu":
                return Same(input.Shape, input.Dimension);
            default:
                return Same(input.Shape, Dimension.None);
        }
    }

    private NetType? Rankless(NetNode node)
    {
        WrongRank(node, "at least one axis", Shape.Scalar);
        return null;
    }

    private bool UnitsAgree(NetNode node, List<NetType> inputs)
    {
        var other = inputs.FindIndex(input => input.Dimension != inputs[0].Dimension);
        if (other < 0)
        {
            return true;
        }

        Bag.Add(Catalog.MixedUnits(node.Edges[other].At, node.Name, inputs[0].Dimension.ToString(), inputs[other].Dimension.ToString()));
        return false;
    }

    private Shape? Flatten(NetNode node, Shape input)
    {
        if (input.Rank == 0)
        {
            return [1];
        }

        if (Axis(node, "start", input) is not { } start || Axis(node, "end", input) is not { } end)
        {
            return null;
        }

        if (start > end)
        {
            Bag.Add(Catalog.ShapeMismatch(node.At, $"flatten from axis {start} to axis {end}: the first comes after the last", null));
            return null;
        }

        var middle = input.Skip(start).Take(end - start + 1).Aggregate(1, (product, extent) => product * extent);
        return Shape.Of(input.Take(start).Append(middle).Concat(input.Skip(end + 1)));
    }

    private List<int> Variadic(NetNode node) =>
        node.Arguments.Variadic.Select(value => (int)ConstantEvaluator.TryEvaluate(value, network.Time.Scale)!.Value).ToList();

    private Shape? Reshape(NetNode node, Shape input)
    {
        var shape = Shape.Of(Variadic(node));
        if (shape.Size == input.Size)
        {
            return shape;
        }

        Bag.Add(Catalog.ShapeMismatch(node.At, $"reshape of {input} to {shape} changes the number of elements",
            $"{input.Size} elements, and {string.Join("*", shape)} = {shape.Size}"));
        return null;
    }

    private Shape? Permute(NetNode node, Shape input)
    {
        var axes = Variadic(node).Select(axis => axis < 0 ? axis + input.Rank : axis).ToList();
        if (axes.OrderBy(axis => axis).SequenceEqual(Enumerable.Range(0, input.Rank)))
        {
            return Shape.Of(axes.Select(axis => input[axis]));
        }

        var shown = $"permute({string.Join(", ", Variadic(node))})";
        Bag.Add(Catalog.ShapeMismatch(node.At, $"{shown} of {input} must name each of its {input.Rank} axes once", null));
        return null;
    }

    private Shape? Slice(NetNode node, Shape input)
    {
        if (Axis(node, "axis", input) is not { } axis)
        {
            return null;
        }

        int start = Resolve(Whole(node, "start"), input[axis]), end = Resolve(Whole(node, "end"), input[axis]);
        if (start >= 0 && start < end && end <= input[axis])
        {
            return Shape.Of(input.Select((extent, index) => index == axis ? end - start : extent));
        }

        var shown = $"slice({Whole(node, "start")}, {Whole(node, "end")})";
        Bag.Add(Catalog.ShapeMismatch(node.At, $"{shown} does not fit axis {axis}, which has {input[axis]} entries", "0 <= start < end <= entries"));
        return null;
    }

    private static int Resolve(int index, int extent) => index < 0 ? index + extent : index;

    private Shape? Concat(NetNode node, List<NetType> inputs)
    {
        var first = inputs[0].Shape;
        if (Axis(node, "axis", first) is not { } axis)
        {
            return null;
        }

        var other = inputs.FindIndex(input => input.Shape.Rank != first.Rank
            || input.Shape.Where((extent, i) => i != axis && extent != first[i]).Any());
        if (other >= 0)
        {
            Bag.Add(Catalog.ShapeMismatch(node.Edges[other].At,
                $"concat along axis {axis}: '{NetTypes.Name(node.Edges[0])}' is {first}, and '{NetTypes.Name(node.Edges[other])}' is {inputs[other].Shape}",
                "all other axes must be equal"));
            return null;
        }

        var total = inputs.Sum(input => (long)input.Shape[axis]);
        if (total > int.MaxValue)
        {
            Bag.Add(Catalog.TooLarge(node.At, node.Name, total, ShapeBinder.MostElements));
            return null;
        }

        return Shape.Of(first.Select((extent, i) => i == axis ? (int)total : extent));
    }

    private Shape? Broadcast(NetNode node, List<NetType> inputs)
    {
        var shape = inputs[0].Shape;
        for (var i = 1; i < inputs.Count; i++)
        {
            if (Shape.Broadcast(shape, inputs[i].Shape) is not { } joined)
            {
                Bag.Add(Catalog.ShapeMismatch(node.Edges[i].At,
                    $"at '{node.Name}' '{NetTypes.Name(node.Edges[0])}' is {shape}, and '{NetTypes.Name(node.Edges[i])}' is {inputs[i].Shape}",
                    "shapes broadcast as in NumPy: compared from the last axis, extents are equal or 1"));
                return null;
            }

            shape = joined;
        }

        return shape;
    }

    private Shape? Delayed(NetNode node, NetType input)
    {
        if (input.Kind == TimeKind.Frame)
        {
            InputKind(node, "a value in time", input, $"bring it into time with an encoder: {OperatorCatalog.Encoders}");
            return null;
        }

        return Fits(node, "time", input.Shape);
    }

    private Shape? Fits(NetNode node, string argument, Shape input)
    {
        var value = node.Arguments.Values[argument];
        if (value is BoundTensor { IsKnown: false } || Shape.Broadcast(value.Shape, input) == input)
        {
            return input;
        }

        Bag.Add(Catalog.ShapeMismatch(value.At, $"'{argument}' of '{node.Name}' is {value.Shape}, and its input is {input}",
            "for one value per channel write `per_channel(...)`"));
        return null;
    }

    private Shape? Pool(NetNode node, Shape input)
    {
        if (input.Rank != 3)
        {
            WrongRank(node, "[channels, height, width]", input);
            return null;
        }

        int kernel = Whole(node, "kernel"), padding = Whole(node, "padding");
        var stride = (int)(Number(node, "stride") ?? kernel);
        if (padding > kernel / 2)
        {
            Bag.Add(Catalog.ArgumentOutOfRange(
                node.ArgumentAt("padding"), $"the argument 'padding' of '{node.Symbol!.Name}'", $"at most half the kernel, {kernel / 2}",
                $"{padding}"));
            return null;
        }

        return Windows(node, input[1], kernel, stride, padding, 1) is { } height && Windows(node, input[2], kernel, stride, padding, 1) is { } width
            ? [input[0], height, width] : null;
    }

    private Shape? MatMul(NetNode node, Shape a, Shape b)
    {
        var leading = a.Rank < 2 || b.Rank < 2 ? null : Shape.Broadcast(Shape.Of(a.Take(a.Rank - 2)), Shape.Of(b.Take(b.Rank - 2)));
        if (leading is not null && a[a.Rank - 1] == b[b.Rank - 2])
        {
            return Shape.Of(leading.Append(a[a.Rank - 2]).Append(b[b.Rank - 1]));
        }

        Bag.Add(Catalog.ShapeMismatch(node.At, $"matmul of {a} and {b} does not fit",
            "[..., i, k] times [..., k, j]: the inner extents must be equal"));
        return null;
    }

    private Shape? BatchNorm(NetNode node, Shape input)
    {
        if (Axis(node, "axis", input) is not { } axis)
        {
            return null;
        }

        Shape channels = [input[axis]];
        var arithmetic = $"one number for each of the {input[axis]} entries of axis {axis}";
        if (!_tensors.Required(node, "running_mean", channels, arithmetic) || !_tensors.Required(node, "running_var", channels, arithmetic))
        {
            return null;
        }

        _tensors.Optional(node, "weight", channels);
        _tensors.Optional(node, "bias", channels);
        return node.Tensors.Values.Any(tensor => tensor.Type == BoundType.Error) ? null : input;
    }

    private Shape? LayerNorm(NetNode node, Shape input)
    {
        if (input.Rank == 0)
        {
            return Rankless(node)?.Shape;
        }

        Shape last = [input[input.Rank - 1]];
        _tensors.Optional(node, "weight", last);
        _tensors.Optional(node, "bias", last);
        return node.Tensors.Values.Any(tensor => tensor.Type == BoundType.Error) ? null : input;
    }

    private NetType? Threshold(NetNode node, NetType input)
    {
        var value = node.Arguments.Values["value"];
        if (input.Kind == TimeKind.Frame)
        {
            InputKind(node, "a value in time", input, $"bring it into time with an encoder: {OperatorCatalog.Encoders}");
            return null;
        }

        if (value.Dimension != input.Dimension)
        {
            Bag.Add(Catalog.ArgumentUnit(value.At, node.Name, "value", input.Dimension.ToString(), value.Dimension.ToString()));
            return null;
        }

        return Fits(node, "value", input.Shape) is { } shape ? new NetType(TimeKind.Spikes, shape, Dimension.None) : null;
    }

    private Shape? Pairs(NetNode node, Shape input)
    {
        if (input.Rank == 2)
        {
            var rows = input[0] * (input[0] + 1L) / 2;
            if (rows * 2.0 * input[1] <= ShapeBinder.MostElements)
            {
                return [(int)rows, 2 * input[1]];
            }

            Bag.Add(Catalog.TooLarge(node.At, node.Name, 2 * rows * input[1], ShapeBinder.MostElements));
            return null;
        }

        WrongRank(node, "[rows, features]", input);
        return null;
    }
}
