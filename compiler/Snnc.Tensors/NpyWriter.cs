using System;
using Snnc.Compiler.Tensors;
using Snnc.Tensors.Files;
using Snnc.Tensors.Npy;

namespace Snnc.Tensors;

/// <summary>Writes .npy files, format 1.0, as numpy.save does.</summary>
public static class NpyWriter
{
    /// <summary>Writes one array. The file takes its name only when it is complete.</summary>
    /// <param name="path">The file.</param>
    /// <param name="shape">The extents.</param>
    /// <param name="values">As many elements in C order, of a type that <see cref="NamedArray"/> lists.</param>
    /// <exception cref="ArgumentException">The values are not as many as the shape says, or of no stored type.</exception>
    /// <exception cref="TensorFormatException">The file cannot be written.</exception>
    public static void Write(string path, Shape shape, Array values)
    {
        var header = NpyEncoder.Header(new NamedArray("", shape, values));
        ContainerAccess.Write(path, file => NpyEncoder.Write(file, header, values));
    }
}
