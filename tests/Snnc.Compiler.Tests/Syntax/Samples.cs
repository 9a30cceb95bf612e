using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Snnc.Compiler.Text;
using Xunit;

namespace Snnc.Compiler.Tests.Syntax;

/// <summary>The programs in Samples/programs: the front end's corpus.</summary>
public static class Samples
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Samples", "programs");

    public static IEnumerable<string> All => Directory.GetFiles(Folder, "*.snn").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    public static TheoryData<string> Names => [.. All];

    public static SourceText Read(string name) => new(name, File.ReadAllText(Path.Combine(Folder, name)));
}
