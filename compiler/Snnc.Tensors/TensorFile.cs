using System.IO;
using Snnc.Compiler.Tensors;
using Snnc.Tensors.Files;

namespace Snnc.Tensors;

/// <summary>Opens files with tensors: .npz, .npy, .safetensors, HDF5 (NIR's and Keras's too), and IDX or IDX.gz as MNIST comes in.</summary>
public static class TensorFile
{
    /// <summary>
    /// Lists what a file holds, without reading values. The file is open only during this call and each <see cref="ITensorSource.Read"/>.
    /// A file that is one tensor (.npy, IDX) holds it under the key "". Tensors of types that cannot be read (text, complex numbers ...)
    /// are not listed; reading one says why. Half-precision numbers and bfloat16 are widened to single precision.
    /// </summary>
    /// <exception cref="TensorFormatException">
    /// The file is missing, empty, damaged or of another format, or its name and its first bytes speak of different formats.
    /// </exception>
    public static ITensorSource Open(string path)
    {
        if (Directory.Exists(path))
        {
            throw new TensorFormatException(path, "it is a folder, not a file", "name one of the files in it");
        }

        return ContainerAccess.Read(path, file => new Container(path, ContainerFormat.ListTensors(path, file)));
    }
}
