using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using Shouldly;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Text;
using Snnc.LanguageServer.Documents;
using Snnc.LanguageServer.Protocol;
using Snnc.LanguageServer.Tests.Clients;
using Snnc.Tests;
using Xunit;

namespace Snnc.LanguageServer.Tests.Features;

/// <summary>Formatting in the editor is that of <c>snnc fmt</c>.</summary>
public sealed class FormattingTests : IDisposable
{
    private const string Uri = "file:///tmp/format.snn";
    private readonly LspClient _client = LspClient.Start();

    public void Dispose() => _client.Dispose();

    [Theory]
    [InlineData("network A{input x:frame[4];output y=x;}")]
    [InlineData("network A {\r\n\tinput x: frame[4];   // 😀 four\r\n\r\n\r\n  output y = x;\r\n}")]
    [InlineData("/* a\n   b */ const   a=1;\n\n\n// end")]
    [InlineData("const a = 1;\n")]
    [InlineData("")]
    public void Formatting_OfAText_GivesItsCanonicalForm(string text)
    {
        _client.Open(Uri, text);

        Apply(text, Edits("textDocument/formatting", null)).ShouldBe(Canonical(text));
    }

    [Fact]
    public void Formatting_OfACanonicalText_ChangesNothing()
    {
        _client.Open(Uri, Canonical("network A{input x:frame[4];output y=x;}"));

        Edits("textDocument/formatting", null).ShouldBeEmpty();
    }

    [Fact]
    public void Formatting_OfATextWithErrors_ChangesNothing()
    {
        _client.Open(Uri, "network A{input x:");

        Edits("textDocument/formatting", null).ShouldBeEmpty();
    }

    [Fact]
    public void Formatting_OfARange_LeavesTheOtherLines()
    {
        const string Text = "const   a=1;\nconst   b=2;\nconst   c=3;\n";
        _client.Open(Uri, Text);

        var edits = Edits("textDocument/rangeFormatting", new { start = new { line = 1, character = 0 }, end = new { line = 1, character = 12 } });

        Apply(Text, edits).ShouldBe("const   a=1;\nconst b = 2;\nconst   c=3;\n");
    }

    [Fact]
    public void Formatting_OfALine_MendsItsIndentation()
    {
        const string Text = "network A {\n  input x: frame[4];\n  output   y = x;\n}\n";
        _client.Open(Uri, Text);

        var edits = Edits("textDocument/rangeFormatting", new { start = new { line = 2, character = 0 }, end = new { line = 2, character = 17 } });

        Apply(Text, edits).ShouldBe("network A {\n  input x: frame[4];\n    output y = x;\n}\n");
        edits.Length.ShouldBe(2);
    }

    [Fact]
    public void Formatting_OfEverySample_GivesItsCanonicalForm()
    {
        var random = new Random(2);
        foreach (var path in Directory.EnumerateFiles(Repository.PathOf("samples"), "*.snn", SearchOption.AllDirectories))
        {
            var tokens = SyntaxTree.Parse(new SourceText("a.snn", File.ReadAllText(path))).Tokens;
            var text = string.Concat(tokens.Select(token => token.LeadingTrivia + Spaces(token, random) + token.Text));
            _client.Open(Uri, text);

            Apply(text, Edits("textDocument/formatting", null)).ShouldBe(Canonical(text), path);
        }
    }

    private static string Spaces(Token token, Random random) =>
        new[] { "", "", "", " ", "\n", "\r\n   ", "\t" }[token.LeadingTrivia.Length == 0 ? 0 : random.Next(7)];

    private TextEdit[] Edits(string method, object? range) =>
        [.. _client.Request(method, new { textDocument = new { uri = Uri }, range, options = new { tabSize = 4, insertSpaces = true } }).EnumerateArray()
            .Select(edit => new TextEdit(RangeOf(edit.GetProperty("range")), edit.GetProperty("newText").GetString()!))];

    private static LanguageServer.Protocol.Range RangeOf(JsonElement range) => new(PositionOf(range.GetProperty("start")), PositionOf(range.GetProperty("end")));

    private static Position PositionOf(JsonElement position) => new(position.GetProperty("line").GetInt32(), position.GetProperty("character").GetInt32());

    private static string Canonical(string text) => Formatter.Format(SyntaxTree.Parse(new SourceText("a.snn", text)));

    private static string Apply(string text, TextEdit[] edits)
    {
        var lines = new LineMap(text);
        return edits.Reverse().Aggregate(text, (changed, edit) =>
        {
            var span = lines.SpanOf(edit.Range);
            return changed[..span.Start] + edit.NewText + changed[span.End..];
        });
    }
}
