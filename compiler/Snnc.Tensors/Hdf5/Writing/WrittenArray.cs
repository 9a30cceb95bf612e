using System;
using Snnc.Compiler.Tensors;
using Snnc.Tensors.Elements;

namespace Snnc.Tensors.Hdf5.Writing;

/// <summary>An array or an attribute to be written.</summary>
internal sealed class WrittenArray
{
    /// <exception cref="ArgumentException">The values are not as many as the shape says, or of no type that is written.</exception>
    public WrittenArray(string name, Shape shape, Array values)
    {
        if (values is not (float[] or double[] or string[]) && values.GetType() != typeof(long[]))
        {
            throw new ArgumentException($"Values of type {values.GetType()} cannot be written.", nameof(values));
        }

        if (values.Length != shape.Size || values.LongLength * ElementBytesOf(values) > Layout.MaxBytes || shape.Rank > Layout.MaxRank)
        {
            throw new ArgumentException($"{values.Length} values do not fill the shape {shape} of '{name}', or are too many.", nameof(values));
        }

        (Name, Shape, Values) = (name, shape, values);
    }

    public string Name { get; }

    public Shape Shape { get; }

    /// <summary>Gets the values: a <c>float[]</c>, <c>double[]</c>, <c>long[]</c> or <c>string[]</c>.</summary>
    public Array Values { get; }

    public int ElementBytes => ElementBytesOf(Values);

    private static int ElementBytesOf(Array values) => values switch
    {
        float[] => 4,
        string[] => 16,
        _ => 8,
    };
}
