using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using Shouldly;
using Snnc.LanguageServer.Tests.Clients;
using Snnc.Tests;
using Xunit;

namespace Snnc.LanguageServer.Tests.Robustness;

/// <summary>Whatever comes, the server answers what can be answered, says what was wrong with the rest, and goes on.</summary>
public sealed class ProtocolFuzzTests
{
    private const int ParseError = -32700;
    private const int InvalidRequest = -32600;
    private const int MethodNotFound = -32601;
    private const int InvalidParams = -32602;
    private const string Uri = "file:///tmp/fuzz.snn";

    [Theory]
    [InlineData("Content-Length: abc\r\n\r\n")]
    [InlineData("Content-Length: -5\r\n\r\n")]
    [InlineData("Content-Length: 99999999999999999999999999\r\n\r\n")]
    [InlineData("Content-Length: 4294967296\r\n\r\n")]
    [InlineData("Content-Length:\r\n\r\n")]
    [InlineData("Content-Type: application/vscode-jsonrpc; charset=utf-8\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [InlineData("{\"jsonrpc\":\"2.0\"}\n\n")]
    [InlineData("Content-Length: 7\r\n\r\n{\"a\":1 ")]
    [InlineData("Content-Length: 0\r\n\r\n")]
    [InlineData("Content-Length: 3\r\n\r\n\u0001\u0002\u0003")]
    public void Message_ThatIsMalformed_IsToldAndSkipped(string raw)
    {
        using var client = LspClient.Start();

        client.WriteRaw(Encoding.Latin1.GetBytes(raw));

        client.Request("workspace/symbol", new { query = "" }).GetArrayLength().ShouldBe(0);
        client.Errors.ShouldContain(error => error.GetProperty("code").GetInt32() == ParseError);
    }

    [Fact]
    public void Length_ThatIsTooLarge_CostsNoMessageThatFollows()
    {
        using var client = LspClient.Start();

        // It swallows a part of the next message, which can only be told when that is there.
        client.WriteRaw("Content-Length: 40\r\n\r\n{\"jsonrpc\":"u8);

        client.Request("workspace/symbol", new { query = "" }).GetArrayLength().ShouldBe(0);
        client.Errors.Count.ShouldBe(1);
    }

    [Fact]
    public void Header_InOtherLetters_IsRead()
    {
        using var client = LspClient.Start();
        var body = """{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"file:///tmp/fuzz.snn","languageId":"snn","version":1,"text":"network"}}}"""u8;

        client.WriteRaw([.. Encoding.ASCII.GetBytes($"content-type: x\ncontent-length:{body.Length}\n\n"), .. body]);

        client.DiagnosticsOf(Uri, published => published.Diagnostics.Count > 0);
    }

    [Theory]
    [InlineData("[]", InvalidRequest)]
    [InlineData("1", InvalidRequest)]
    [InlineData("null", InvalidRequest)]
    [InlineData("{\"method\":1}", InvalidRequest)]
    [InlineData("{\"method\":\"shutdown\",\"id\":{}}", InvalidRequest)]
    [InlineData("{\"method\":\"shutdown\",\"id\":null}", InvalidRequest)]
    [InlineData("{\"jsonrpc\":\"2.0\",\"method\":\"\\uD800\",\"id\":null}", InvalidRequest)]
    public void Message_ThatIsNoRequest_IsAnError(string body, int code)
    {
        using var client = LspClient.Start();

        client.WriteBody(body);

        client.Request("workspace/symbol", new { query = "" });
        client.Errors.ShouldHaveSingleItem().GetProperty("code").GetInt32().ShouldBe(code);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"id\":99,\"result\":5}")]
    [InlineData("{\"id\":\"x\",\"error\":{}}")]
    [InlineData("{\"method\":\"$/unknown\",\"params\":7}")]
    [InlineData("{\"method\":\"textDocument/didOpen\"}")]
    [InlineData("{\"method\":\"textDocument/didOpen\",\"params\":{}}")]
    [InlineData("{\"method\":\"textDocument/didOpen\",\"params\":{\"textDocument\":{\"uri\":\"file:///a\",\"languageId\":\"\",\"version\":1,\"text\":\"\\uDC00\"}}}")]
    [InlineData("{\"method\":\"textDocument/didChange\",\"params\":{\"textDocument\":{\"uri\":\"file:///nowhere\",\"version\":1},\"contentChanges\":[]}}")]
    [InlineData("{\"method\":\"textDocument/didClose\",\"params\":{\"textDocument\":{\"uri\":\"\"}}}")]
    [InlineData("{\"method\":\"$/cancelRequest\",\"params\":{\"id\":[1]}}")]
    [InlineData("{\"method\":\"$/cancelRequest\"}")]
    [InlineData("{\"method\":\"workspace/didChangeWatchedFiles\",\"params\":{\"changes\":[{\"uri\":\"::\",\"type\":1}]}}")]
    [InlineData("{\"method\":\"workspace/didChangeConfiguration\",\"params\":{\"settings\":[]}}")]
    [InlineData("{\"method\":\"workspace/didChangeConfiguration\",\"params\":{\"settings\":{\"snn\":{\"diagnostics\":{\"delay\":\"x\"},\"inlayHints\":4}}}}")]
    [InlineData("{\"method\":\"workspace/didChangeWorkspaceFolders\",\"params\":{\"event\":{\"added\":[{\"uri\":\"file:///nowhere\",\"name\":\"n\"}],\"removed\":[]}}}")]
    public void Notification_ThatMakesNoSense_IsPassedOver(string body)
    {
        using var client = LspClient.Start();

        client.WriteBody(body);

        client.Request("workspace/symbol", new { query = "" }).GetArrayLength().ShouldBe(0);
        client.Stop().ShouldBe(0);
    }

    [Fact]
    public void Method_ThatIsUnknown_IsAnError()
    {
        using var client = LspClient.Start();

        client.Failure("textDocument/levitate", new { }).ShouldBe(MethodNotFound);
    }

    [Theory]
    [InlineData("textDocument/documentSymbol")]
    [InlineData("textDocument/formatting")]
    [InlineData("textDocument/documentHighlight")]
    [InlineData("workspace/symbol")]
    public void Parameters_OfAnotherMethod_AreAnError(string method)
    {
        using var client = LspClient.Start();

        client.Failure(method, new { textDocument = 5, query = 7 }).ShouldBe(InvalidParams);
        client.Failure(method).ShouldBe(InvalidParams);
        client.Failure(method, new[] { 1 }).ShouldBe(InvalidParams);
    }

    [Theory]
    [InlineData(0, 1000)]
    [InlineData(1000, 0)]
    [InlineData(int.MaxValue, int.MaxValue)]
    [InlineData(-1, -1)]
    public void Position_OutsideOfTheText_HasAnAnswer(int line, int character)
    {
        using var client = LspClient.Start();
        client.Open(Uri, "network A { input x: frame[4]; output y = x; }");
        foreach (var method in EveryRequest.AtAPlace(client))
        {
            client.At(method, Uri, line, character);
        }

        client.Change(Uri, line, character, line, character, " ");
        client.DiagnosticsOf(Uri).ShouldBeEmpty();
    }

    [Fact]
    public void Bytes_AtRandom_BetweenMessages_AreSkipped()
    {
        var random = new Random(11);
        using var client = LspClient.Start();
        for (var round = 0; round < (FullRun.IsOn ? 2000 : 100); round++)
        {
            var junk = new byte[random.Next(200)];
            random.NextBytes(junk);
            client.WriteRaw([.. junk, .. "\r\n\r\n"u8]);
            client.Request("workspace/symbol", new { query = "x" }).ValueKind.ShouldBe(JsonValueKind.Array);
        }
    }

    [Fact]
    public void Messages_ThatAreDamagedAtRandom_KillNothing()
    {
        var random = new Random(5);
        using var client = LspClient.Start();
        client.Open(Uri, "network A { input x: frame[4]; output y = x; }");
        var bodies = EveryRequest.AtAPlace(client).Concat(EveryRequest.OfADocument(client)).Select(method => JsonSerializer.Serialize(new
        {
            jsonrpc = "2.0",
            id = "damaged",
            method,
            @params = new { textDocument = new { uri = Uri }, position = new { line = 0, character = 12 } },
        })).ToList();
        for (var round = 0; round < (FullRun.IsOn ? 5000 : 300); round++)
        {
            client.WriteBody(Damage(bodies[random.Next(bodies.Count)], random));
        }

        client.Request("workspace/symbol", new { query = "A" }).GetArrayLength().ShouldBe(1);
    }

    private static string Damage(string body, Random random)
    {
        var letters = new List<char>(body);
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            var at = random.Next(letters.Count);
            switch (random.Next(3))
            {
                case 0:
                    letters.RemoveAt(at);
                    break;
                case 1:
                    letters.Insert(at, "{}[]\",:0-\\"[random.Next(10)]);
                    break;
                default:
                    letters.RemoveRange(at, Math.Min(random.Next(20), letters.Count - at));
                    letters.Add('}');
                    break;
            }
        }

        return string.Concat(letters);
    }
}
