using System.Linq;
using Shouldly;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Text;
using Xunit;

namespace Snnc.Compiler.Tests.Documentation;

/// <summary>What documents show as .snn is .snn.</summary>
public sealed class ReferenceTests
{
    [Theory]
    [InlineData("README.md", 1)]
    [InlineData("compiler/docs/language.md", 10)]
    [InlineData("compiler/docs/how-to-add-a-neuron-model.md", 1)]
    public void Example_InADocument_HasNoErrors(string document, int atLeast)
    {
        var examples = MarkdownBlock.Read(document).Where(b => b.Language == "snn").ToList();

        var found =
            from example in examples
            from diagnostic in SyntaxTree.Parse(new SourceText(document, example.Text)).Diagnostics
            select $"{document}:{example.Line + diagnostic.Location.Start.Line - 1}: {diagnostic.Code} {diagnostic.Message}";

        examples.Count.ShouldBeGreaterThanOrEqualTo(atLeast);
        found.ShouldBeEmpty();
    }
}
