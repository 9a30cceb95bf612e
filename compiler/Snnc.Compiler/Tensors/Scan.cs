namespace Snnc.Compiler.Tensors;

/// <summary>Looks at all values of a tensor. Loops without calls: there may be millions, and what is called for each is not yet compiled for good.</summary>
internal static class Scan
{
    /// <summary>The index of the first value that is no number or without end, or -1: less itself it is no number.</summary>
    public static int FirstNotFinite(double[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] - values[i] != 0)
            {
                return i;
            }
        }

        return -1;
    }

    /// <inheritdoc cref="FirstNotFinite(double[])"/>
    public static int FirstNotFinite(float[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] - values[i] != 0)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>How many values are not 0.</summary>
    public static long NonZeros(double[] values)
    {
        var count = 0L;
        foreach (var value in values)
        {
            count += value != 0 ? 1 : 0;
        }

        return count;
    }

    /// <inheritdoc cref="NonZeros(double[])"/>
    public static long NonZeros(float[] values)
    {
        var count = 0L;
        foreach (var value in values)
        {
            count += value != 0 ? 1 : 0;
        }

        return count;
    }
}
