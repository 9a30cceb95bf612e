using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Shouldly;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Text;
using Xunit;

namespace Snnc.Compiler.Tests.Ir;

/// <summary>Every text in Samples/ir-errors breaks what its comments say, there and nowhere else.</summary>
public sealed partial class IrErrorTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Samples", "ir-errors");

    public static TheoryData<string> Names =>
        [.. Directory.GetFiles(Folder, "*.snnir").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Sample_ReadAndVerified_HasTheMarkedErrors(string sample)
    {
        var source = new SourceText(sample, File.ReadAllText(Path.Combine(Folder, sample)));
        var (graph, diagnostics) = IrReader.Read(source);
        var found = diagnostics.Concat(graph is null ? [] : IrVerifier.Verify(graph)).ToList();
        var marked = source.Content.Split('\n')
            .SelectMany((line, index) => Mark().Matches(line).Select(mark => $"{index + 1}: {mark.Groups[1].Value}"));
        found.Select(d => $"{d.Location.Start.Line}: {d.Code}").Order(StringComparer.Ordinal)
            .ShouldBe(marked.Order(StringComparer.Ordinal), string.Join("\n", found.Select(d => $"{d.Location.Start.Line}: {d.Code} {d.Message}")));
    }

    [GeneratedRegex(@"// error (SNN\d{4})")]
    private static partial Regex Mark();
}
