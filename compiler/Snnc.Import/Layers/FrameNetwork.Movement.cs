using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Tensors;

namespace Snnc.Import.Layers;

// The same elements in other places.
internal sealed partial class FrameNetwork
{
    /// <summary>The same elements in another shape.</summary>
    public Layer Reshape(Layer x, Shape shape)
    {
        Check(shape);
        if (shape.Size != x.Shape.Size)
        {
            throw new LayerException($"{x.Shape} has another number of elements than {shape}");
        }

        var source = x;
        while (source.IsReshape && source.Shape != shape)
        {
            source = source.Inputs[0];
        }

        // The language reshapes to one axis at least; a sum along the only entry of it is that entry.
        return source.Shape == shape ? source
            : shape.Rank == 0 ? Reduce("reduce_sum", Reshape(x, [1]), 0)
            : shape.Rank == 1 ? Add("flatten", shape, [source])
            : Add("reshape", shape, [source], [.. shape.Select(extent => $"{extent}")]);
    }

    /// <summary>Axis i of the result is axis <paramref name="axes"/>[i] of x.</summary>
    public Layer Permute(Layer x, IReadOnlyList<int> axes)
    {
        if (!axes.Order().SequenceEqual(Enumerable.Range(0, x.Shape.Rank)))
        {
            throw new LayerException($"[{string.Join(", ", axes)}] is no order of the axes of {x.Shape}");
        }

        var shape = Shape.Of(axes.Select(axis => x.Shape[axis]));
        var moving = axes.Where(axis => x.Shape[axis] > 1).ToList();
        return moving.SequenceEqual(moving.Order()) ? Reshape(x, shape) : Add("permute", shape, [x], [.. axes.Select(axis => $"{axis}")]);
    }

    /// <summary>The entries of an axis from start up to end, which is not included.</summary>
    public Layer Slice(Layer x, int axis, int start, int end)
    {
        if (start < 0 || start >= end || end > x.Shape[axis])
        {
            throw new LayerException($"{start} up to {end} is no part of an axis of {x.Shape[axis]}");
        }

        return (start, end) == (0, x.Shape[axis]) ? x
            : Add("slice", Replace(x.Shape, axis, end - start), [x], $"{start}", $"{end}", $"axis = {axis}");
    }

    /// <summary>Values one after the other along an axis.</summary>
    public Layer Concat(IReadOnlyList<Layer> parts, int axis)
    {
        var first = parts[0].Shape;
        if (parts.Any(part => part.Shape.Rank != first.Rank || Replace(part.Shape, axis, 1) != Replace(first, axis, 1)))
        {
            throw new LayerException($"{string.Join(", ", parts.Select(part => part.Shape))} differ in other axes than {axis}");
        }

        var sum = parts.Sum(part => (long)part.Shape[axis]);
        return parts.Count == 1 ? parts[0]
            : sum > MaxElements ? throw new LayerException("the result is too large")
            : Add("concat", Replace(first, axis, (int)sum), parts, axis == 0 ? [] : [$"axis = {axis}"]);
    }

    /// <summary>The sum or mean along an axis, which goes.</summary>
    public Layer Reduce(string op, Layer x, int axis) => Add(op, Shape.Of(x.Shape.Where((_, i) => i != axis)), [x], $"{axis}");
}
