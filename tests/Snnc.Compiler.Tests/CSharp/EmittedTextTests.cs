using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Shouldly;
using Snnc.Compiler.CSharp;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Passes;
using Snnc.Compiler.Plan;
using Snnc.Compiler.Text;
using Snnc.Tests;
using Xunit;

namespace Snnc.Compiler.Tests.CSharp;

/// <summary>The emitted C# and the printed plan of the graphs in Samples/csharp, line by line. SNNC_BLESS=1 writes them anew.</summary>
public sealed partial class EmittedTextTests
{
    private static readonly string Folder = Repository.PathOf("tests", "Snnc.Compiler.Tests", "Samples", "csharp");

    public static TheoryData<string> Samples =>
        [.. Directory.EnumerateFiles(Folder, "*.snnir").Select(path => Path.GetFileNameWithoutExtension(path)).Order()];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Emit_Sample_IsTheBlessedText(string sample) =>
        ShouldBeBlessed(sample + ".cs.expected", CSharpEmitter.Emit(PlanOf(sample), CSharpOptions.Default));

    [Theory]
    [MemberData(nameof(Samples))]
    public void Print_PlanOfASample_IsTheBlessedText(string sample) => ShouldBeBlessed(sample + ".plan.expected", PlanPrinter.Print(PlanOf(sample)));

    [Theory]
    [MemberData(nameof(Samples))]
    public void Emit_Twice_GivesTheSameText(string sample)
    {
        var first = CSharpEmitter.Emit(PlanOf(sample), CSharpOptions.Default);
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = ",", NegativeSign = "~" } };
            CSharpEmitter.Emit(PlanOf(sample), CSharpOptions.Default).ShouldBe(first);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Emit_Options_SayNamespaceClassAndAccess()
    {
        var text = CSharpEmitter.Emit(PlanOf("hybrid"), new CSharpOptions("My.namespace.Nets", "mine", IsPublic: false, LineDirectives: false));

        text.ShouldContain("namespace My.@namespace.Nets;");
        text.ShouldContain("internal sealed class Mine : INetwork");
        text.ShouldNotContain("#line");
    }

    [Theory]
    [InlineData("digits", "Digits")]
    [InlineData("Dense", "DenseNetwork")]
    [InlineData("Stage1", "Stage1Network")]
    [InlineData("Free", "FreeNetwork")]
    [InlineData("class", "Class")]
    [InlineData("lIF", "lIF")]
    public void ClassNameOf_Network_IsOneThatTheTextCanUse(string network, string expected) =>
        CSharpEmitter.ClassNameOf(network, CSharpOptions.Default).ShouldBe(expected);

    [Theory]
    [MemberData(nameof(Samples))]
    public void ClassNameOf_AnyNameThatTheTextUses_IsAnother(string sample)
    {
        var text = CSharpEmitter.Emit(PlanOf(sample), CSharpOptions.Default with { Weights = new WeightOrigin("w", "0"), LineDirectives = false });
        var own = CSharpEmitter.ClassNameOf(PlanOf(sample).Graph.Name, CSharpOptions.Default);
        var used = text.Split('\n').Select(line => Comment().Replace(line, "")).SelectMany(line => Name().Matches(line)).Select(match => match.Value).Distinct();

        used.Where(name => name != own && !name.EndsWith("Length", StringComparison.Ordinal) && CSharpEmitter.ClassNameOf(name, CSharpOptions.Default) == name)
            .ShouldBeEmpty();
    }

    [GeneratedRegex("//.*|\"[^\"]*\"|^#.*|^using .*|^namespace .*")]
    private static partial Regex Comment();

    // At the start of an expression, not after a dot.
    [GeneratedRegex(@"(?<![\w.@$])[A-Z]\w*")]
    private static partial Regex Name();

    private static ExecutionPlan PlanOf(string sample)
    {
        var source = new SourceText(sample + ".snnir", File.ReadAllText(Path.Combine(Folder, sample + ".snnir")));
        var (graph, diagnostics) = IrReader.Read(source);
        diagnostics.ShouldBeEmpty();
        IrVerifier.Verify(graph!).ShouldBeEmpty();
        return PlainPlanner.Plan(graph!);
    }

    private static void ShouldBeBlessed(string file, string text) => Blessed.Check(Path.Combine(Folder, file), text);
}
