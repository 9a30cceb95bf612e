using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.Ir.Interpretation;

/// <summary>Operators that only move elements, as lists: for each element of the result, the index of its source.</summary>
internal static class IndexMaps
{
    /// <summary>Axis i of the result is axis axes[i] of the source.</summary>
    public static int[] Permute(Shape from, IReadOnlyList<int> axes)
    {
        var strides = Strides(from);
        var to = Shape.Of(axes.Select(axis => from[axis]));
        var moved = axes.Select(axis => strides[axis]).ToArray();
        var map = new int[to.Size];
        var index = new int[to.Rank];
        var source = 0;
        for (var i = 0; i < map.Length; i++)
        {
            map[i] = source;
            source += Broadcasting.Advance(index, moved, to);
        }

        return map;
    }

    /// <summary>Indices start up to start + count of an axis.</summary>
    public static int[] Slice(Shape from, int axis, int start, int count)
    {
        var (outer, extent, inner) = Around(from, axis);
        var map = new int[outer * count * inner];
        for (var i = 0; i < map.Length; i++)
        {
            var row = i / (count * inner);
            map[i] = (row * extent * inner) + (start * inner) + (i % (count * inner));
        }

        return map;
    }

    /// <summary>Rows (i, j) of a [n, d] matrix for i &lt;= j, ordered by i, then j.</summary>
    public static int[] Pairs(int n, int d)
    {
        var rows = from i in Enumerable.Range(0, n) from j in Enumerable.Range(i, n - i) from row in new[] { i, j } select row;
        return rows.SelectMany(row => Enumerable.Range(row * d, d)).ToArray();
    }

    /// <summary>How an array splits at an axis: the product of the extents before it, its own, and the product of those behind it.</summary>
    public static (int Outer, int Extent, int Inner) Around(Shape shape, int axis) =>
        ((int)Shape.Of(shape.Take(axis)).Size, shape[axis], (int)Shape.Of(shape.Skip(axis + 1)).Size);

    private static int[] Strides(Shape shape)
    {
        var strides = new int[shape.Rank];
        var stride = 1;
        for (var axis = shape.Rank - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= shape[axis];
        }

        return strides;
    }
}
