using System.IO;
using Snnc.Compiler.Tensors;
using Snnc.Tensors.Files;

namespace Snnc.Tensors.Onnx;

/// <summary>Reads ONNX models: the messages of the format's onnx.proto3 (IR versions 3 to 10), as far as an import needs them.</summary>
public static class OnnxFile
{
    /// <summary>
    /// Reads the graph and what its tensors are; their values are read when they are asked for. The file is open only meanwhile. Whatever the
    /// bytes are, memory and time stay in proportion to their number.
    /// </summary>
    /// <exception cref="TensorFormatException">The file is missing, no ONNX model, or damaged.</exception>
    public static OnnxModel Open(string path)
    {
        if (Directory.Exists(path))
        {
            throw new TensorFormatException(path, "it is a folder, not a file", "name one of the files in it");
        }

        return ContainerAccess.Read(path, file => new ModelReader(path).Read(file));
    }
}
