using System.IO;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Tests.Documentation;
using Snnc.Compiler.Text;
using Snnc.Tests;
using Xunit;

namespace Snnc.Compiler.Tests.Syntax;

/// <summary>The page of each syntax error shows a text that fails by it.</summary>
public sealed class SyntaxPageTests
{
    // These two take thousands of lines; their pages show an excerpt.
    private static readonly string[] Excerpts = ["SNN0105", "SNN0107"];

    public static TheoryData<string> Codes =>
    [
        .. Directory.EnumerateFiles(Repository.PathOf("compiler", "docs", "diagnostics"), "SNN01*.md")
            .Select(path => Path.GetFileNameWithoutExtension(path)).Except(Excerpts).Order(),
    ];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Example_OfAPage_FailsByItsCode(string code)
    {
        var example = MarkdownBlock.Read($"compiler/docs/diagnostics/{code}.md").Single(block => block.Language == "snn");
        Describe.Codes(SyntaxTree.Parse(new SourceText("example.snn", example.Text))).ShouldContain(code);
    }
}
