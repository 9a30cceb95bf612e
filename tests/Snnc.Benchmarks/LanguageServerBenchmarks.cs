using System;
using System.IO;
using System.IO.Pipelines;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Engines;
using Snnc.LanguageServer.Documents;
using Snnc.LanguageServer.Server;

namespace Snnc.Benchmarks;

/// <summary>
/// Answers of the language server about a network of 1,000 nodes, through its streams: each after a keystroke in the middle of the text, so that this is
/// the state which is read, and for most requests bound, anew. Garbage is collected as in the tool.
/// </summary>
[SimpleJob(RunStrategy.Monitoring, warmupCount: 60, iterationCount: 100)]
[GcConcurrent(false)]
[Config(typeof(Percentiles))]
public class LanguageServerBenchmarks
{
    private const string Uri = "file:///nowhere/chain.snn";
    private const int Line = 250;
    private readonly Pipe _in = new();
    private readonly Pipe _out = new(new PipeOptions(pauseWriterThreshold: 0));
    private Stream _toServer = Stream.Null;
    private Stream _fromServer = Stream.Null;
    private int _version = 1;
    private int _id;

    /// <summary>Gets or sets what is asked.</summary>
    [Params("documentSymbol", "foldingRange", "selectionRange", "semanticTokens/full", "semanticTokens/range", "diagnostic", "hover", "completion",
        "signatureHelp", "definition", "references", "documentHighlight", "prepareRename", "rename", "codeAction", "codeLens", "inlayHint",
        "formatting", "rangeFormatting")]
    public string Method { get; set; } = "";

    /// <summary>Starts a server and opens the document.</summary>
    [GlobalSetup]
    public void Open()
    {
        (_toServer, _fromServer) = (_in.Writer.AsStream(), _out.Reader.AsStream());
        var server = new LspServer(_in.Reader.AsStream(), _out.Writer.AsStream(), new ServerOptions("benchmark", new NoFiles(), _ => null));
        Task.Factory.StartNew(() => server.Run(), TaskCreationOptions.LongRunning);
        Ask("initialize", new { capabilities = new { } });
        Tell("textDocument/didOpen", new { textDocument = new { uri = Uri, languageId = "snn", version = 1, text = Program() } });
    }

    /// <summary>Types a space, and asks.</summary>
    [Benchmark]
    public JsonElement AfterAKeystroke()
    {
        var start = new { line = Line, character = 0 };
        var end = new { line = Line + 60, character = 0 };
        var at = new { line = Line, character = 6 };
        Tell("textDocument/didChange", new
        {
            textDocument = new { uri = Uri, version = ++_version },
            contentChanges = new[]
            {
                new { range = new { start, end = new { line = Line, character = _version % 2 } }, text = _version % 2 == 0 ? " " : "" },
            },
        });
        return Ask("textDocument/" + Method, new
        {
            textDocument = new { uri = Uri }, position = at, positions = new[] { at }, range = new { start, end }, newName = "renamed",
            context = new { includeDeclaration = true, triggerKind = 1, diagnostics = Array.Empty<object>() },
            options = new { tabSize = 4, insertSpaces = true },
        });
    }

    private static string Program()
    {
        var pairs = Enumerable.Range(1, 499).Select(i => $"    n{i - 1} -> s{i}: scale(1 / {i + 1}) -> n{i}: lif(tau = {(i % 9) + 1} ms);\n");
        var head = "network Chain {\n    time { step = 1 ms; steps = 4; }\n    input x: spikes[16];\n    x -> s0: scale(2) -> n0: lif();\n";
        return head + string.Concat(pairs) + "    output y = n499;\n}\n";
    }

    private JsonElement Ask(string method, object parameters)
    {
        var id = ++_id;
        Send(new { jsonrpc = "2.0", id, method, @params = parameters });
        while (true)
        {
            var message = Read();
            if (message.TryGetProperty("id", out var answered) && answered.GetInt32() == id)
            {
                return message.GetProperty("result");
            }
        }
    }

    private void Tell(string method, object parameters) => Send(new { jsonrpc = "2.0", method, @params = parameters });

    private void Send(object message)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(message);
        _toServer.Write(Encoding.ASCII.GetBytes($"Content-Length: {body.Length}\r\n\r\n"));
        _toServer.Write(body);
        _toServer.Flush();
    }

    private JsonElement Read()
    {
        var header = new StringBuilder();
        while (!header.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            header.Append((char)_fromServer.ReadByte());
        }

        var body = new byte[int.Parse(header.ToString().Split(':')[1])];
        _fromServer.ReadExactly(body);
        return JsonDocument.Parse(body).RootElement;
    }

    private sealed class Percentiles : ManualConfig
    {
        public Percentiles() => AddColumn(StatisticColumn.Median, StatisticColumn.P95);
    }

    private sealed class NoFiles : ISourceReader
    {
        public SourceReading Read(string path) => new(null, []);
    }
}
