using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Shouldly;
using Snnc.Compiler.Diagnostics;
using Snnc.Cost.Families.Manycore;
using Snnc.Tests;
using Xunit;

namespace Snnc.Cost.Tests.Families.Manycore;

/// <summary>Each sample of what a target cannot run reports what its marks announce, and points there.</summary>
public sealed partial class TargetErrorTests
{
    private static readonly string Folder = Repository.PathOf("tests", "Snnc.Compiler.Tests", "Samples", "target-errors");

    public static TheoryData<string> Samples() => [.. Directory.EnumerateFiles(Folder, "SNN*.snn").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Sample_ForLoihi_ReportsWhatItsMarksAnnounce(string sample)
    {
        var text = File.ReadAllText(Path.Combine(Folder, sample));
        var found = ChipFit.Check(NetworkFile.GraphOf(text, sample), new MadeUpTensors(), NetworkFile.Accelerator("loihi-davies18"));

        found.Select(d => $"line {d.Location.Start.Line}: {d.Code}").ShouldBe(Marks(text), string.Join('\n', found.Select(d => $"{d.Message} ({d.Hint})")));
        Marks(text).ShouldAllBe(mark => mark.EndsWith(Path.GetFileNameWithoutExtension(sample), StringComparison.Ordinal));
        found.ShouldAllBe(d => d.Severity == Severity.Error && d.Hint != null);
    }

    private static IReadOnlyList<string> Marks(string text) =>
    [
        .. from line in text.Split('\n').Select((line, index) => (Text: line, Number: index + 1))
           let mark = Mark().Match(line.Text)
           where mark.Success
           select $"line {line.Number}: {mark.Groups[1].Value}",
    ];

    [GeneratedRegex(@"// error (SNN\d{4})$")]
    private static partial Regex Mark();
}
