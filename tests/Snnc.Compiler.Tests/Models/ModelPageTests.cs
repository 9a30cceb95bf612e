using System.IO;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Tensors;
using Snnc.Compiler.Tests.Documentation;
using Snnc.Compiler.Tests.Ir;
using Snnc.Compiler.Text;
using Snnc.Tests;
using Xunit;

namespace Snnc.Compiler.Tests.Models;

/// <summary>The page of each error of models and units shows a text that fails by it, and by nothing else.</summary>
public sealed class ModelPageTests
{
    public static TheoryData<string> Codes =>
    [
        .. new[] { "SNN05*.md", "SNN06*.md" }
            .SelectMany(pattern => Directory.EnumerateFiles(Repository.PathOf("compiler", "docs", "diagnostics"), pattern))
            .Select(path => Path.GetFileNameWithoutExtension(path)).Order(),
    ];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Example_OfAPage_FailsByItsCodeAlone(string code)
    {
        var tensors = new MemoryTensors();
        tensors.Add("a", Shape.Of([4]), [1, 2, 3, 4]);
        tensors.Add("b", Shape.Of([3]), [1, 2, 3]);
        var example = MarkdownBlock.Read($"compiler/docs/diagnostics/{code}.md").Single(block => block.Language == "snn");

        var compilation = Compilation.Create(new SourceText("example.snn", example.Text), new FolderSources(), tensors);

        compilation.Diagnostics.Select(d => d.Code).Distinct().ShouldBe([code]);
    }
}
