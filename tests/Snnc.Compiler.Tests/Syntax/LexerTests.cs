using System;
using System.Collections.Generic;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Text;
using Xunit;

namespace Snnc.Compiler.Tests.Syntax;

public sealed class LexerTests
{
    // Every kind of token, by the table of the kinds themselves: a new one is tested without a change here.
    private static readonly (TokenKind Kind, string Text)[] Samples =
    [
        .. Enum.GetValues<TokenKind>().Where(kind => SyntaxFacts.TextOf(kind) is not null).Select(kind => (kind, SyntaxFacts.TextOf(kind)!)),
        (TokenKind.Identifier, "x"), (TokenKind.Identifier, "ms"), (TokenKind.Identifier, "_a1"),
        (TokenKind.Number, "12"), (TokenKind.Number, "0.5"), (TokenKind.Number, "1e-3"), (TokenKind.Number, "0x1F"), (TokenKind.String, "\"a b\""),
    ];

    [Fact]
    public void Kinds_AllBut_TheEndAndBadText_HaveASample() => Enum.GetValues<TokenKind>().Except(Samples.Select(sample => sample.Kind))
        .ShouldBe([TokenKind.EndOfFile, TokenKind.Bad]);

    [Fact]
    public void Lexer_EachTokenAlone_IsThatToken()
    {
        foreach (var (kind, text) in Samples)
        {
            Lex(text).ShouldBe([(kind, text)]);
        }
    }

    [Theory]
    [InlineData(" ")]
    [InlineData("\n")]
    [InlineData("/**/")]
    [InlineData(" // c\r\n")]
    public void Lexer_EachPairOfTokens_DoesNotGlue(string between)
    {
        var pairs = from left in Samples from right in Samples where !IsSplitNumber(left, right) select (left, right);
        foreach (var (left, right) in pairs)
        {
            // A slash before a comment would make it another comment.
            var text = left.Text + (left.Kind == TokenKind.Slash ? " " : "") + between + right.Text;
            Lex(text).ShouldBe([left, right], text);
        }
    }

    [Theory]
    [InlineData("10ms", "10|ms")]
    [InlineData("0.5.x", "0.5|.|x")]
    [InlineData("r.0.1.c", "r|.|0|.|1|.|c")]
    [InlineData("a.0x", "a|.|0|x")]
    [InlineData("1em", "1|em")]
    [InlineData("1e3ms", "1e3|ms")]
    [InlineData("v'=-v;", "v|'|=|-|v|;")]
    [InlineData("a->b", "a|->|b")]
    [InlineData("a-->b", "a|-|->|b")]
    [InlineData("a<<=b", "a|<<|=|b")]
    [InlineData("x!=!y", "x|!=|!|y")]
    [InlineData("a/*b*/c//d", "a|c")]
    [InlineData("\"a//b\"c", "\"a//b\"|c")]
    [InlineData("\uFEFFnetwork", "network")]
    [InlineData("usex use", "usex|use")]
    public void Lexer_Text_IsCutWhereTheLanguageSays(string text, string expected) =>
        string.Join("|", Lex(text).Select(token => token.Text)).ShouldBe(expected);

    [Theory]
    [InlineData("@@ #", 2)]
    [InlineData("\0\0\u0001", 1)]
    [InlineData("\uD83D\uDE00", 1)]
    [InlineData("\uD83D", 1)]
    [InlineData("& |", 2)]
    [InlineData("\"", 1)]
    [InlineData("/*", 1)]
    [InlineData("/*/", 1)]
    [InlineData("1_0 0xg 1e+", 3)]
    public void Lexer_BadText_IsReportedAndKept(string text, int findings)
    {
        var lexed = Lexer.Lex(new SourceText("a.snn", text));
        lexed.Findings.Count.ShouldBe(findings);
        string.Concat(lexed.Tokens.Select(token => token.LeadingTrivia + token.Text)).ShouldBe(text);
    }

    // `.5` after a dot is no decimal: `r.0.5` names instances.
    private static bool IsSplitNumber((TokenKind Kind, string Text) left, (TokenKind Kind, string Text) right) =>
        left.Kind == TokenKind.Dot && right.Kind == TokenKind.Number && right.Text.Any(c => !char.IsDigit(c));

    private static List<(TokenKind Kind, string Text)> Lex(string text)
    {
        var lexed = Lexer.Lex(new SourceText("a.snn", text));
        lexed.Findings.ShouldBeEmpty(text);
        return [.. lexed.Tokens.SkipLast(1).Select(token => (token.Kind, token.Text))];
    }
}
