using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Snnc.Compiler.Tensors;
using Snnc.Compiler.Text;
using Snnc.Tensors;
using Snnc.Tests;
using Xunit;

namespace Snnc.Compiler.Tests.Semantics;

/// <summary>All samples of .snn, good and failing, with the tensors that they name.</summary>
internal static class Corpus
{
    private static readonly string Folder = Repository.PathOf("tests", "Snnc.Compiler.Tests", "Samples");

    /// <summary>Gets the paths of all samples from their common folder.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. Directory.EnumerateFiles(Folder, "*.snn", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Folder, path))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Gets the same for a theory.</summary>
    public static TheoryData<string> Names => [.. All];

    public static string Read(string sample) => File.ReadAllText(Path.Combine(Folder, sample));

    /// <summary>Compiles a text as if it stood in the place of a sample.</summary>
    public static Compilation Compile(string sample, string text)
    {
        var path = Path.Combine(Folder, sample);
        ITensorResolver tensors = sample.StartsWith("programs", StringComparison.Ordinal) ? MadeUpTensors.Beside(path) : new FileTensorResolver();
        return Compilation.Create(new SourceText(path, text), new FolderSources(), tensors);
    }
}
