using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Tensors;
using Snnc.Import.Layers;

namespace Snnc.Import.Onnx;

/// <summary>The shapes that operators of movement give, for constants and for what flows alike.</summary>
internal static class Shapes
{
    /// <summary>Of Reshape: 0 keeps an extent, -1 is what is left.</summary>
    public static Shape Reshape(NodeView node, Shape x)
    {
        var wanted = node.IntegersOrInput("shape", 1) ?? throw new LayerException("it has no shape");
        var keeps = node.Integer("allowzero", 0) == 0;
        var extents = wanted.Select((extent, axis) => extent != 0 || !keeps ? extent
            : axis < x.Rank ? x[axis] : throw new LayerException($"{x} has no axis {axis}")).ToArray();
        var known = extents.Where(extent => extent != -1).Aggregate(1.0, (product, extent) => product * extent);
        var open = Array.IndexOf(extents, -1);
        if (open >= 0)
        {
            extents[open] = known > 0 ? (long)(x.Size / known) : throw new LayerException($"{x} has no shape of which -1 is a part");
        }

        var shape = NodeView.ShapeOf(extents);
        return shape.Aggregate(1.0, (product, extent) => product * extent) == x.Size ? shape
            : throw new LayerException($"{x} has another number of elements than {shape}; export the model for a batch of one, or of any size");
    }

    /// <summary>Of Flatten: a matrix.</summary>
    public static Shape Flatten(NodeView node, Shape x)
    {
        var axis = node.Integer("axis", 1) is var given && given == x.Rank ? x.Rank : NodeView.Axis(given, Math.Max(x.Rank, 1));
        return [(int)Shape.Of(x.Take(axis)).Size, (int)Shape.Of(x.Skip(axis)).Size];
    }

    /// <summary>Of Squeeze: without axes of one entry.</summary>
    public static Shape Squeeze(NodeView node, Shape x)
    {
        var axes = node.IntegersOrInput("axes", 1)?.Select(axis => NodeView.Axis(axis, x.Rank)).ToHashSet()
            ?? [.. Enumerable.Range(0, x.Rank).Where(axis => x[axis] == 1)];
        return axes.All(axis => x[axis] == 1) ? Shape.Of(x.Where((_, axis) => !axes.Contains(axis)))
            : throw new LayerException($"an axis of {x} that is to go has more than one entry");
    }

    /// <summary>Of Unsqueeze: with axes of one entry.</summary>
    public static Shape Unsqueeze(NodeView node, Shape x)
    {
        var axes = node.IntegersOrInput("axes", 1) ?? throw new LayerException("it has no axes");
        var rank = x.Rank + axes.Length;
        var places = axes.Select(axis => NodeView.Axis(axis, rank)).Distinct().ToHashSet();
        if (places.Count != axes.Length || rank > 32)
        {
            throw new LayerException("it names an axis twice, or too many");
        }

        var rest = new Queue<int>(x);
        return Shape.Of(Enumerable.Range(0, rank).Select(axis => places.Contains(axis) ? 1 : rest.Dequeue()));
    }

    /// <summary>Of Transpose: where each axis comes from.</summary>
    public static int[] Order(NodeView node, int rank)
    {
        var axes = node.Integers("perm")?.Select(axis => NodeView.Axis(axis, rank)).ToArray() ?? [.. Enumerable.Range(0, rank).Reverse()];
        return axes.Order().SequenceEqual(Enumerable.Range(0, rank)) ? axes
            : throw new LayerException($"[{string.Join(", ", axes)}] is no order of {rank} axes");
    }

    /// <summary>Of Shape: the extents from start to end.</summary>
    public static Constant ShapeOf(NodeView node, Shape x)
    {
        var start = Bound(node.Integer("start", 0), x.Rank);
        var end = Bound(node.Integer("end", x.Rank), x.Rank);
        return Constant.Whole([.. x.Skip(start).Take(Math.Max(0, end - start)).Select(extent => (long)extent)]);
    }

    /// <summary>Of Slice: a range for each axis that it names; with a step below 0 it runs backwards.</summary>
    public static IReadOnlyList<(int Axis, int Start, int End, int Step)> Ranges(NodeView node, Shape x)
    {
        var starts = node.IntegersOrInput("starts", 1) ?? throw new LayerException("it has no starts");
        var ends = node.IntegersOrInput("ends", 2) ?? throw new LayerException("it has no ends");
        var axes = node.IntegersOrInput("axes", 3) ?? [.. Enumerable.Range(0, starts.Length).Select(axis => (long)axis)];
        var steps = node.Has(4) ? node.Constant(4).ToIntegers() : [.. axes.Select(_ => 1L)];
        if (ends.Length != starts.Length || axes.Length != starts.Length || steps.Length != starts.Length || steps.Contains(0))
        {
            throw new LayerException("a range has a start, an end and a step that is not 0 for each axis");
        }

        return [.. axes.Select((given, i) =>
        {
            var axis = NodeView.Axis(given, x.Rank);
            var step = (int)Math.Clamp(steps[i], -Math.Max(1, x[axis]), Math.Max(1, x[axis]));
            return (axis, Bound(starts[i], x[axis], step), Bound(ends[i], x[axis], step), step);
        })];
    }

    // Backwards an end of -1 is before the first entry.
    private static int Bound(long index, int extent, int step = 1) =>
        (int)Math.Clamp(index < 0 ? Math.Max(index, -extent - 1L) + extent : index, step < 0 ? -1 : 0, step < 0 ? extent - 1 : extent);
}
