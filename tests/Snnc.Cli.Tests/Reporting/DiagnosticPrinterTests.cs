using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using Shouldly;
using Snnc.Cli.Reporting;
using Snnc.Cli.Terminals;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Text;
using Xunit;

namespace Snnc.Cli.Tests.Reporting;

/// <summary>Diagnostics as people and tools get them.</summary>
public sealed class DiagnosticPrinterTests
{
    private static readonly SourceText Source = new("net.snn", "network N {\n\tx -> h: liff();\n}\n");

    [Fact]
    public void Text_ShowsPlaceLineCaretAndHint()
    {
        Print(DiagnosticFormat.Text, At(20, 4)).ShouldBe(
            "net.snn(2,9): error SNN0807: from this line on the text is not in canonical form\n"
            + "   2 | \tx -> h: liff();\n"
            + "     | \t        ^~~~\n".Replace("        ^", "       ^")
            + "     = run 'snnc fmt' on the file\n"
            + "1 error\n");
    }

    [Fact]
    public void Text_OfAFileWithoutText_HasNoLine()
    {
        Print(DiagnosticFormat.Text, Catalog.NoSamples("d.npz", "x")).ShouldBe(
            "d.npz: error SNN0825: array 'x' holds no sample: its first axis is 0 long\n1 error\n");
    }

    [Fact]
    public void Text_OfAnEndlessLine_ShowsTheSurroundings()
    {
        var source = new SourceText("a.snn", new string('(', 100_000));
        var printed = Print(DiagnosticFormat.Text, Catalog.NotFormatted(new Location(source, new TextSpan(50_000, 20_000))));

        printed.Length.ShouldBeLessThan(800);
        printed.ShouldContain("   1 | ...((((");
    }

    [Fact]
    public void Text_OfManyFindings_IsCut()
    {
        var printed = Print(DiagnosticFormat.Text, [.. Enumerable.Range(0, 150).Select(i => Catalog.NoSamples($"d{i}.npz", "x"))]);

        printed.Split('\n').Count(line => line.Contains("SNN0825")).ShouldBe(DiagnosticPrinter.Most);
        printed.ShouldEndWith("... and 50 more\n150 errors\n");
    }

    [Fact]
    public void Text_OfTheSameFindingTwice_IsShownOnce()
    {
        Print(DiagnosticFormat.Text, At(20, 4), At(20, 4)).ShouldEndWith("\n1 error\n");
    }

    [Fact]
    public void Text_WithColour_PaintsTheSeverity()
    {
        var error = new StringWriter();
        var terminal = new Terminal(TextWriter.Null, error, IsInteractive: true, HasColour: true, Width: 80);

        new DiagnosticPrinter(terminal, DiagnosticFormat.Text).Report(At(20, 4));

        error.ToString().ShouldContain("\e[1;31merror SNN0807\e[0m");
    }

    [Fact]
    public void Json_HoldsEveryPart()
    {
        var related = At(20, 4) with { Related = [new RelatedPlace(Location.OfFile("d.npz"), "here")] };
        var finding = JsonNode.Parse(Print(DiagnosticFormat.Json, related))!["diagnostics"]!.AsArray().Single()!.AsObject();

        finding.Select(field => field.Key).ShouldBe(
            ["code", "severity", "file", "line", "column", "endLine", "endColumn", "message", "hint", "related"]);
        finding["line"]!.GetValue<int>().ShouldBe(2);
        finding["endColumn"]!.GetValue<int>().ShouldBe(13);
        finding["related"]![0]!["line"].ShouldBeNull();
    }

    [Fact]
    public void Json_OfNothing_IsAnEmptyList() => Print(DiagnosticFormat.Json).ShouldBe("{\"diagnostics\":[]}\n");

    [Fact]
    public void Sarif_HasRuleLevelAndRegion()
    {
        var log = JsonNode.Parse(Print(DiagnosticFormat.Sarif, At(20, 4), Catalog.NoAnswer(Location.OfFile("net.snn"), "N")))!;
        var results = log["runs"]![0]!["results"]!.AsArray();

        log["version"]!.GetValue<string>().ShouldBe("2.1.0");
        results.Select(result => result!["level"]!.GetValue<string>()).ShouldBe(["error", "warning"]);
        results[0]!["locations"]![0]!["physicalLocation"]!["region"]!["startColumn"]!.GetValue<int>().ShouldBe(9);
        log["runs"]![0]!["tool"]!["driver"]!["rules"]!.AsArray().Select(rule => rule!["id"]!.GetValue<string>()).ShouldBe(["SNN0807", "SNN0830"]);
    }

    private static Diagnostic At(int start, int length) => Catalog.NotFormatted(new Location(Source, new TextSpan(start, length)));

    private static string Print(DiagnosticFormat format, params Diagnostic[] diagnostics)
    {
        var error = new StringWriter { NewLine = "\n" };
        var printer = new DiagnosticPrinter(new Terminal(TextWriter.Null, error, IsInteractive: false, HasColour: false, Width: 120), format);
        printer.Report(diagnostics);
        printer.Finish();
        return error.ToString();
    }
}
