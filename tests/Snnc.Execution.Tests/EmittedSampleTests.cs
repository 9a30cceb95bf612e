using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Shouldly;
using Snnc.Compiler.CSharp;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Passes;
using Snnc.Compiler.Text;
using Snnc.Runtime;
using Snnc.Tests;
using Xunit;

namespace Snnc.Execution.Tests;

/// <summary>The graphs whose emitted text is kept: it compiles without a warning, with documentation and line directives too.</summary>
public sealed class EmittedSampleTests
{
    private static readonly string Folder = Repository.PathOf("tests", "Snnc.Compiler.Tests", "Samples", "csharp");

    public static TheoryData<string> Samples => [.. Directory.EnumerateFiles(Folder, "*.snnir").Select(path => Path.GetFileName(path)).Order()];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Load_EmittedSample_HasNoWarnings(string sample)
    {
        var (graph, diagnostics) = IrReader.Read(new SourceText(sample, File.ReadAllText(Path.Combine(Folder, sample))));
        diagnostics.ShouldBeEmpty();

        var text = CSharpEmitter.Emit(PlainPlanner.Plan(graph!), new CSharpOptions("Emitted"));

        CSharpHost.Load(text, "Emitted." + CSharpEmitter.ClassNameOf(graph!.Name, CSharpOptions.Default)).Warnings.ShouldBeEmpty(text);
    }

    // Samples do not need all of them.
    [Fact]
    public void ClassNameOf_EveryTypeOfTheRuntimeThatEmittersName_IsAnother()
    {
        var emitters = string.Concat(
            Directory.EnumerateFiles(Repository.PathOf("compiler", "Snnc.Compiler", "CSharp"), "*.cs").Order().Select(File.ReadAllText));
        var types = typeof(INetwork).Assembly.GetExportedTypes().Select(type => type.Name.Split('`')[0]).Where(type => Regex.IsMatch(emitters, $@"\b{type}\b"));

        types.ShouldContain("NativeWeights");
        types.Where(type => CSharpEmitter.ClassNameOf(type, CSharpOptions.Default) == type).ShouldBeEmpty();
    }
}
