using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Snnc.Cli.Files;
using Snnc.Cli.Programs;
using Snnc.Cli.Verbs;
using Snnc.Compiler.Diagnostics;
using Snnc.Import;

namespace Snnc.Cli.Comparing;

/// <summary>Models of other systems, imported for as long as a comparison takes.</summary>
internal sealed class ImportedModels : IDisposable
{
    private readonly List<DirectoryInfo> _folders = [];

    /// <summary>Whether a file is imported, not compiled.</summary>
    public static bool IsModel(string file) => ModelFile.Endings.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase);

    /// <summary>Imports a model and compiles it.</summary>
    /// <param name="notes">Takes how it was read.</param>
    /// <exception cref="DiagnosticException">It cannot be imported, or has no end.</exception>
    public CompiledProgram Load(string file, ImportOptions options, ICollection<string> notes, VerbContext context)
    {
        var network = ImportCommand.Import(file, options);
        foreach (var reading in network.Readings)
        {
            notes.Add(options.Convention is { } profile ? $"{profile}: {reading}" : reading);
        }

        var folder = Directory.CreateTempSubdirectory("snnc-compare-");
        _folders.Add(folder);
        var path = Path.Combine(folder.FullName, "imported.snn");
        ArrayFile.Write(Path.Combine(folder.FullName, options.WeightsFile), network.Tensors);
        AtomicFile.WriteText(path, network.Text);
        var program = CompiledProgram.Load(path, context);
        return program.Graphs.All(graph => !graph.Time.IsStream) ? program
            : throw new DiagnosticException(Catalog.UnusableModel(file, "the file does not say how many steps an inference has", "say it with --steps N"));
    }

    /// <inheritdoc/>
    public void Dispose() => _folders.ForEach(folder => folder.Delete(recursive: true));
}
