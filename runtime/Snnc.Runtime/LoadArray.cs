using System;
using System.Collections.Generic;
using System.Linq;

namespace Snnc.Runtime;

/// <summary>An array of doubles while constants are computed.</summary>
/// <param name="shape">Its extents; empty for one number.</param>
/// <param name="values">The elements in C order.</param>
public sealed class LoadArray(IReadOnlyList<int> shape, double[] values)
{
    /// <summary>Gets the extents.</summary>
    public IReadOnlyList<int> Shape { get; } = shape;

    /// <summary>Gets the elements in C order.</summary>
    public double[] Values { get; } = values;

    /// <summary>The shape that two broadcast to.</summary>
    internal static int[] CommonShape(IReadOnlyList<int> a, IReadOnlyList<int> b)
    {
        var rank = Math.Max(a.Count, b.Count);
        return [.. Enumerable.Range(0, rank).Select(axis => Common(Extent(a, axis, rank), Extent(b, axis, rank)))];
    }

    /// <summary>The values as they stand in an array of this shape.</summary>
    internal double[] Expand(ReadOnlySpan<int> to)
    {
        var from = Shape.ToArray();
        if (to.SequenceEqual(from))
        {
            return Values;
        }

        var map = Kernels.IndexMap.Broadcast(from, to);
        var result = new double[map.Length];
        Kernels.Arrange.Gather<double>(Values, map, result);
        return result;
    }

    private static int Extent(IReadOnlyList<int> shape, int axis, int rank) => axis < rank - shape.Count ? 1 : shape[axis - rank + shape.Count];

    private static int Common(int a, int b) => a == 1 ? b : a;
}
