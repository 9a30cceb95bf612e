using System;

namespace Snnc.Runtime.Kernels;

/// <summary>An array seen from one of its axes: [Outer, Extent, Inner].</summary>
public readonly record struct AxisShape(int Outer, int Extent, int Inner)
{
    /// <summary>Gets the number of elements.</summary>
    public int Length => checked(Outer * Extent * Inner);

    /// <summary>Gets the number of elements without the axis.</summary>
    public int OtherLength => checked(Outer * Inner);

    /// <summary>The view of a shape from its axis.</summary>
    public static AxisShape Of(ReadOnlySpan<int> shape, int axis) => new(Product(shape[..axis]), shape[axis], Product(shape[(axis + 1)..]));

    private static int Product(ReadOnlySpan<int> extents)
    {
        var product = 1;
        foreach (var extent in extents)
        {
            product = checked(product * extent);
        }

        return product;
    }
}
