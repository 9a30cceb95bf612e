using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.Ir.Interpretation;

/// <summary>NumPy's broadcasting as index arithmetic.</summary>
internal static class Broadcasting
{
    /// <summary>For each element of <paramref name="to"/>, in C order, the index of the element of <paramref name="from"/> that stands
    /// there.</summary>
    public static int[] Map(Shape from, Shape to)
    {
        var strides = Strides(from, to.Rank);
        var map = new int[to.Size];
        var index = new int[to.Rank];
        var source = 0;
        for (var i = 0; i < map.Length; i++)
        {
            map[i] = source;
            source += Advance(index, strides, to);
        }

        return map;
    }

    /// <summary>The values as they stand in the elements of <paramref name="to"/>; the same array where the shapes are equal.</summary>
    public static double[] Expand(double[] values, Shape from, Shape to)
    {
        if (from == to)
        {
            return values;
        }

        var map = Map(from, to);
        var result = new double[map.Length];
        for (var i = 0; i < map.Length; i++)
        {
            result[i] = values[map[i]];
        }

        return result;
    }

    /// <summary>Goes to the next index of <paramref name="extents"/> in C order; gives how far that moves an element with these strides.</summary>
    public static int Advance(int[] index, int[] strides, Shape extents)
    {
        var moved = 0;
        for (var axis = extents.Rank - 1; axis >= 0; axis--)
        {
            moved += strides[axis];
            if (++index[axis] < extents[axis])
            {
                return moved;
            }

            moved -= strides[axis] * extents[axis];
            index[axis] = 0;
        }

        return moved;
    }

    // Aligned at the last axis; axes that are missing or of extent 1 do not move.
    private static int[] Strides(Shape shape, int rank)
    {
        var strides = new int[rank];
        var stride = 1;
        for (var axis = shape.Rank - 1; axis >= 0; axis--)
        {
            strides[axis + rank - shape.Rank] = shape[axis] == 1 ? 0 : stride;
            stride *= shape[axis];
        }

        return strides;
    }
}
