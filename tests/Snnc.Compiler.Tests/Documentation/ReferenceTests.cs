using System.IO;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Text;
using Snnc.Tensors;
using Snnc.Tests;
using Xunit;

namespace Snnc.Compiler.Tests.Documentation;

/// <summary>What documents show as .snn compiles.</summary>
public sealed class ReferenceTests
{
    // The folder that an example's paths are relative to.
    [Theory]
    [InlineData("README.md", "samples/digits", 1)]
    [InlineData("compiler/docs/language.md", "compiler/docs", 10)]
    [InlineData("compiler/docs/how-to-add-a-neuron-model.md", "compiler/docs", 1)]
    public void Example_InADocument_HasNoErrors(string document, string folder, int atLeast)
    {
        var examples = MarkdownBlock.Read(document).Where(b => b.Language == "snn").ToList();

        var found =
            from example in examples
            let text = new SourceText(Path.Combine(Repository.PathOf(folder), "example.snn"), example.Text)
            from diagnostic in Compilation.Create(text, new FolderSources(), new FileTensorResolver()).Diagnostics
            select $"{document}:{example.Line + diagnostic.Location.Start.Line - 1}: {diagnostic.Code} {diagnostic.Message}";

        examples.Count.ShouldBeGreaterThanOrEqualTo(atLeast);
        found.ShouldBeEmpty();
    }
}
