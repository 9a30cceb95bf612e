using System;
using System.IO;
using System.Linq;
using Shouldly;
using Snnc.LanguageServer.Protocol;
using Snnc.LanguageServer.Tests.Clients;
using Xunit;

namespace Snnc.LanguageServer.Tests.Documents;

/// <summary>What the server says of documents by itself.</summary>
public sealed class DiagnosticsTests : IDisposable
{
    private const string Program = """
        network Net {
            time { step = 1 ms; steps = 3; }
            input x: frame[4];
            x -> encode.constant -> h: lif();
            output y: spikes[4] = h;
        }
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly LspClient _client = LspClient.Start();

    public void Dispose()
    {
        _client.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Document_WithAnError_IsToldWhereAndWhatToDo()
    {
        var uri = Open("net.snn", Program.Replace("lif()", "liff()"));

        var found = _client.DiagnosticsOf(uri).ShouldHaveSingleItem();

        found.Code.ShouldBe("SNN0201");
        found.Severity.ShouldBe(DiagnosticSeverity.Error);
        found.Message.ShouldContain("did you mean 'lif'?");
        found.Range.ShouldBe(new LanguageServer.Protocol.Range(new Position(3, 31), new Position(3, 35)));
        found.CodeDescription!.Href.ShouldEndWith("SNN0201");
    }

    [Fact]
    public void Error_ThatIsMended_Goes()
    {
        var uri = Open("net.snn", Program.Replace("lif()", "liff()"));
        _client.DiagnosticsOf(uri).ShouldNotBeEmpty();

        _client.Change(uri, 3, 34, 3, 35, "");

        _client.DiagnosticsOf(uri).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void Error_BehindASurrogatePair_IsAtItsUtf16Place(string lineBreak)
    {
        var text = Program.ReplaceLineEndings(lineBreak).Replace("x -> enc", "/* 😀😀 */ x -> enc").Replace("lif()", "liff()");
        var uri = Open("net.snn", text);

        _client.DiagnosticsOf(uri).Single().Range.Start.ShouldBe(new Position(3, 31 + "/* 😀😀 */ ".Length));

        // The second half of the second smiley ends at 11; an edit behind it must hit the right character.
        _client.Change(uri, 3, 31 + 11 + 3, 3, 31 + 11 + 4, "");
        _client.DiagnosticsOf(uri).ShouldBeEmpty();
    }

    [Fact]
    public void Changes_OfOneNotification_FollowEachOther()
    {
        var uri = Open("net.snn", "const a = 1;");

        _client.Change(
            uri,
            new { range = new { start = new { line = 0, character = 6 }, end = new { line = 0, character = 7 } }, text = "bc" },
            new { range = new { start = new { line = 0, character = 8 }, end = new { line = 0, character = 8 } }, text = "d" });

        _client.Of("textDocument/documentSymbol", uri)[0].GetProperty("name").GetString().ShouldBe("bcd");
    }

    [Fact]
    public void WhatNothingReads_IsFaded()
    {
        var uri = Open("net.snn", Program.Replace("output", "x -> spare: relu;\n    output"));

        _client.DiagnosticsOf(uri).Single().Tags.ShouldBe([DiagnosticTag.Unnecessary]);
    }

    [Fact]
    public void Document_ThatUsesAnother_SeesItAsItIsInTheEditor()
    {
        _folder.Write("cells.snn", "const N = 4;");
        var user = Open("net.snn", "use \"cells.snn\";\n" + Program.Replace("frame[4]", "frame[M]"));
        _client.AwaitCodes(user, "SNN0601");

        var used = Open("cells.snn", "const M = 4;");
        _client.AwaitCodes(user);

        _client.Replace(used, "const N = 4;");
        _client.AwaitCodes(user, "SNN0601");
    }

    [Fact]
    public void Document_ThatUsesAnother_SeesTheDiskWhenThatIsClosed()
    {
        _folder.Write("cells.snn", "const M = 4;");
        var used = Open("cells.snn", "const N = 4;");
        var user = Open("net.snn", "use \"cells.snn\";\n" + Program.Replace("frame[4]", "frame[M]"));
        _client.AwaitCodes(user, "SNN0601");

        _client.Close(used);

        _client.AwaitCodes(user);
    }

    [Fact]
    public void Error_InAUsedFile_IsShownThere_UntilItIsMended()
    {
        var path = _folder.Write("cells.snn", "const M = 4 +;");
        var user = Open("net.snn", "use \"cells.snn\";\n" + Program);

        _client.DiagnosticsOf(LspClient.UriOf(path), published => published.Diagnostics.Count > 0).ShouldAllBe(d => d.Code.StartsWith("SNN01"));
        File.WriteAllText(path, "const M = 4;");
        _client.Notify("workspace/didChangeWatchedFiles", new { changes = new[] { new { uri = LspClient.UriOf(path), type = 2 } } });

        _client.DiagnosticsOf(LspClient.UriOf(path), published => published.Diagnostics.Count == 0);
        _client.DiagnosticsOf(user).ShouldBeEmpty();
    }

    [Fact]
    public void Weights_ThatChangeOnDisk_AreLookedAtAgain()
    {
        var uri = Open("net.snn", "network Net { weights w = \"w.npz\"; input x: frame[4]; x -> fc: dense(3); output y = fc; }");
        _client.DiagnosticsOf(uri).ShouldNotBeEmpty();

        Weights.Write(Path.Combine(_folder.Path, "w.npz"), ("fc.weight", [3, 4]), ("fc.bias", [3]));
        _client.DiagnosticsOf(uri, published => published.Diagnostics.Count == 0);

        Weights.Write(Path.Combine(_folder.Path, "w.npz"), ("fc.weight", [3, 5]), ("fc.bias", [3]));
        _client.DiagnosticsOf(uri, published => published.Diagnostics.Count > 0);
    }

    [Fact]
    public void Document_ThatIsClosed_HasNoDiagnosticsAnyMore()
    {
        var uri = Open("net.snn", "network");
        _client.DiagnosticsOf(uri).ShouldNotBeEmpty();

        _client.Close(uri);

        _client.DiagnosticsOf(uri, published => published.Diagnostics.Count == 0);
    }

    [Fact]
    public void Document_OfAnUnusualName_KeepsTheNameThatTheClientGaveIt()
    {
        // Clients write the same path in several ways.
        const string Uri = "file:///tmp/a%20(b)%2Bc%c3%a9.snn";
        _client.Open(Uri, "network");
        _client.DiagnosticsOf(Uri).ShouldNotBeEmpty();

        _client.Close(Uri);

        _client.DiagnosticsOf(Uri, published => published.Diagnostics.Count == 0);
    }

    [Theory]
    [InlineData("const a = ", "(", 200_000)]
    [InlineData("const a = ", "-", 200_000)]
    [InlineData("network A { x -> ", "f(", 100_000)]
    [InlineData("", "{", 300_000)]
    [InlineData("", "x -> ", 1_000_000)]
    [InlineData("network A { ", "input x: frame[4]; ", 100_000)]
    public void Document_ThatIsHostile_IsAnsweredAsOthers(string start, string repeated, int count)
    {
        var uri = Open("hostile.snn", start + string.Concat(Enumerable.Repeat(repeated, count)));

        _client.DiagnosticsOf(uri).ShouldNotBeEmpty();
        Robustness.EveryRequest.Ask(_client, uri, 0, 500);
    }

    [Fact]
    public void Diagnostics_OnRequest_AreThoseThatArePublished()
    {
        var uri = Open("net.snn", Program.Replace("lif()", "liff()"));

        var items = _client.Of("textDocument/diagnostic", uri).GetProperty("items");

        items[0].GetProperty("code").GetString().ShouldBe(_client.DiagnosticsOf(uri)[0].Code);
    }

    [Fact]
    public void RelatedPlaces_AreLocations()
    {
        var uri = Open("net.snn", "const a = 1;\nconst a = 2;");

        var related = _client.DiagnosticsOf(uri).Single().RelatedInformation.ShouldNotBeNull().ShouldHaveSingleItem();

        related.Location.Uri.ShouldBe(uri);
        related.Location.Range.Start.ShouldBe(new Position(0, 6));
    }

    [Fact]
    public void Document_ThatIsNoFile_IsCompiledToo()
    {
        const string Uri = "untitled:Untitled-1";
        _client.Open(Uri, "network");

        _client.DiagnosticsOf(Uri).ShouldNotBeEmpty();
    }

    private string Open(string name, string text)
    {
        var uri = LspClient.UriOf(Path.Combine(_folder.Path, name));
        _client.Open(uri, text);
        return uri;
    }
}
