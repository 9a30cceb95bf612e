using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Tensors;
using Snnc.Import.Layers;

namespace Snnc.Import.Onnx;

/// <summary>Operators on what is known before the model runs: weights on their way through reshapes, and the arithmetic of shapes.</summary>
internal static class ConstantOperators
{
    /// <summary>Gets them by name.</summary>
    public static IReadOnlyDictionary<string, Func<NodeView, Constant>> All { get; } = new Dictionary<string, Func<NodeView, Constant>>
    {
        ["Constant"] = Stored,
        ["ConstantOfShape"] = Filled,
        ["Identity"] = node => node.Constant(0),
        ["Dropout"] = node => node.Constant(0),
        ["Cast"] = Cast,
        ["Flatten"] = node => node.Constant(0).As(Shapes.Flatten(node, node.Constant(0).Shape)),
        ["Reshape"] = node => node.Constant(0).As(Shapes.Reshape(node, node.Constant(0).Shape)),
        ["Squeeze"] = node => node.Constant(0).As(Shapes.Squeeze(node, node.Constant(0).Shape)),
        ["Unsqueeze"] = node => node.Constant(0).As(Shapes.Unsqueeze(node, node.Constant(0).Shape)),
        ["Transpose"] = node => node.Constant(0).Permute(Shapes.Order(node, node.Constant(0).Shape.Rank)),
        ["Expand"] = Expand,
        ["Slice"] = Slice,
        ["Gather"] = Gather,
        ["Concat"] = Concat,
        ["Range"] = Range,
        ["Add"] = node => node.Constant(0).With(node.Constant(1), (a, b) => a + b),
        ["Sub"] = node => node.Constant(0).With(node.Constant(1), (a, b) => a - b),
        ["Mul"] = node => node.Constant(0).With(node.Constant(1), (a, b) => a * b),
        ["Div"] = node => node.Constant(0).With(node.Constant(1), (a, b) => b == 0 ? throw new LayerException("it divides by 0") : a / b),
        ["Pow"] = node => node.Constant(0).With(node.Constant(1), Math.Pow),
        ["Min"] = node => node.Constant(0).With(node.Constant(1), Math.Min),
        ["Max"] = node => node.Constant(0).With(node.Constant(1), Math.Max),
        ["Neg"] = node => node.Constant(0).Each(value => -value),
        ["Abs"] = node => node.Constant(0).Each(Math.Abs),
        ["Sqrt"] = node => node.Constant(0).Each(Math.Sqrt),
        ["Reciprocal"] = node => node.Constant(0).Each(value => 1 / value),
        ["Floor"] = node => node.Constant(0).Each(Math.Floor),
        ["Ceil"] = node => node.Constant(0).Each(Math.Ceiling),
    };

    private static Constant Stored(NodeView node)
    {
        if (node.Attribute("value")?.Tensor is { } tensor)
        {
            return Constant.Of(tensor.Read());
        }

        return node.Attribute("value_float")?.Real is { } real ? new Constant(Shape.Scalar, [real], false)
            : node.Attribute("value_int")?.Integer is { } integer ? Constant.Whole(integer).As(Shape.Scalar)
            : node.Attribute("value_floats") is { } reals ? new Constant([reals.Reals.Count], [.. reals.Reals.Select(value => (double)value)], false)
            : node.Attribute("value_ints") is { } integers ? Constant.Whole([.. integers.Integers])
            : throw new LayerException("it holds no numbers");
    }

    private static Constant Filled(NodeView node)
    {
        var value = node.Attribute("value")?.Tensor is { } tensor ? Constant.Of(tensor.Read()) : new Constant([1], [0], false);
        return value.Values.Length == 1 ? value.As(Shape.Scalar).To(NodeView.ShapeOf(node.Constant(0).ToIntegers()))
            : throw new LayerException("its value is no single number");
    }

    private static Constant Cast(NodeView node)
    {
        var isReal = node.Integer("to", 1) is 1 or 10 or 11 or 16;
        var x = node.Constant(0);
        return isReal ? x with { IsWhole = false } : (x with { IsWhole = true }).Each(Math.Truncate);
    }

    private static Constant Expand(NodeView node)
    {
        var x = node.Constant(0);
        var shape = NodeView.ShapeOf(node.Constant(1).ToIntegers());
        return x.To(Shape.Broadcast(x.Shape, shape) ?? throw new LayerException($"{x.Shape} and {shape} do not broadcast"));
    }

    private static Constant Slice(NodeView node)
    {
        var result = node.Constant(0);
        foreach (var (axis, start, end, step) in Shapes.Ranges(node, result.Shape))
        {
            var (from, strides) = (result, result.Strides());
            var first = (long)start * strides[axis];
            strides[axis] *= step;
            var count = (end - start + step - Math.Sign(step)) / step;
            result = from.Gather(Shape.Of(from.Shape.Select((extent, i) => i == axis ? Math.Max(0, count) : extent)), index => first + Dot(index, strides));
        }

        return result;
    }

    private static Constant Gather(NodeView node)
    {
        var (x, indices) = (node.Constant(0), node.Constant(1));
        var axis = NodeView.Axis(node.Integer("axis", 0), x.Shape.Rank);
        var entries = indices.ToIntegers().Select(index => NodeView.Entry(index, x.Shape[axis])).ToArray();
        var (strides, own, count) = (x.Strides(), indices.Strides(), indices.Shape.Rank);
        var shape = Shape.Of([.. x.Shape.Take(axis), .. indices.Shape, .. x.Shape.Skip(axis + 1)]);
        return x.Gather(shape, index =>
        {
            var entry = entries[Dot(index.AsSpan(axis, count), own)];
            return Dot(index.AsSpan(0, axis), strides) + ((long)entry * strides[axis]) + Dot(index.AsSpan(axis + count), strides.AsSpan(axis + 1));
        });
    }

    private static Constant Concat(NodeView node)
    {
        var parts = Enumerable.Range(0, node.Count).Select(node.Constant).ToList();
        var axis = NodeView.Axis(node.Integer("axis", 1), parts[0].Shape.Rank);
        if (parts.Any(part => part.Shape.Rank != parts[0].Shape.Rank || part.Shape.Take(axis).SequenceEqual(parts[0].Shape.Take(axis)) is false))
        {
            throw new LayerException("its parts differ in their axes");
        }

        var rows = parts[0].Shape.Take(axis).Aggregate(1, (product, extent) => product * extent);
        var shape = Shape.Of(parts[0].Shape.Select((extent, i) => i == axis ? parts.Sum(part => part.Shape[axis]) : extent));
        var values = Enumerable.Range(0, rows).SelectMany(row => parts.SelectMany(part => Row(part.Values, row, rows))).ToArray();
        return new Constant([values.Length], values, parts.All(part => part.IsWhole)).As(shape);
    }

    private static ArraySegment<double> Row(double[] values, int row, int rows) => new(values, row * (values.Length / rows), values.Length / rows);

    private static Constant Range(NodeView node)
    {
        var (start, limit, step) = (node.Constant(0).Values[0], node.Constant(1).Values[0], node.Constant(2).Values[0]);
        var count = Math.Ceiling((limit - start) / step);
        return count is >= 0 and <= 1 << 20
            ? new Constant([(int)count], [.. Enumerable.Range(0, (int)count).Select(i => start + (i * step))], node.Constant(0).IsWhole)
            : throw new LayerException("its range is too long");
    }

    private static long Dot(ReadOnlySpan<int> index, ReadOnlySpan<int> strides)
    {
        var sum = 0L;
        for (var i = 0; i < index.Length; i++)
        {
            sum += (long)index[i] * strides[i];
        }

        return sum;
    }
}
