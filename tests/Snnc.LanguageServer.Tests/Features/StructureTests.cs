using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using Shouldly;
using Snnc.LanguageServer.Tests.Clients;
using Xunit;

namespace Snnc.LanguageServer.Tests.Features;

/// <summary>What is read off the structure of a document: outline, folding, colours, selections, highlights.</summary>
public sealed class StructureTests : IDisposable
{
    private const string Uri = "file:///tmp/structure.snn";

    private const string Program = """
        use "profiles/norse.snn";
        use "profiles/snntorch.snn";

        /// A cell,
        /// documented.
        neuron cell {
            param tau = 20 ms, kind: {soft, hard} = soft;
            state v = 0;
            input i;
            update { v = v + i; }
            spike when v > 1 { v -= 1; }
        }

        network Net {
            time { step = 1 ms; steps = 4; }
            input image: frame[8];
            image -> encode.constant
                  -> a: cell(tau = 5 ms)
                  -> o: li();
            output all = last(o.v);
        }
        """;

    private readonly LspClient _client = LspClient.Start();

    public StructureTests() => _client.Open(Uri, Program.ReplaceLineEndings("\n"));

    public void Dispose() => _client.Dispose();

    [Fact]
    public void Symbols_OfADocument_AreItsDeclarations()
    {
        var symbols = _client.Of("textDocument/documentSymbol", Uri);

        Outline(symbols).ShouldBe("cell(tau kind v i update spike) Net(time(step steps) image a o all)");
    }

    [Fact]
    public void Symbols_OfHalfTypedText_AreThoseThatAreThere()
    {
        _client.Replace(Uri, "network Net { input x: frame[2]; x -> a: relu -> ");

        Outline(_client.Of("textDocument/documentSymbol", Uri)).ShouldBe("Net(x a)");
    }

    [Fact]
    public void SymbolsOfTheWorkspace_AreFoundByTheirLetters()
    {
        using var folder = new TemporaryFolder();
        folder.Write("other.snn", "neuron cell_two { state v = 0; input i; update { v = i; } emit v; }");
        using var client = LspClient.Start(folder.Path);
        client.Open(LspClient.UriOf(Path.Combine(folder.Path, "net.snn")), "network Cells { input x: frame[2]; x -> call: relu; output y = call; }");

        string[] Names(string query) => [.. client.Request("workspace/symbol", new { query }).EnumerateArray().Select(s => s.GetProperty("name").GetString()!)];

        Names("cell").ShouldBe(["Cells", "cell_two"], ignoreOrder: true);
        Names("cl").ShouldBe(["Cells", "call", "cell_two"], ignoreOrder: true);
        Names("zzz").ShouldBeEmpty();
    }

    [Fact]
    public void Foldings_AreUses_Comments_BodiesAndChains()
    {
        var ranges = _client.Of("textDocument/foldingRange", Uri).EnumerateArray()
            .Select(range => $"{range.GetProperty("startLine")}-{range.GetProperty("endLine")}{(range.TryGetProperty("kind", out var kind) ? " " + kind : "")}");

        ranges.ShouldBe(["0-1 imports", "3-4 comment", "5-10", "13-19", "16-18"]);
    }

    [Fact]
    public void SemanticTokens_SayWhatWordsMean()
    {
        var tokens = Tokens("textDocument/semanticTokens/full", null);

        tokens["use"].ShouldBe("keyword");
        tokens["/// A cell,"].ShouldBe("comment documentation");
        tokens["cell"].ShouldBe("class declaration");
        tokens["tau"].ShouldBe("parameter declaration readonly");
        tokens["v"].ShouldBe("property declaration");
        tokens["hard"].ShouldBe("enumMember declaration");
        tokens["ms"].ShouldBe("macro defaultLibrary");
        tokens["frame"].ShouldBe("type defaultLibrary");
        tokens["li"].ShouldBe("class defaultLibrary");
        tokens["a"].ShouldBe("variable declaration");
    }

    [Fact]
    public void SemanticTokens_OfARange_AreThoseInIt()
    {
        var tokens = Tokens("textDocument/semanticTokens/range", new { start = new { line = 7, character = 0 }, end = new { line = 8, character = 0 } });

        tokens.Keys.ShouldBe(["state", "v", "0"]);
    }

    [Fact]
    public void Highlights_AreAllPlacesOfAName()
    {
        var places = _client.At("textDocument/documentHighlight", Uri, 7, 10).EnumerateArray()
            .Select(h => (h.GetProperty("range").GetProperty("start").GetProperty("line").GetInt32(), h.GetProperty("kind").GetInt32()));

        places.ShouldBe([(7, 3), (9, 2), (9, 2), (10, 2), (10, 2)]);
    }

    [Fact]
    public void Selection_Grows_FromTheWordToTheFile()
    {
        var positions = new[] { new { line = 17, character = 24 } };
        var selection = _client.Request("textDocument/selectionRange", new { textDocument = new { uri = Uri }, positions })[0];

        var lines = new List<string>();
        for (JsonElement? at = selection; at is { } range; at = range.TryGetProperty("parent", out var parent) ? parent : null)
        {
            lines.Add(TextOf(range.GetProperty("range")));
        }

        lines[0].ShouldBe("tau");
        lines[1].ShouldBe("tau = 5 ms");
        lines.ShouldContain("a: cell(tau = 5 ms)");
        lines[^1].ShouldBe(Program.ReplaceLineEndings("\n"));
        lines.Select(line => line.Length).ShouldBeInOrder();
    }

    [Fact]
    public void Request_AboutADocumentThatIsNotOpen_HasNoAnswer()
    {
        _client.Of("textDocument/foldingRange", "file:///tmp/not-open.snn").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    private static string Outline(JsonElement symbols) => string.Join(' ', symbols.EnumerateArray().Select(symbol =>
        symbol.GetProperty("name").GetString() + (symbol.TryGetProperty("children", out var children) ? $"({Outline(children)})" : "")));

    // The first token of each text.
    private Dictionary<string, string> Tokens(string method, object? range)
    {
        var legend = _client.Capabilities.GetProperty("semanticTokensProvider").GetProperty("legend");
        string Name(string list, int index) => legend.GetProperty(list)[index].GetString()!;
        var data = _client.Request(method, new { textDocument = new { uri = Uri }, range }).GetProperty("data").EnumerateArray().Select(n => n.GetInt32()).ToArray();
        var tokens = new Dictionary<string, string>();
        var (line, character) = (0, 0);
        foreach (var token in data.Chunk(5))
        {
            (line, character) = (line + token[0], token[0] == 0 ? character + token[1] : token[1]);
            var modifiers = Enumerable.Range(0, 4).Where(bit => (token[4] & (1 << bit)) != 0).Select(bit => Name("tokenModifiers", bit));
            tokens.TryAdd(Lines()[line].Substring(character, token[2]), string.Join(' ', modifiers.Prepend(Name("tokenTypes", token[3]))));
        }

        return tokens;
    }

    private static string TextOf(JsonElement range)
    {
        var lines = Lines();
        int Offset(JsonElement at) => lines.Take(at.GetProperty("line").GetInt32()).Sum(line => line.Length + 1) + at.GetProperty("character").GetInt32();
        return string.Join('\n', lines)[Offset(range.GetProperty("start"))..Offset(range.GetProperty("end"))];
    }

    private static string[] Lines() => Program.ReplaceLineEndings("\n").Split('\n');
}
