using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Snnc.Compiler;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Tensors;
using Snnc.Compiler.Text;
using Snnc.Import.Keras;
using Snnc.Import.Nir;
using Snnc.Import.Onnx;
using Snnc.Tensors;

namespace Snnc.Import;

/// <summary>Files of other systems that hold networks: finds out which system's, and imports.</summary>
public static class ModelFile
{
    // One line for each kind of file.
    private static readonly Format[] Formats =
    [
        new([".nir"], NirImporter.Import),
        new([".onnx"], OnnxImporter.Import),
        new([".h5", ".hdf5"], KerasImporter.Import),
    ];

    /// <summary>Gets the endings of the files that can be imported.</summary>
    public static IReadOnlyList<string> Endings { get; } = [.. Formats.SelectMany(format => format.Endings)];

    /// <summary>Imports a file.</summary>
    /// <exception cref="ImportException">It cannot be imported; the message says why and what to do.</exception>
    /// <exception cref="TensorFormatException">The file cannot be read.</exception>
    public static ImportedNetwork Import(string path, ImportOptions options)
    {
        var network = FormatOf(path).Import(path, options);
        Check(network);
        return network;
    }

    // What an importer overlooks in a model is an error of its program: told now, rather than by the next command.
    private static void Check(ImportedNetwork network)
    {
        var text = new SourceText("import.snn", network.Text);
        var compilation = Compilation.Create(text, StandardLibrary.Behind(new NoFiles()), new NamedArrays("the imported tensors", network.Tensors));
        if (compilation.Diagnostics.FirstOrDefault(finding => finding.Severity == Severity.Error) is { } error)
        {
            throw new ImportException($"the model cannot be said as a program: {error.Message}", error.Hint);
        }
    }

    private static Format FormatOf(string path)
    {
        var ending = Path.GetExtension(path);
        return Array.Find(Formats, format => format.Endings.Contains(ending, StringComparer.OrdinalIgnoreCase))
            ?? throw new ImportException($"'{ending}' is no kind of file that can be imported", $"those are {string.Join(", ", Endings)}" + Exporters(ending));
    }

    private static string Exporters(string ending) =>
        ending is ".pt" or ".pth" or ".ckpt" ? "; PyTorch writes a model of spiking layers by nir.write, and one of other layers by torch.onnx.export" : "";

    private sealed class NoFiles : ISourceResolver
    {
        public SourceText? TryRead(string fromPath, string reference) => null;
    }

    private sealed record Format(string[] Endings, Func<string, ImportOptions, ImportedNetwork> Import);
}
