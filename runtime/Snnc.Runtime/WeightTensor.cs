using System;
using System.Collections.Generic;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Snnc.Runtime;

/// <summary>A tensor: its shape and its elements in C order, in the precision in which they are stored.</summary>
public sealed class WeightTensor
{
    // WeightValues of float, double or long, as Type says.
    private readonly object _values;

    /// <summary>Makes one of single precision.</summary>
    public WeightTensor(IReadOnlyList<int> shape, float[] values)
        : this(shape, new WeightValues<float>(values), WeightType.Single) => CheckLength(values.Length);

    /// <summary>Makes one of double precision.</summary>
    public WeightTensor(IReadOnlyList<int> shape, double[] values)
        : this(shape, new WeightValues<double>(values), WeightType.Double) => CheckLength(values.Length);

    /// <summary>Makes one of whole numbers.</summary>
    public WeightTensor(IReadOnlyList<int> shape, long[] values)
        : this(shape, new WeightValues<long>(values), WeightType.Int64) => CheckLength(values.Length);

    private WeightTensor(IReadOnlyList<int> shape, object values, WeightType type)
    {
        Shape = shape;
        Type = type;
        _values = values;
    }

    /// <summary>Gets the extents.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>Gets how the elements are stored.</summary>
    public WeightType Type { get; }

    /// <summary>Gets the elements as they are stored, in C order.</summary>
    internal ReadOnlySpan<byte> Bytes => Type switch
    {
        WeightType.Single => MemoryMarshal.AsBytes(Values<float>()),
        WeightType.Double => MemoryMarshal.AsBytes(Values<double>()),
        _ => MemoryMarshal.AsBytes(Values<long>()),
    };

    /// <summary>The elements in doubles.</summary>
    /// <exception cref="ObjectDisposedException">The weights file that it is of was closed.</exception>
    public double[] ToDoubles()
    {
        switch (Type)
        {
            case WeightType.Single:
                return Converted(Values<float>());
            case WeightType.Double:
                return Values<double>().ToArray();
            default:
                return Converted(Values<long>());
        }
    }

    /// <summary>One of a weights file.</summary>
    internal static WeightTensor Of<T>(IReadOnlyList<int> shape, WeightValues<T> values)
        where T : unmanaged
    {
        var type = typeof(T) == typeof(float) ? WeightType.Single : typeof(T) == typeof(double) ? WeightType.Double : WeightType.Int64;
        return new WeightTensor(shape, values, type);
    }

    /// <summary>The elements, in the type that they are stored in.</summary>
    internal ReadOnlySpan<T> Values<T>()
        where T : unmanaged => ((WeightValues<T>)_values).Span;

    private static double[] Converted<T>(ReadOnlySpan<T> values)
        where T : unmanaged, INumber<T>
    {
        var result = new double[values.Length];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = double.CreateTruncating(values[i]);
        }

        return result;
    }

    private void CheckLength(int actual)
    {
        var length = 1L;
        foreach (var extent in Shape)
        {
            length *= extent;
        }

        if (length != actual)
        {
            throw new ArgumentException($"A tensor of shape [{string.Join(", ", Shape)}] cannot have {actual} elements.");
        }
    }
}
