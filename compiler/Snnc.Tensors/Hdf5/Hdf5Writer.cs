using Snnc.Compiler.Tensors;
using Snnc.Tensors.Files;
using Snnc.Tensors.Hdf5.Writing;

namespace Snnc.Tensors.Hdf5;

/// <summary>Writes HDF5 files in their oldest form, which every program that knows HDF5 reads. The same content gives the same bytes.</summary>
public static class Hdf5Writer
{
    /// <summary>Writes a file. It takes its name only when it is complete.</summary>
    /// <param name="path">The file.</param>
    /// <param name="root">What it is to hold.</param>
    /// <exception cref="TensorFormatException">The file cannot be written, or has more groups inside one another than can be read again.</exception>
    public static void Write(string path, Hdf5Content root)
    {
        root.CheckDepth(path);
        ContainerAccess.Write(path, file => new FileWriter(file).Write(root));
    }
}
