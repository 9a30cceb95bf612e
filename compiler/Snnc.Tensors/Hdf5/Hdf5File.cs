using System.IO;
using Snnc.Compiler.Tensors;
using Snnc.Tensors.Files;
using Snnc.Tensors.Hdf5.Format;

namespace Snnc.Tensors.Hdf5;

/// <summary>
/// Reads HDF5 files (NIR, Keras and what else holds arrays of numbers and texts) as the "HDF5 File Format Specification Version 3.0" describes
/// them. Its sections are named in the documentation of the types that read them.
/// </summary>
public static class Hdf5File
{
    /// <summary>
    /// Reads the groups, the attributes and what the datasets are; values are read when they are asked for. The file is open only meanwhile.
    /// Whatever the bytes are, memory and time stay in proportion to their number.
    /// </summary>
    /// <exception cref="TensorFormatException">The file is missing, no HDF5 file, damaged, or of a kind that cannot be read.</exception>
    public static Hdf5Group Open(string path)
    {
        if (Directory.Exists(path))
        {
            throw new TensorFormatException(path, "it is a folder, not a file", "name one of the files in it");
        }

        return ContainerAccess.Read(path, file => Open(path, file));
    }

    internal static Hdf5Group Open(string path, Stream file) => new ObjectTree(path, Hdf5Source.Open(file)).ReadRoot();
}
