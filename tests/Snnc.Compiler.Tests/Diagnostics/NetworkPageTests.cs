using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Shouldly;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Tests.Documentation;
using Snnc.Compiler.Text;
using Snnc.Tensors;
using Snnc.Tests;
using Xunit;

namespace Snnc.Compiler.Tests.Diagnostics;

/// <summary>The pages of what is said about networks show the messages word for word, and programs that are mended.</summary>
public sealed partial class NetworkPageTests
{
    private static readonly string[] Stages = ["SNN02", "SNN03", "SNN04", "SNN07"];

    // The files that examples name lie beside the failing samples.
    private static readonly string Folder = Repository.PathOf("tests", "Snnc.Compiler.Tests", "Samples", "errors");

    public static TheoryData<string> Codes =>
    [
        .. Stages.SelectMany(stage => Directory.EnumerateFiles(Repository.PathOf("compiler", "docs", "diagnostics"), stage + "*.md"))
            .Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Example_OfAPage_PrintsWhatThePageShows(string code)
    {
        var blocks = MarkdownBlock.Read($"compiler/docs/diagnostics/{code}.md").ToList();
        var shown = blocks.First(block => block.Language == "text").Text.Split('\n');
        var compilation = Compile(Head().Match(shown[0]).Groups[1].Value, blocks.First(block => block.Language == "snn"));

        compilation.Diagnostics.ShouldContain(d => d.Code == code);
        compilation.Diagnostics.Select(Headline).ShouldBe(shown.Where(line => Head().IsMatch(line)));
        compilation.Diagnostics.Where(d => d.Hint is not null).ShouldAllBe(d => shown.Contains("     = " + d.Hint));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void MendedExample_OfAPage_HasNoDiagnostics(string code)
    {
        foreach (var mended in MarkdownBlock.Read($"compiler/docs/diagnostics/{code}.md").Where(block => block.Language == "snn").Skip(1))
        {
            Compile("example.snn", mended).Diagnostics.Select(Headline).ShouldBeEmpty();
        }
    }

    private static Compilation Compile(string name, MarkdownBlock example) =>
        Compilation.Create(new SourceText(Path.Combine(Folder, name), example.Text), new FolderSources(), new FileTensorResolver());

    private static string Headline(Diagnostic d) =>
        $"{Path.GetFileName(d.Location.Path)}({d.Location.Start.Line},{d.Location.Start.Column}): {d.Severity.ToString().ToLowerInvariant()} {d.Code}: "
        + d.Message.Replace(Folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);

    [GeneratedRegex(@"^(\S+\.snn)\(\d+,\d+\): ")]
    private static partial Regex Head();
}
