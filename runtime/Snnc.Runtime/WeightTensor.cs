using System;
using System.Collections.Generic;

namespace Snnc.Runtime;

/// <summary>How a tensor's elements are stored.</summary>
public enum WeightType
{
    /// <summary>IEEE single precision.</summary>
    Single = 1,

    /// <summary>IEEE double precision.</summary>
    Double = 2,

    /// <summary>64 bits, two's complement.</summary>
    Int64 = 3,
}

/// <summary>A tensor: its shape and its elements in C order, in the precision in which they are stored.</summary>
public sealed class WeightTensor
{
    private readonly Array _values;

    /// <summary>Makes one of single precision.</summary>
    public WeightTensor(IReadOnlyList<int> shape, float[] values)
        : this(shape, values, WeightType.Single)
    {
    }

    /// <summary>Makes one of double precision.</summary>
    public WeightTensor(IReadOnlyList<int> shape, double[] values)
        : this(shape, values, WeightType.Double)
    {
    }

    /// <summary>Makes one of whole numbers.</summary>
    public WeightTensor(IReadOnlyList<int> shape, long[] values)
        : this(shape, values, WeightType.Int64)
    {
    }

    private WeightTensor(IReadOnlyList<int> shape, Array values, WeightType type)
    {
        var length = 1L;
        foreach (var extent in shape)
        {
            length *= extent;
        }

        if (length != values.Length)
        {
            throw new ArgumentException($"A tensor of shape [{string.Join(", ", shape)}] cannot have {values.Length} elements.", nameof(values));
        }

        Shape = shape;
        Type = type;
        _values = values;
    }

    /// <summary>Gets the extents.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>Gets how the elements are stored.</summary>
    public WeightType Type { get; }

    /// <summary>Gets the elements: <c>float[]</c>, <c>double[]</c> or <c>long[]</c>.</summary>
    internal Array Values => _values;

    /// <summary>The elements in doubles.</summary>
    public double[] ToDoubles() => _values switch
    {
        float[] values => Array.ConvertAll(values, value => (double)value),
        long[] values => Array.ConvertAll(values, value => (double)value),
        _ => (double[])_values.Clone(),
    };
}
