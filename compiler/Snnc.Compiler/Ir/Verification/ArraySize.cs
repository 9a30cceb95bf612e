using System.Linq;
using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.Ir.Verification;

/// <summary>Arrays have 1 to 2^31 - 1 elements.</summary>
internal static class ArraySize
{
    /// <summary>Why a shape is no array's, or null.</summary>
    public static string? Problem(Shape shape)
    {
        if (shape.Any(extent => extent < 1))
        {
            return $"the extents of {shape} must be at least 1";
        }

        // Saturating, as the product of many extents overflows.
        var size = shape.Aggregate(1L, (product, extent) => product > int.MaxValue ? product : product * extent);
        return size > int.MaxValue ? $"{shape} has too many elements" : null;
    }
}
