using System;
using System.Linq;
using System.Text;
using Shouldly;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Text;
using Xunit;

namespace Snnc.Compiler.Tests.Syntax;

public sealed class FormatterTests
{
    [Theory]
    [MemberData(nameof(Samples.Names), MemberType = typeof(Samples))]
    public void Format_Sample_IsAFixedPointWithTheSameTokens(string sample) => ShouldBeSafe(SyntaxTree.Parse(Samples.Read(sample)));

    [Theory]
    [MemberData(nameof(Samples.Names), MemberType = typeof(Samples))]
    public void Format_SampleWithRandomSpaceAndComments_KeepsTokensAndCommentsInOrder(string sample)
    {
        string[] trivia =
        [
            " ", " ", " ", "\n", "\r\n\r\n\r\n", "\t", " // note\n", " /* in */ ", "\n/// doc\n", "\n/* two\n   lines */\n", "/**/", "\n\n// own\n\n",
        ];
        var tokens = SyntaxTree.Parse(Samples.Read(sample)).Tokens;
        var random = new Random(sample.Length);
        for (var round = 0; round < 40; round++)
        {
            var text = new StringBuilder();
            foreach (var token in tokens)
            {
                var calm = round % 2 == 0 && random.Next(4) > 0;
                text.Append(calm ? token.LeadingTrivia : " " + trivia[random.Next(trivia.Length)] + " ").Append(token.Text);
            }

            ShouldBeSafe(Parse(text.ToString()));
        }
    }

    [Theory]
    [InlineData("const  N=128 ;", "const N = 128;\n")]
    [InlineData("const A=-1+!b*f( x ,y )-(2);", "const A = -1 + !b * f(x, y) - (2);\n")]
    [InlineData("const A = a?-1:b?2 ms:3;", "const A = a ? -1 : b ? 2 ms : 3;\n")]
    [InlineData("const A = w [ \"x/y\" ] * 1ms;", "const A = w[\"x/y\"] * 1 ms;\n")]
    [InlineData("use \"a.snn\";\n\n\n\nuse \"b.snn\";", "use \"a.snn\";\n\nuse \"b.snn\";\n")]
    [InlineData("network N{(a,b)->c:add;}", "network N { (a, b) -> c: add; }\n")]
    [InlineData("network N{\n(a,b)->c:add;d[4] : lif( );}", "network N {\n    (a, b) -> c: add;\n    d[4]: lif();\n}\n")]
    [InlineData("network N { r.0.1 -> x; r: b(2)repeat 8; }", "network N { r.0.1 -> x; r: b(2) repeat 8; }\n")]
    [InlineData("neuron n { param r:{a,b}=a,t:int; dynamics{v '=-v;} }", "neuron n { param r: {a, b} = a, t: int; dynamics { v' = -v; } }\n")]
    [InlineData("neuron n { update {\nif a>0 {v=1;} else if a<0 {v=-1;}else{ } } }",
        "neuron n {\n    update {\n        if a > 0 { v = 1; } else if a < 0 { v = -1; } else { }\n    }\n}\n")]
    [InlineData("// only a comment", "// only a comment\n")]
    [InlineData("", "")]
    [InlineData("  \n\n", "")]
    public void Format_Text_IsCanonical(string text, string expected) => Formatter.Format(Parse(text)).ShouldBe(expected);

    [Fact]
    public void Format_ChainWithBreaks_PutsArrowsUnderTheFirst() => Formatter.Format(Parse("network N {\nimage->a:relu\n->b:relu\n  -> c: relu;\n}"))
        .ShouldBe("network N {\n    image -> a: relu\n          -> b: relu\n          -> c: relu;\n}\n");

    [Fact]
    public void Format_LongChain_BreaksBeforeArrowsAndNoLineIsTooLong()
    {
        var chain = string.Concat(Enumerable.Range(0, 30).Select(i => $" -> c{i}: conv2d(16, kernel = 3)"));
        var text = Formatter.Format(Parse($"network N {{ x{chain}; }}"));
        var lines = text.Split('\n');
        lines.Length.ShouldBeGreaterThan(7);
        lines.ShouldAllBe(line => line.Length <= 150);
        lines[2..^3].ShouldAllBe(line => line.StartsWith("      -> c"));
    }

    [Fact]
    public void Format_LongArgumentsAndSums_BreakAfterCommasAndBeforeOperators()
    {
        var arguments = string.Join(", ", Enumerable.Range(0, 30).Select(i => $"argument{i} = {i} ms"));
        var sum = string.Join(" + ", Enumerable.Range(0, 30).Select(i => $"summand{i} * {i}"));
        var text = Formatter.Format(Parse($"const A = f({arguments}); const B = {sum};"));
        text.Split('\n').ShouldAllBe(line => line.Length <= 150);
        text.ShouldContain(",\n            argument");
        text.ShouldContain("\n    + summand");
    }

    [Fact]
    public void Format_CommentsAtLineEnds_AlignWithTheirNeighbours() => Formatter.Format(Parse("""
        network N { // top
          input x: frame[1]; // one
          x -> relu -> y: dense(3); // two

          // own
          output o = y; /* last */
        }
        """)).ShouldBe("""
        network N {                    // top
            input x: frame[1];         // one
            x -> relu -> y: dense(3);  // two

            // own
            output o = y; /* last */
        }

        """);

    [Fact]
    public void Format_TextWithErrors_IsReturnedUnchanged()
    {
        const string Text = "network  N { x ->; \n";
        Formatter.Format(Parse(Text)).ShouldBe(Text);
    }

    private static void ShouldBeSafe(SyntaxTree before)
    {
        before.Diagnostics.Select(Describe.Line).ShouldBeEmpty(before.Text.Content);
        var text = Formatter.Format(before);
        var after = Parse(text);
        after.Tokens.Select(token => token.Text).ShouldBe(before.Tokens.Select(token => token.Text));
        CommentsOf(after).ShouldBe(CommentsOf(before), text);
        Formatter.Format(after).ShouldBe(text);
    }

    private static string[] CommentsOf(SyntaxTree tree) =>
        [.. tree.Tokens.SelectMany(token => Comment.Of(token.LeadingTrivia).Comments).Select(comment => comment.Text)];

    private static SyntaxTree Parse(string text) => SyntaxTree.Parse(new SourceText("a.snn", text));
}
