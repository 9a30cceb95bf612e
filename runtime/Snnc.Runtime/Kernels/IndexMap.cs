using System;

namespace Snnc.Runtime.Kernels;

/// <summary>Where each element of a result comes from, worked out once: broadcasting and permuting are reading through such a map.</summary>
public sealed class IndexMap
{
    private readonly int[] _indices;

    private IndexMap(int sourceLength, int[] indices)
    {
        SourceLength = sourceLength;
        _indices = indices;
        IsIdentity = sourceLength == indices.Length && IsCounting(indices);
    }

    /// <summary>Gets the number of elements of the result.</summary>
    public int Length => _indices.Length;

    /// <summary>Gets the number of elements of what is read.</summary>
    public int SourceLength { get; }

    /// <summary>Gets a value indicating whether every element stays where it is.</summary>
    internal bool IsIdentity { get; }

    internal ReadOnlySpan<int> Indices => _indices;

    /// <summary>Broadcasts an operand to a result's shape as NumPy does: aligned at the last axis, missing axes and those of extent 1 repeat.</summary>
    public static IndexMap Broadcast(ReadOnlySpan<int> from, ReadOnlySpan<int> to)
    {
        var strides = new int[to.Length];
        var stride = 1;
        for (var axis = from.Length - 1; axis >= 0; axis--)
        {
            var at = axis + to.Length - from.Length;
            if (at < 0 || (from[axis] != 1 && from[axis] != to[at]))
            {
                throw new ArgumentException($"[{string.Join(", ", from.ToArray())}] does not broadcast to [{string.Join(", ", to.ToArray())}].");
            }

            strides[at] = from[axis] == 1 ? 0 : stride;
            stride = checked(stride * from[axis]);
        }

        return new IndexMap(stride, Walk(to, strides));
    }

    /// <summary>Permutes axes: axis i of the result is axis <c>axes[i]</c> of <paramref name="shape"/>.</summary>
    public static IndexMap Permute(ReadOnlySpan<int> shape, ReadOnlySpan<int> axes)
    {
        var extents = new int[axes.Length];
        var strides = new int[axes.Length];
        for (var i = 0; i < axes.Length; i++)
        {
            var axis = AxisShape.Of(shape, axes[i]);
            extents[i] = axis.Extent;
            strides[i] = axis.Inner;
        }

        var indices = Walk(extents, strides);
        return new IndexMap(indices.Length, indices);
    }

    // All indices of the extents in C order, each as a sum of strides.
    private static int[] Walk(ReadOnlySpan<int> extents, ReadOnlySpan<int> strides)
    {
        var length = 1;
        foreach (var extent in extents)
        {
            length = checked(length * extent);
        }

        var indices = new int[length];
        var counter = new int[extents.Length];
        var place = 0;
        for (var i = 0; i < length; i++)
        {
            indices[i] = place;
            for (var axis = extents.Length - 1; axis >= 0; axis--)
            {
                place += strides[axis];
                if (++counter[axis] < extents[axis])
                {
                    break;
                }

                place -= strides[axis] * extents[axis];
                counter[axis] = 0;
            }
        }

        return indices;
    }

    private static bool IsCounting(int[] indices)
    {
        for (var i = 0; i < indices.Length; i++)
        {
            if (indices[i] != i)
            {
                return false;
            }
        }

        return true;
    }
}
