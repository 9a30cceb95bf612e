using Snnc.Compiler.Tensors;

namespace Snnc.Tensors.Elements;

/// <summary>Turns values whose first index varies fastest into values whose last does.</summary>
internal static class FortranOrder
{
    public static T[] ToCOrder<T>(T[] values, Shape shape)
    {
        if (shape.Rank < 2 || values.Length == 0)
        {
            return values;
        }

        var strides = Strides(shape);
        var result = new T[values.Length];
        var index = new int[shape.Rank];
        var last = shape.Rank - 1;
        for (int at = 0, row = 0; at < result.Length; row = NextRow(index, shape, strides, row))
        {
            for (var (i, from) = (0, row); i < shape[last]; i++, from += strides[last])
            {
                result[at++] = values[from];
            }
        }

        return result;
    }

    private static int[] Strides(Shape shape)
    {
        var strides = new int[shape.Rank];
        for (int axis = 0, stride = 1; axis < strides.Length; stride *= shape[axis++])
        {
            strides[axis] = stride;
        }

        return strides;
    }

    // Counts up all axes but the last like an odometer and returns where the row with that index starts.
    private static int NextRow(int[] index, Shape shape, int[] strides, int row)
    {
        for (var axis = shape.Rank - 2; axis >= 0; axis--)
        {
            row += strides[axis];
            if (++index[axis] < shape[axis])
            {
                return row;
            }

            row -= shape[axis] * strides[axis];
            index[axis] = 0;
        }

        return row;
    }
}
