using System.Collections.Generic;
using System.IO;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Tests.Syntax;
using Snnc.Compiler.Text;
using Snnc.Tests;
using Xunit;

namespace Snnc.Compiler.Tests.Semantics;

/// <summary>Every program of the corpus, with made-up weights, from text to a graph and back.</summary>
public sealed class ProgramTests
{
    private static readonly Dictionary<string, string[]> Warnings = new()
    {
        ["loihi-smnist.snn"] = ["SNN0203 the label 'lif' hides the neuron model of that name in this body", "SNN0203 the label 'ahp' hides the neuron model of that name in this body"],
    };

    [Theory]
    [MemberData(nameof(Samples.Names), MemberType = typeof(Samples))]
    public void Program_Compiled_HasNoErrorsAndOnlyKnownWarnings(string sample)
    {
        var compilation = Compile(sample);

        compilation.Diagnostics.Select(d => $"{d.Code} {d.Message}").ShouldBe(Warnings.GetValueOrDefault(sample, []));
        compilation.Graphs.Count.ShouldBe(compilation.Tree.Root.Declarations.OfType<NetworkSyntax>().Count());
    }

    [Theory]
    [MemberData(nameof(Samples.Names), MemberType = typeof(Samples))]
    public void Program_Formatted_CompilesToTheSameGraphs(string sample)
    {
        var compilation = Compile(sample);
        var formatted = Formatter.Format(compilation.Tree);

        Formatter.Format(SyntaxTree.Parse(new SourceText(sample, formatted))).ShouldBe(formatted);
        Printed(Compile(sample, formatted)).ShouldBe(Printed(compilation));
    }

    [Theory]
    [MemberData(nameof(Samples.Names), MemberType = typeof(Samples))]
    public void Program_Lowered_IsVerifiedAndReadsBackAsPrinted(string sample)
    {
        foreach (var graph in Compile(sample).Graphs)
        {
            IrVerifier.Verify(graph).Where(d => d.Severity == Severity.Error).Select(Describe.Line).ShouldBeEmpty(graph.Name);
            var printed = IrPrinter.Print(graph);
            var (read, diagnostics) = IrReader.Read(new SourceText(graph.Name, printed));
            diagnostics.Select(Describe.Line).ShouldBeEmpty(graph.Name);
            IrPrinter.Print(read.ShouldNotBeNull()).ShouldBe(printed);
        }
    }

    // A block has a meaning only where it is used, so what the corpus only declares is used here.
    [Theory]
    [InlineData("sew-spikformer.snn", "network N { time { steps = 4; } input x: spikes[8, 16, 16]; x -> a: sew(8) -> b: sew(8); output y = count(b); }")]
    [InlineData("sew-spikformer.snn",
        "network N { time { step = 1 ms; steps = 4; } input x: spikes[16, 32]; x -> a: attention(16, 32, 4); output y = count(a); }")]
    [InlineData("all-nir.snn", "network N { time { step = 0.1 ms; steps = 4; } input x: spikes[12]; x -> a: lif1(12); output y = count(a); }")]
    [InlineData("lstm-keywords-odds.snn", "network N { time { steps = 4; } input x: signal[12]; x -> a: lstm(8); output y = last(a); }")]
    public void Block_OfAProgram_CompilesWhereItIsUsed(string sample, string network)
    {
        var compilation = Compile(sample, Samples.Read(sample).Content + network);

        compilation.Diagnostics.Select(Describe.Line).ShouldBeEmpty();
        IrVerifier.Verify(compilation.Graphs[^1]).Select(Describe.Line).ShouldBeEmpty();
    }

    private static Compilation Compile(string sample, string? text = null)
    {
        var path = Repository.PathOf("tests", "Snnc.Compiler.Tests", "Samples", "programs", sample);
        return Compilation.Create(new SourceText(path, text ?? File.ReadAllText(path)), new FolderSources(), MadeUpTensors.Beside(path));
    }

    private static IEnumerable<string> Printed(Compilation compilation) => compilation.Graphs.Select(IrPrinter.Print);
}
