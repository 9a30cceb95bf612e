using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.Json;
using Shouldly;
using Snnc.LanguageServer.Documents;
using Snnc.LanguageServer.Protocol;
using Snnc.LanguageServer.Tests.Clients;
using Snnc.Tests;
using Xunit;

namespace Snnc.LanguageServer.Tests.Robustness;

/// <summary>A user who types at random into a large program, and undoes some of it.</summary>
public sealed class RandomEditTests
{
    private const int BetweenChecks = 100;

    // After hundreds of edits nothing but errors of syntax is left.
    private const int BetweenRestarts = 330;

    private static readonly string[] Snippets =
    [
        "x", "lif", "->", " -> ", ";", ":", "(", ")", "{", "}", "[", "]", "\"", "'", "//", "/*", "*/", "\n", "\r\n", "\r", " ", "\t", "1", "0.5", "10 ms", "=", ", ",
        "network ", "neuron ", "input ", "output ", "😀", "é", "n3", "n7 -> n2;", "const q = 3;", "lif(tau = 5 ms)", "use \"", "step",
    ];

    [Fact]
    public void Server_AfterThousandsOfEdits_FindsWhatCheckFinds()
    {
        using var folder = new TemporaryFolder();
        using var client = LspClient.Start();
        var typist = new Typist(client, LspClient.UriOf(Path.Combine(folder.Path, "large.snn")), LargeProgram.WithNodes(500));
        client.DiagnosticsOf(typist.Uri).ShouldBeEmpty();
        var codes = new HashSet<string>();
        for (var edit = 1; edit <= (FullRun.IsOn ? 5000 : 400); edit++)
        {
            typist.Type();
            if (edit % BetweenRestarts == 0)
            {
                typist.StartAnew();
            }

            if (edit % BetweenChecks == 0)
            {
                var lines = new LineMap(typist.Text);
                var found = client.DiagnosticsOf(typist.Uri).Select(d => $"{lines.OffsetOf(d.Range.Start)} {d.Code} {d.Message}");
                found.ShouldBe(Check(folder, typist.Text));
                codes.UnionWith(client.DiagnosticsOf(typist.Uri).Select(d => d.Code));
            }
        }

        codes.Count.ShouldBeGreaterThan(2, "edits that break nothing would show nothing");
        client.Stop().ShouldBe(0);
    }

    [Fact]
    public void Server_WhileOneTypes_AnswersEverything()
    {
        using var client = LspClient.Start();
        var typist = new Typist(client, "file:///tmp/typed.snn", LargeProgram.WithNodes(40));
        for (var edit = 1; edit <= (FullRun.IsOn ? 2000 : 60); edit++)
        {
            typist.Type();
            EveryRequest.Ask(client, typist.Uri, edit % 40, edit % 60);
        }
    }

    [Fact]
    public void Server_OfEveryBeginningOfAProgram_AnswersEverything()
    {
        var text = File.ReadAllText(Repository.PathOf("samples", "digits", "digits.snn"));
        using var client = LspClient.Start();
        const string Uri = "file:///tmp/prefix.snn";
        client.Open(Uri, "");
        for (var length = 0; length <= text.Length; length += FullRun.IsOn ? 1 : 17)
        {
            client.Replace(Uri, text[..length]);
            var end = new LineMap(text[..length]).PositionOf(length);
            EveryRequest.Ask(client, Uri, end.Line, end.Character);
        }
    }

    // What the command line says of the same text. It counts lines by \n alone, the protocol by \r too: places are compared by offsets.
    private static IEnumerable<string> Check(TemporaryFolder folder, string text)
    {
        folder.Write("large.snn", text);
        var start = new ProcessStartInfo("dotnet") { RedirectStandardError = true };
        new[] { Path.Combine(AppContext.BaseDirectory, "snnc.dll"), "check", "--diagnostics", "json", Path.Combine(folder.Path, "large.snn") }
            .ToList().ForEach(start.ArgumentList.Add);
        using var process = Process.Start(start)!;
        var output = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return output.Length == 0 ? []
            : JsonDocument.Parse(output).RootElement.GetProperty("diagnostics").EnumerateArray().Select(d => Line(d, text)).ToList();
    }

    private static string Line(JsonElement diagnostic, string text)
    {
        var start = text.Split('\n').Take(diagnostic.GetProperty("line").GetInt32() - 1).Sum(line => line.Length + 1);
        var hint = diagnostic.GetProperty("hint").GetString();
        return $"{start + diagnostic.GetProperty("column").GetInt32() - 1} {diagnostic.GetProperty("code").GetString()} "
            + diagnostic.GetProperty("message").GetString() + (hint is null ? "" : "\n" + hint);
    }

    private sealed class Typist
    {
        private readonly LspClient _client;
        private readonly string _original;
        private readonly Random _random = new(3);
        private readonly Stack<string> _before = new();

        public Typist(LspClient client, string uri, string text)
        {
            _client = client;
            _original = text;
            Uri = uri;
            Text = text;
            client.Open(uri, text);
        }

        public string Uri { get; }

        public string Text { get; private set; }

        // Undoing keeps the text from becoming nothing but junk.
        public void Type()
        {
            if (_before.Count > 0 && _random.Next(3) == 0)
            {
                var back = _before.ElementAt(_random.Next(Math.Min(_before.Count, 8)));
                _client.Replace(Uri, back);
                Text = back;
                return;
            }

            _before.Push(Text);
            var start = Whole(_random.Next(Text.Length + 1));
            var end = _random.Next(4) == 0 ? Whole(Math.Min(Text.Length, start + _random.Next(30))) : start;
            Replace(start, end, _random.Next(8) == 0 ? "" : Snippets[_random.Next(Snippets.Length)]);
        }

        public void StartAnew()
        {
            _client.Replace(Uri, _original);
            _before.Clear();
            Text = _original;
        }

        // Clients cut neither surrogate pairs nor line breaks in two.
        private int Whole(int offset) => offset > 0 && offset < Text.Length
            && (char.IsLowSurrogate(Text[offset]) || (Text[offset] == '\n' && Text[offset - 1] == '\r')) ? offset - 1 : offset;

        private void Replace(int start, int end, string inserted)
        {
            var (from, to) = (PositionOf(start), PositionOf(end));
            _client.Change(Uri, from.Line, from.Character, to.Line, to.Character, inserted);
            Text = string.Concat(Text.AsSpan(0, start), inserted, Text.AsSpan(end));
        }

        // Counted plainly, not by the server's own map.
        private Position PositionOf(int offset)
        {
            var before = Text[..offset].Replace("\r\n", "\n").Replace('\r', '\n');
            return new Position(before.Count(c => c == '\n'), before.Length - 1 - before.LastIndexOf('\n'));
        }
    }
}
