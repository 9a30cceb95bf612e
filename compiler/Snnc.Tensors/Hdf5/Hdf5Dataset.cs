using System;
using System.Collections.Generic;
using System.IO;
using Snnc.Compiler.Tensors;
using Snnc.Tensors.Elements;
using Snnc.Tensors.Hdf5.Storage;

namespace Snnc.Tensors.Hdf5;

/// <summary>An array of an HDF5 file. The file is open only while one of the methods reads.</summary>
public sealed class Hdf5Dataset : Hdf5Object
{
    private readonly StoredValues _values;

    internal Hdf5Dataset(string path, IReadOnlyDictionary<string, Hdf5Attribute> attributes, StoredValues values)
        : base(path, attributes) => _values = values;

    /// <summary>Gets the extents, outermost first; none is a scalar. An array that holds nothing at all has the one extent 0.</summary>
    public IReadOnlyList<int> Shape => _values.Shape;

    /// <summary>Gets what the elements are.</summary>
    public Hdf5Kind Kind => _values.Kind;

    /// <summary>Gets the bytes of an element in the file.</summary>
    public int ElementBytes => _values.ElementBytes;

    /// <summary>Gets the type that one tensor of these numbers has; null if they are none.</summary>
    internal DType? Number => _values.Number;

    /// <summary>Gets why the values cannot be read, or null.</summary>
    internal UnsupportedTypeException? Problem => _values.Problem;

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

    /// <summary>All numbers in the narrowest type that holds them.</summary>
    internal Array ReadNumbers(Stream file) => _values.ReadNumbers(file);
}
