using System.Collections.Generic;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Tensors;
using Snnc.Tensors;

namespace Snnc.Cli.Files;

/// <summary>Writes results as .npz files.</summary>
internal static class ArrayFile
{
    /// <summary>Writes the arrays; the file is there whole or not at all.</summary>
    /// <exception cref="DiagnosticException">It cannot be written.</exception>
    public static void Write(string path, IReadOnlyList<NamedArray> arrays) => AtomicFile.Write(path, temporary =>
    {
        try
        {
            NpzWriter.Write(temporary, arrays);
        }
        catch (TensorFormatException e)
        {
            throw new DiagnosticException(Catalog.UnwritableFile(path, e.Message));
        }
    });
}
