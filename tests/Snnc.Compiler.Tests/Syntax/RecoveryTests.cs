using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Text;
using Xunit;

namespace Snnc.Compiler.Tests.Syntax;

/// <summary>Whatever the text, there is a tree, and few, well placed diagnostics.</summary>
public sealed class RecoveryTests
{
    [Theory]
    [MemberData(nameof(Samples.Names), MemberType = typeof(Samples))]
    public void Parser_EveryPrefixOfASample_GivesATree(string sample)
    {
        var text = Samples.Read(sample).Content;
        for (var length = 0; length <= text.Length; length++)
        {
            var tree = SyntaxTree.Parse(new SourceText(sample, text[..length]));
            tree.Root.EndOfFile.Span.Start.ShouldBe(length);
            tree.Diagnostics.Count.ShouldBeLessThanOrEqualTo(4, text[Math.Max(0, length - 60)..length]);
        }
    }

    [Theory]
    [MemberData(nameof(Samples.Names), MemberType = typeof(Samples))]
    public void Parser_AnyTokenMissing_GivesAtMostThreeDiagnosticsAndNoneBeforeTheHole(string sample)
    {
        var source = Samples.Read(sample);
        var tokens = SyntaxTree.Parse(source).Tokens;
        var reported = 0;
        for (var i = 0; i < tokens.Count - 1; i++)
        {
            var hole = i == 0 ? 0 : tokens[i - 1].Span.End;
            var text = source.Content.Remove(tokens[i].Span.Start, tokens[i].Span.Length).Insert(tokens[i].Span.Start, " ");
            var diagnostics = SyntaxTree.Parse(new SourceText(sample, text)).Diagnostics;
            var story = $"without '{tokens[i].Text}' at {source.GetPosition(tokens[i].Span.Start)}: "
                + string.Join("; ", diagnostics.Select(Describe.Line));
            diagnostics.Count.ShouldBeLessThanOrEqualTo(3, story);
            diagnostics.ShouldAllBe(finding => finding.Location.Span.Start >= hole, story);
            reported += diagnostics.Count > 0 ? 1 : 0;
        }

        ((double)reported / tokens.Count).ShouldBeGreaterThan(0.7);
    }

    [Theory]
    [MemberData(nameof(Samples.Names), MemberType = typeof(Samples))]
    public void Tree_OfASample_HasNestedSpansAndTokensInThem(string sample) => ShouldNest(SyntaxTree.Parse(Samples.Read(sample)));

    [Fact]
    public void Parser_RandomTokens_GivesATreeWithNestedSpansInBoundedTime()
    {
        var words = SyntaxFacts.ReservedWords.Concat(["x", "lif", "1", "0.5", "\"w\"", "@", "\"open", "/*", "//c\n"])
            .Concat(Enum.GetValues<TokenKind>().Select(SyntaxFacts.TextOf).OfType<string>()).Distinct().ToArray();
        var random = new Random(20_000);
        for (var i = 0; i < 20_000; i++)
        {
            var text = string.Join(" ", Enumerable.Range(0, random.Next(1, 60)).Select(_ => words[random.Next(words.Length)]));
            ShouldBeSound(text);
        }
    }

    [Fact]
    public void Parser_MutatedSamples_GivesATreeWithNestedSpansInBoundedTime()
    {
        var samples = Samples.All.Select(name => Samples.Read(name).Content).ToArray();
        var random = new Random(2_000);
        for (var i = 0; i < 2_000; i++)
        {
            ShouldBeSound(Mutate(samples[random.Next(samples.Length)], random));
        }
    }

    private static string Mutate(string text, Random random)
    {
        for (var n = random.Next(1, 8); n > 0; n--)
        {
            var at = random.Next(text.Length);
            var length = Math.Min(random.Next(1, 12), text.Length - at);
            text = random.Next(4) switch
            {
                0 => text.Remove(at, length),
                1 => text.Insert(random.Next(text.Length), text.Substring(at, length)),
                2 => text.Remove(at, 1).Insert(at, ((char)random.Next(32, 127)).ToString()),
                _ => text.Insert(at, "{}()[];,\"/*'"[random.Next(12)].ToString()),
            };
        }

        return text;
    }

    private static void ShouldBeSound(string text)
    {
        var clock = Stopwatch.StartNew();
        var tree = SyntaxTree.Parse(new SourceText("random.snn", text));
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10), text);
        string.Concat(tree.Tokens.Select(token => token.LeadingTrivia + token.Text)).ShouldBe(text);
        tree.Diagnostics.ShouldAllBe(finding => finding.Location.Span.Start >= 0 && finding.Location.Span.End <= text.Length, text);
        ShouldNest(tree);
        if (tree.Diagnostics.Count == 0)
        {
            Nodes.All(tree.Root).Where(node => node.GetType().Name.StartsWith("Error") || Nodes.Tokens(node).Any(token => token.IsMissing))
                .ShouldBeEmpty(text);
            var formatted = SyntaxTree.Parse(new SourceText("formatted.snn", Formatter.Format(tree)));
            formatted.Tokens.Select(token => token.Text).ShouldBe(tree.Tokens.Select(token => token.Text));
            Formatter.Format(formatted).ShouldBe(formatted.Text.Content);
        }
    }

    private static void ShouldNest(SyntaxTree tree)
    {
        foreach (var node in Nodes.All(tree.Root))
        {
            var spans = Nodes.Children(node).Select(child => child.Span).Concat(Nodes.Tokens(node).Select(token => token.Span));
            var outside = spans.Where(span => span.Start < node.Span.Start || span.End > node.Span.End).ToArray();
            if (outside.Length > 0 && node is not FileSyntax)
            {
                Assert.Fail($"{outside[0]} is not in {node.Span} of {node} in:\n{tree.Text.Content}");
            }
        }
    }
}
