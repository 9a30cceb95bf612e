using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using Shouldly;
using Snnc.LanguageServer.Tests.Clients;
using Snnc.LanguageServer.Tests.Queries;
using Xunit;

namespace Snnc.LanguageServer.Tests.Features;

/// <summary>What an editor gets of the language, over the wire and among real files.</summary>
public sealed class LanguageFeatureTests : IDisposable
{
    private const int RequestFailed = -32803;

    private const string Cells = "neuron cell {\n    param tau = 5 ms;\n    state u = 0;\n    input i;\n    dynamics { u' = (-u + i) / tau; }\n    emit u;\n}\n";

    private const string User = "use \"cells.snn\";\nnetwork Net {\n    time { step = 1 ms; steps = 4; }\n    input x: spikes[4];\n"
        + "    x -> a: cell(tau = 3 ms);\n    output y = last(a.u);\n}\n";

    private readonly TemporaryFolder _folder = new();
    private readonly LspClient _client;
    private readonly string _cells;
    private readonly string _user;
    private readonly string _digits;

    public LanguageFeatureTests()
    {
        Weights.Write(
            Path.Combine(_folder.Path, "a.npz"),
            ("fc1.weight", [128, 784]), ("fc1.bias", [128]), ("fc2.weight", [10, 128]), ("fc2.bias", [10]), ("rec", [128, 128]));
        _cells = LspClient.UriOf(_folder.Write("cells.snn", Cells));
        _user = LspClient.UriOf(_folder.Write("user.snn", User));
        _digits = LspClient.UriOf(_folder.Write("digits.snn", Programs.Digits));
        _folder.Write("digits.activity.json", """{"network":"Digits","samples":3,"nodes":[{"name":"h","rate":0.25,"density":0.25}]}""");
        _client = LspClient.Start(_folder.Path, new { textDocument = new { completion = new { completionItem = new { snippetSupport = true } } } });
        _client.Open(_user, User);
        _client.Open(_digits, Programs.Digits);
    }

    public void Dispose()
    {
        _client.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Hover_OverANode_TellsItsTypeAndDecay()
    {
        var hover = Ask("textDocument/hover", _digits, Programs.Digits, "h: lif");

        var text = hover.GetProperty("contents").GetProperty("value").GetString().ShouldNotBeNull();
        text.ShouldContain("spikes[128]");
        text.ShouldContain("keeps 0.90484");
        text.ShouldContain("0.25 spikes per neuron and step, recorded");
    }

    [Fact]
    public void Hover_OverATensor_TellsItsShape() =>
        Ask("textDocument/hover", _digits, Programs.Digits, "\"rec\"").GetProperty("contents").GetProperty("value").GetString().ShouldNotBeNull()
            .ShouldContain("float32 [128, 128]");

    [Fact]
    public void Completion_OfTensorsAndFiles_ComesFromTheDisk()
    {
        const string Text = "network N { weights w = \"a.npz\"; input x: frame[3]; x -> dense(3, weight = w[\"";
        _client.Replace(_digits, Text);
        Labels(Ask("textDocument/completion", _digits, Text, null)).ShouldContain("fc1.weight");

        _client.Replace(_digits, "use \"");
        Labels(Ask("textDocument/completion", _digits, "use \"", null)).ShouldContain("cells.snn");
    }

    [Fact]
    public void Completion_OfAnOperator_IsASnippetThatReplacesTheWord()
    {
        const string Text = "network N { input x: frame[3]; x -> den";
        _client.Replace(_digits, Text);

        var item = Ask("textDocument/completion", _digits, Text, null).GetProperty("items").EnumerateArray()
            .First(candidate => candidate.GetProperty("label").GetString() == "dense");

        item.GetProperty("insertTextFormat").GetInt32().ShouldBe(2);
        item.GetProperty("textEdit").GetProperty("newText").GetString().ShouldBe("dense(${1:out})");
        item.GetProperty("textEdit").GetProperty("range").GetProperty("start").GetProperty("character").GetInt32().ShouldBe(Text.Length - 3);
    }

    [Fact]
    public void SignatureHelp_InACall_NamesTheParameter()
    {
        var help = Ask("textDocument/signatureHelp", _user, User, "3 ms");

        help.GetProperty("signatures")[0].GetProperty("label").GetString().ShouldBe("cell(tau = 5 ms)");
        help.GetProperty("activeParameter").GetInt32().ShouldBe(0);
    }

    [Fact]
    public void Definition_OfAUsedModel_IsInItsFile()
    {
        var place = Ask("textDocument/definition", _user, User, "cell(tau")[0];

        place.GetProperty("uri").GetString().ShouldBe(_cells);
        place.GetProperty("range").GetProperty("start").GetProperty("line").GetInt32().ShouldBe(0);
    }

    [Fact]
    public void Definition_OfALibrarysModel_IsAFileThatCanBeOpened()
    {
        var place = Ask("textDocument/definition", _digits, Programs.Digits, "lif(tau")[0];

        var path = new Uri(place.GetProperty("uri").GetString()!).LocalPath;
        File.ReadAllLines(path)[place.GetProperty("range").GetProperty("start").GetProperty("line").GetInt32()].ShouldStartWith("neuron lif");
    }

    [Fact]
    public void References_OfAParameter_AreInAllFilesOfTheWorkspace()
    {
        _client.Open(_cells, Cells);
        var (line, character) = PositionOf(Cells, "tau = 5");

        var places = _client.Request(
            "textDocument/references", new { textDocument = new { uri = _cells }, position = new { line, character }, context = new { includeDeclaration = true } });

        places.EnumerateArray().Select(place => place.GetProperty("uri").GetString()).ShouldBe([_cells, _cells, _user]);
    }

    [Fact]
    public void Rename_OfAUsedModel_EditsBothFiles()
    {
        var edit = Rename(_user, User, "cell(tau", "soma");

        var changes = edit.GetProperty("changes").EnumerateObject().ToDictionary(change => change.Name, change => change.Value.GetArrayLength());
        changes.ShouldBe(new Dictionary<string, int> { [_cells] = 1, [_user] = 1 });
    }

    [Fact]
    public void Rename_OfALibrarysModel_FailsWithAReason()
    {
        var (line, character) = PositionOf(Programs.Digits, "lif(tau");

        _client.Failure("textDocument/prepareRename", new { textDocument = new { uri = _digits }, position = new { line, character } }).ShouldBe(RequestFailed);
        var (inLine, at) = PositionOf(User, "a: cell");
        _client.At("textDocument/prepareRename", _user, inLine, at).GetProperty("placeholder").GetString().ShouldBe("a");
    }

    [Fact]
    public void CodeAction_OfAMissingDelay_MendsTheText()
    {
        const string Text = "network N {\n    time { steps = 4; }\n    input x: spikes[4];\n    x -> n: leaky();\n"
            + "    n -> r: dense(4, bias = none) -> n;\n    output y = n;\n}\n";
        _client.Replace(_digits, Text);
        _client.AwaitCodes(_digits, "SNN0403");
        var diagnostic = _client.DiagnosticsOf(_digits)[0];

        var action = _client.Request("textDocument/codeAction", new
        {
            textDocument = new { uri = _digits },
            range = RangeOf(diagnostic.Range),
            context = new { diagnostics = new[] { new { range = RangeOf(diagnostic.Range), code = diagnostic.Code, message = diagnostic.Message, source = "snnc", severity = 1 } } },
        })[0];

        action.GetProperty("title").GetString().ShouldBe("Insert 'delay = 1 step'");
        action.GetProperty("diagnostics").GetArrayLength().ShouldBe(1);
        var edit = action.GetProperty("edit").GetProperty("changes").GetProperty(_digits)[0];
        var at = edit.GetProperty("range").GetProperty("start").GetProperty("character").GetInt32();
        _client.Change(_digits, 4, at, 4, at, edit.GetProperty("newText").GetString()!);
        _client.AwaitCodes(_digits);
    }

    [Fact]
    public void InlayHints_OfARange_SayTypesAndRecordedRates()
    {
        var hints = _client.Request("textDocument/inlayHint", new
        {
            textDocument = new { uri = _digits },
            range = new { start = new { line = 0, character = 0 }, end = new { line = 99, character = 0 } },
        });

        var labels = hints.EnumerateArray().Select(hint => hint.GetProperty("label").GetString()).ToList();
        labels.ShouldContain("frame[784]");
        labels.ShouldContain("spikes[128] at 25 %");
    }

    [Fact]
    public void CodeLenses_OfAProgram_TellThePlanWhenTheyAreSeen()
    {
        var lenses = _client.Of("textDocument/codeLens", _digits).EnumerateArray().ToList();

        lenses[0].GetProperty("command").GetProperty("title").GetString().ShouldNotBeNull().ShouldContain("138 neurons");
        var titles = lenses.Skip(1).Select(lens => _client.Request("codeLens/resolve", lens).GetProperty("command").GetProperty("title").GetString()!).ToList();
        titles.ShouldContain(title => title.Contains("25 % of the inputs are active (measured)", StringComparison.Ordinal));
        titles.ShouldAllBe(title => title.Length > 0);
    }

    [Fact]
    public void Graph_OfADocument_HasNodesWithPlacesAndRates()
    {
        var graph = _client.Request("snn/graph", new { textDocument = new { uri = _digits }, network = "Digits" });

        var node = graph.GetProperty("nodes").EnumerateArray().First(candidate => candidate.GetProperty("id").GetString() == "h");
        node.GetProperty("kind").GetString().ShouldBe("snn");
        node.GetProperty("rate").GetDouble().ShouldBe(0.25);
        node.GetProperty("uri").GetString().ShouldBe(_digits);
        node.GetProperty("range").GetProperty("start").GetProperty("line").GetInt32().ShouldBe(PositionOf(Programs.Digits, "h: lif").Line);
        graph.GetProperty("edges").EnumerateArray().ShouldContain(edge => edge.GetProperty("from").GetString() == "h" && edge.GetProperty("to").GetString() == "rec");
        _client.Request("snn/graph", new { textDocument = new { uri = _user } }).GetProperty("name").GetString().ShouldBe("Net");
    }

    private static IEnumerable<string?> Labels(JsonElement list) => list.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("label").GetString());

    private static object RangeOf(Protocol.Range range) => new
    {
        start = new { line = range.Start.Line, character = range.Start.Character },
        end = new { line = range.End.Line, character = range.End.Character },
    };

    private JsonElement Rename(string uri, string text, string place, string newName)
    {
        var (line, character) = PositionOf(text, place);
        return _client.Request("textDocument/rename", new { textDocument = new { uri }, position = new { line, character }, newName });
    }

    // At a piece of the text, or at its end.
    private JsonElement Ask(string method, string uri, string text, string? place)
    {
        var (line, character) = PositionOf(text, place);
        return _client.At(method, uri, line, character);
    }

    private static (int Line, int Character) PositionOf(string text, string? place)
    {
        var before = place is null ? text : text[..text.IndexOf(place, StringComparison.Ordinal)];
        return (before.Count(c => c == '\n'), before.Length - before.LastIndexOf('\n') - 1);
    }
}
