using System.Collections.Generic;
using Snnc.Compiler.Tensors;
using Snnc.Tensors.Hdf5.Storage;

namespace Snnc.Tensors.Hdf5;

/// <summary>A small array that describes a group or a dataset.</summary>
public sealed class Hdf5Attribute
{
    private readonly StoredValues _values;

    internal Hdf5Attribute(string name, StoredValues values)
    {
        Name = name;
        _values = values;
    }

    /// <summary>Gets the name.</summary>
    public string Name { get; }

    /// <summary>Gets the extents, outermost first; none is a scalar.</summary>
    public IReadOnlyList<int> Shape => _values.Shape;

    /// <summary>Gets what the elements are.</summary>
    public Hdf5Kind Kind => _values.Kind;

    /// <summary>All numbers in C order, whole ones too.</summary>
    /// <exception cref="TensorFormatException">They are no numbers, or the file is damaged.</exception>
    public double[] ReadReals() => _values.ReadReals();

    /// <summary>All numbers in C order in single precision.</summary>
    /// <exception cref="TensorFormatException">They are no numbers, or the file is damaged.</exception>
    public float[] ReadSingles() => _values.ReadSingles();

    /// <summary>All whole numbers in C order.</summary>
    /// <exception cref="TensorFormatException">They are no whole numbers, one is beyond 2^63 - 1, or the file is damaged.</exception>
    public long[] ReadIntegers() => _values.ReadIntegers();

    /// <summary>All texts in C order.</summary>
    /// <exception cref="TensorFormatException">They are no texts, or the file is damaged.</exception>
    public string[] ReadTexts() => _values.ReadTexts();
}
