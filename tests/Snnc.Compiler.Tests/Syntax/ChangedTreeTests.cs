using System;
using System.Collections.Generic;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Text;
using Snnc.Tests;
using Xunit;

namespace Snnc.Compiler.Tests.Syntax;

/// <summary>The tree of a changed text is that of the text, however it was come by.</summary>
public sealed class ChangedTreeTests
{
    private const string Program = """
        /// Says what it is.
        neuron cell { param tau = 10 ms; state v = 0; input i; dynamics { v' = (-v + i) / tau; } spike when v > 1 { v = 0; } }
        network Net {
            time { step = 1 ms; steps = 4; }
            input x: spikes[16];
            x -> a: dense(16) -> b: cell();
            b -> c: dense(4) -> d: cell(tau = 5 ms);
            output y = d;
        }
        """;

    private static readonly string[] Snippets =
    [
        "x", "lif", "->", " -> ", ";", ":", "(", ")", "{", "}", "[", "]", "\"", "'", "//", "/*", "*/", "///", "\n", "\r\n", " ", "\t", "1", ".", ".5", "0.5", "e", "+",
        "10 ms", "=", ", ", "@", "&", "#", "network ", "neuron ", "input ", "outptu ", "😀", "é", "a -> b;", "const q = 3;", "cell(tau = 5 ms)", "use \"", "step", "if ",
        "} network N {", "param p = 1;", "_", "-", "<", "!", "time { step = 1 ms; }",
    ];

    [Theory]
    [MemberData(nameof(Samples.Names), MemberType = typeof(Samples))]
    public void ChangedTree_AfterRandomEdits_IsTheTreeOfTheText(string sample)
    {
        var original = Samples.Read(sample);
        var random = new Random(sample.Length);
        var tree = SyntaxTree.Parse(original);
        for (var edit = 1; edit <= (FullRun.IsOn ? 4000 : 150); edit++)
        {
            // Hundreds of edits leave nothing but errors.
            var text = new SourceText(original.Path, edit % 25 == 0 ? original.Content : Edited(tree.Text.Content, random));
            tree = tree.With(text);
            ShouldBeFresh(tree);
        }
    }

    [Theory]
    [InlineData("steps = 4;", "steps = 40;")]
    [InlineData("d: cell(tau", "d: /* cell(tau")]
    [InlineData("output y", "@ output y")]
    [InlineData("output y", "# output y")]
    [InlineData("dense(4)", "dense(4.5)")]
    [InlineData("b -> c", "} b -> c")]
    [InlineData("b -> c", "network c { b -> c")]
    [InlineData("network Net {", "network Net")]
    [InlineData("/// Says what it is.", "")]
    [InlineData("time {", "time")]
    [InlineData("x -> a", "x a")]
    [InlineData("input x: spikes[16];", "input x: spikes[16]")]
    public void ChangedTree_OfOneEditAndBack_IsTheTreeOfTheText(string from, string to)
    {
        var tree = Parse(Program).With(Text(Program.Replace(from, to)));
        ShouldBeFresh(tree);
        ShouldBeFresh(tree.With(Text(Program)));
    }

    [Fact]
    public void ChangedTree_OfManyErrors_TellsAsManyAsAFreshOne()
    {
        var broken = Program.Replace("    output", string.Concat(Enumerable.Repeat("    x -> : ;\n", 120)) + "    output");
        var tree = Parse(Program).With(Text(broken));
        ShouldBeFresh(tree);
        ShouldBeFresh(tree.With(Text(broken.Replace("steps = 4", "steps = "))));
        ShouldBeFresh(tree.With(Text(Program)));
    }

    [Fact]
    public void ChangedTree_KeepsMembersBeforeTheChange_AndMovesThoseBehind()
    {
        var before = Members(Parse(Program));
        var after = Members(Parse(Program).With(Text(Program)));
        var tree = Parse(Program);
        var changed = Members(tree.With(Text(Program.Replace("a: dense(16)", "a: dense(160)"))));
        Members(tree)[0].ShouldBeSameAs(changed[0]);
        Members(tree)[1].ShouldBeSameAs(changed[1]);
        changed[3].Span.Start.ShouldBe(before[3].Span.Start + 1);
        after.Count.ShouldBe(before.Count);
    }

    [Fact]
    public void ChangedTree_HasTheTokensOfItsListInItsNodes()
    {
        var tree = Parse(Program).With(Text(Program.Replace("steps = 4", "steps = 44")));
        var label = ((ChainSyntax)Members(tree)[^2]).Elements[^1].Label!;
        tree.Tokens.ShouldContain(token => ReferenceEquals(token, label));
    }

    private static EquatableArray<MemberSyntax> Members(SyntaxTree tree) => tree.Root.Declarations.OfType<NetworkSyntax>().Single().Members;

    private static SourceText Text(string content) => new("a.snn", content);

    private static SyntaxTree Parse(string content) => SyntaxTree.Parse(Text(content));

    // Trees are records, so that this compares every node and token with its place.
    private static void ShouldBeFresh(SyntaxTree tree)
    {
        var fresh = SyntaxTree.Parse(tree.Text);
        tree.Tokens.SequenceEqual(fresh.Tokens).ShouldBeTrue(tree.Text.Content);
        tree.Root.Equals(fresh.Root).ShouldBeTrue(tree.Text.Content);
        tree.Diagnostics.SequenceEqual(fresh.Diagnostics).ShouldBeTrue(string.Join("\n", Lines(tree).Append("fresh:").Concat(Lines(fresh))));
    }

    private static IEnumerable<string> Lines(SyntaxTree tree) => tree.Diagnostics.Select(Describe.Line);

    private static string Edited(string text, Random random)
    {
        var start = random.Next(text.Length + 1);
        var length = Math.Min(text.Length - start, random.Next(4) switch { 0 => 0, 1 => 1, 2 => random.Next(6), _ => random.Next(40) });
        return text.Remove(start, length).Insert(start, random.Next(3) == 0 ? "" : Snippets[random.Next(Snippets.Length)]);
    }
}
