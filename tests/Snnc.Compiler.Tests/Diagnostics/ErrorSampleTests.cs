using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Text;
using Snnc.Tensors;
using Snnc.Tests;
using Xunit;

namespace Snnc.Compiler.Tests.Diagnostics;

/// <summary>Each failing sample reports exactly what the marks at the ends of its lines announce: no diagnostic less, none more.</summary>
public sealed class ErrorSampleTests
{
    private static readonly string Folder = Repository.PathOf("tests", "Snnc.Compiler.Tests", "Samples", "errors");

    public static TheoryData<string> Samples() =>
        [.. Directory.EnumerateFiles(Folder, "SNN*.snn").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Sample_Reports_WhatItsMarksAnnounce(string sample)
    {
        var text = new SourceText(Path.Combine(Folder, sample), File.ReadAllText(Path.Combine(Folder, sample)));

        var compilation = Compilation.Create(text, new FolderSources(), new FileTensorResolver());

        // A diagnostic in a used file has its place there; the sample announces what is wrong with itself.
        Lines(compilation.Diagnostics.Where(d => d.Location.Path == text.Path).Select(DiagnosticMark.Of))
            .ShouldBe(Lines(DiagnosticMark.Read(text.Content)),
                string.Join('\n', compilation.Diagnostics.Select(d => $"{d.Location.Start.Line}: {d.Code} {d.Message}")));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Sample_IsNamed_AfterACodeThatItReports(string sample)
    {
        DiagnosticMark.Read(File.ReadAllText(Path.Combine(Folder, sample))).ShouldContain(mark => mark.Code == sample.Substring(0, 7));
    }

    private static IReadOnlyList<string> Lines(IEnumerable<DiagnosticMark> marks) =>
        marks.Select(m => m.ToString()).Order(StringComparer.Ordinal).ToList();
}
