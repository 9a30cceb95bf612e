using System;

namespace Snnc.Compiler.Tensors;

/// <summary>A tensor with its values in C order, in the narrowest CLR type that holds them exactly (half and bfloat16 as float).</summary>
/// <param name="Info">Key, stored type and shape.</param>
/// <param name="Values">A <c>bool[] sbyte[] byte[] short[] ushort[] int[] uint[] long[] ulong[] float[]</c> or <c>double[]</c>.</param>
public sealed record TensorData(TensorInfo Info, Array Values)
{
    /// <summary>Gets the extents.</summary>
    public Shape Shape => Info.Shape;

    /// <summary>One element as a double.</summary>
    public double GetDouble(long index) => Values switch
    {
        // To the runtime an array of signed integers is one of unsigned integers too, so its exact type decides.
        float[] v => v[index],
        double[] v => v[index],
        bool[] v => v[index] ? 1 : 0,
        sbyte[] v when Values.GetType() == typeof(sbyte[]) => v[index],
        byte[] v => v[index],
        short[] v when Values.GetType() == typeof(short[]) => v[index],
        ushort[] v => v[index],
        int[] v when Values.GetType() == typeof(int[]) => v[index],
        uint[] v => v[index],
        long[] v when Values.GetType() == typeof(long[]) => v[index],
        ulong[] v => v[index],
        _ => throw new InvalidOperationException($"A tensor cannot hold {Values.GetType()}."),
    };

    /// <summary>All elements as doubles.</summary>
    public double[] ToDoubles()
    {
        var result = new double[Values.LongLength];
        if (Values is float[] singles)
        {
            for (var i = 0; i < singles.Length; i++)
            {
                result[i] = singles[i];
            }

            return result;
        }

        for (var i = 0L; i < result.LongLength; i++)
        {
            result[i] = GetDouble(i);
        }

        return result;
    }

    /// <summary>Elements <paramref name="start"/> up to start + length as single-precision numbers.</summary>
    public void CopyTo(long start, float[] destination, int length)
    {
        switch (Values)
        {
            case float[] singles:
                Array.Copy(singles, start, destination, 0, length);
                break;

            // Images are bytes and there are many of them.
            case byte[] bytes when Info.DType == DType.UInt8:
                for (var i = 0; i < length; i++)
                {
                    destination[i] = bytes[start + i];
                }

                break;
            default:
                for (var i = 0; i < length; i++)
                {
                    destination[i] = (float)GetDouble(start + i);
                }

                break;
        }
    }
}
