using System;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using Shouldly;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Text;
using Xunit;
using Xunit.Abstractions;

namespace Snnc.Compiler.Tests.Syntax;

/// <summary>Hostile and huge texts: one clear error, in bounded time, on a small stack.</summary>
public sealed class LimitTests(ITestOutputHelper output)
{
    // Generous: the machine may be busy with other things. A quadratic step anywhere takes minutes.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData("(")]
    [InlineData("{")]
    [InlineData("a ")]
    [InlineData(";")]
    [InlineData("/* */ x")]
    public void Parser_TenMegabytesOfOneThing_GivesFewErrorsFast(string unit)
    {
        var text = string.Concat(Enumerable.Repeat(unit, 10_000_000 / unit.Length));
        var clock = Stopwatch.StartNew();
        var before = GC.GetTotalAllocatedBytes();
        var tree = SyntaxTree.Parse(new SourceText("huge.snn", text));
        output.WriteLine($"{clock.ElapsedMilliseconds} ms, {(GC.GetTotalAllocatedBytes() - before) >> 20} MiB");
        clock.Elapsed.ShouldBeLessThan(Patience);
        Describe.Codes(tree).ShouldBe(["SNN0105"]);
    }

    [Theory]
    [InlineData("(", "")]
    [InlineData("-", "")]
    [InlineData("f(", "")]
    [InlineData("a ? b : ", "1")]
    [InlineData("a ? ", "1")]
    [InlineData("1 + ", "1")]
    [InlineData("(1 + ", "1")]
    [InlineData("a * b + (", "1")]
    public void Parser_DeepExpression_IsOneErrorAndAShallowTree(string unit, string last)
    {
        var text = "const A = " + string.Concat(Enumerable.Repeat(unit, 10_000)) + last + ";";
        var tree = OnSmallStack(text);
        tree.Diagnostics.Select(Describe.Line).ShouldHaveSingleItem().ShouldContain("SNN0106");
        Depth(tree).ShouldBeLessThan(1_000);
    }

    [Theory]
    [InlineData("if x > 0 { ", "")]
    [InlineData("if x > 0 { v = 1; } else ", "{ v = 2; }")]
    public void Parser_DeepStatements_AreOneError(string unit, string last)
    {
        var tree = OnSmallStack("neuron n { update { " + string.Concat(Enumerable.Repeat(unit, 5_000)) + last);
        Describe.Codes(tree).ShouldBe(["SNN0106"]);
    }

    [Fact]
    public void Parser_ClosedDeepExpression_LeavesTheRestIntact()
    {
        var deep = new string('(', 1_000) + "1" + new string(')', 1_000);
        var tree = OnSmallStack($"const A = {deep}; const B = 2;");
        Describe.Codes(tree).ShouldBe(["SNN0106"]);
        tree.Root.Declarations.Count.ShouldBe(2);
    }

    [Fact]
    public void Parser_HundredLevels_AreNoError() =>
        Describe.Codes(OnSmallStack($"const A = {new string('(', 100)}1{new string(')', 100)};")).ShouldBeEmpty();

    [Fact]
    public void Parser_ThousandsOfErrors_StopsAtAHundred()
    {
        var tree = SyntaxTree.Parse(new SourceText("a.snn", string.Concat(Enumerable.Repeat("const = 1;\nconst A = @;\n", 5_000))));
        tree.Diagnostics.Count.ShouldBe(101);
        tree.Diagnostics[^1].Code.ShouldBe("SNN0107");
    }

    [Fact]
    public void Parser_TenThousandLines_TakesLinearTime()
    {
        var sample = Samples.Read("hybrid.snn").Content;
        var copies = 10_000 / sample.Count(c => c == '\n');
        var text = new SourceText("long.snn", string.Concat(Enumerable.Repeat(sample, copies)));
        SyntaxTree.Parse(text);
        var clock = Stopwatch.StartNew();
        var before = GC.GetTotalAllocatedBytes();
        var tree = SyntaxTree.Parse(text);
        output.WriteLine($"{text.LineCount} lines, {tree.Tokens.Count} tokens: {clock.ElapsedMilliseconds} ms, "
            + $"{(GC.GetTotalAllocatedBytes() - before) >> 20} MiB");
        tree.Diagnostics.ShouldBeEmpty();
        clock.Elapsed.ShouldBeLessThan(Patience);
    }

    private static int Depth(SyntaxTree tree) => Depth(tree.Root);

    private static int Depth(SyntaxNode node) => 1 + Nodes.Children(node).Select(Depth).DefaultIfEmpty().Max();

    // A quarter of the smallest stack that any host gives: what fits here fits everywhere.
    private static SyntaxTree OnSmallStack(string text)
    {
        SyntaxTree? tree = null;
        var thread = new Thread(() => tree = SyntaxTree.Parse(new SourceText("deep.snn", text)), 768 * 1024);
        thread.Start();
        thread.Join();
        return tree!;
    }
}
