using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.IO.Pipelines;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Shouldly;
using Snnc.LanguageServer.Protocol;
using Snnc.LanguageServer.Server;

namespace Snnc.LanguageServer.Tests.Clients;

/// <summary>
/// An editor for tests: it talks to a server in this process through pipes, in bytes, as any client does. Everything that it waits for comes within
/// <see cref="Patience"/> or fails the test.
/// </summary>
internal sealed class LspClient : IDisposable
{
    /// <summary>How long anything may take on a busy machine.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Pipe _toServer = new();
    private readonly Pipe _fromServer = new(new PipeOptions(pauseWriterThreshold: 0));
    private readonly Stream _output;
    private readonly Task<int> _server;
    private readonly Thread _reading;
    private readonly object _lock = new();
    private readonly Dictionary<int, JsonElement> _answers = [];
    private readonly Dictionary<string, PublishDiagnosticsParams> _diagnostics = [];
    private readonly Dictionary<string, int> _versions = [];
    private int _lastId;

    private LspClient()
    {
        _output = _toServer.Writer.AsStream();
        var input = _toServer.Reader.AsStream();
        var output = _fromServer.Writer.AsStream();
        _server = Task.Factory.StartNew(() => Serve(input, output), TaskCreationOptions.LongRunning);
        _reading = new Thread(ReadAll) { IsBackground = true };
        _reading.Start();
    }

    /// <summary>Gets what the server said without being asked, but for diagnostics: method and parameters.</summary>
    public ConcurrentQueue<(string Method, JsonElement Parameters)> Notifications { get; } = new();

    /// <summary>Gets errors that answer no request.</summary>
    public ConcurrentQueue<JsonElement> Errors { get; } = new();

    /// <summary>Gets what the server answered to <c>initialize</c>.</summary>
    public JsonElement Capabilities { get; private set; }

    /// <summary>A client whose server waits for <c>initialize</c>.</summary>
    public static LspClient Connect() => new();

    /// <summary>A client that has said hello.</summary>
    public static LspClient Start(string? folder = null, object? capabilities = null, object? settings = null)
    {
        var client = Connect();
        var folders = folder is null ? null : new[] { new { uri = UriOf(folder), name = "folder" } };
        client.Capabilities = client.Request("initialize", new
        {
            processId = (int?)null,
            capabilities = capabilities ?? new { },
            workspaceFolders = folders,
            initializationOptions = settings ?? new { snn = new { diagnostics = new { delay = 0 } } },
        }).GetProperty("capabilities");
        client.Notify("initialized", new { });
        return client;
    }

    /// <summary>The URI of a path.</summary>
    public static string UriOf(string path) => new Uri(path).AbsoluteUri;

    /// <summary>Opens a document.</summary>
    public void Open(string uri, string text)
    {
        _versions[uri] = 1;
        Notify("textDocument/didOpen", new { textDocument = new { uri, languageId = "snn", version = 1, text } });
    }

    /// <summary>Replaces a range of a document.</summary>
    public void Change(string uri, int line, int character, int endLine, int endCharacter, string text) => Change(uri, new
    {
        range = new { start = new { line, character }, end = new { line = endLine, character = endCharacter } },
        text,
    });

    /// <summary>Replaces the text of a document.</summary>
    public void Replace(string uri, string text) => Change(uri, new { text });

    /// <summary>Changes a document, step by step.</summary>
    public void Change(string uri, params object[] contentChanges) =>
        Notify("textDocument/didChange", new { textDocument = new { uri, version = ++_versions[uri] }, contentChanges });

    /// <summary>Closes a document.</summary>
    public void Close(string uri) => Notify("textDocument/didClose", new { textDocument = new { uri } });

    /// <summary>The diagnostics of the newest state of an open document, as soon as they come.</summary>
    public IReadOnlyList<Protocol.Diagnostic> DiagnosticsOf(string uri) =>
        DiagnosticsOf(uri, published => published.Version == _versions[uri]);

    /// <summary>Diagnostics of a file, as soon as some come of which this is true.</summary>
    public IReadOnlyList<Protocol.Diagnostic> DiagnosticsOf(string uri, Func<PublishDiagnosticsParams, bool> isAwaited) =>
        WaitFor($"diagnostics of {uri}", () => _diagnostics.TryGetValue(uri, out var published) && isAwaited(published) ? published : null).Diagnostics;

    /// <summary>Diagnostics of a document, as soon as they have these codes.</summary>
    public void AwaitCodes(string uri, params string[] codes) =>
        DiagnosticsOf(uri, published => published.Diagnostics.Select(d => d.Code).Distinct().Order().SequenceEqual(codes.Order()));

    /// <summary>The result of a request about a place in a document.</summary>
    public JsonElement At(string method, string uri, int line, int character) =>
        Request(method, new { textDocument = new { uri }, position = new { line, character } });

    /// <summary>The result of a request about a document.</summary>
    public JsonElement Of(string method, string uri) => Request(method, new { textDocument = new { uri } });

    /// <summary>The result of a request.</summary>
    public JsonElement Request(string method, object? parameters = null)
    {
        var answer = Answer(Send(method, parameters));
        answer.TryGetProperty("error", out var error).ShouldBeFalse($"{method}: {error}");
        return answer.GetProperty("result");
    }

    /// <summary>The code of the error that answers a request.</summary>
    public int Failure(string method, object? parameters = null) => Answer(Send(method, parameters)).GetProperty("error").GetProperty("code").GetInt32();

    /// <summary>Sends a request.</summary>
    /// <returns>Its id.</returns>
    public int Send(string method, object? parameters = null)
    {
        var id = ++_lastId;
        Write(parameters is null ? new { jsonrpc = "2.0", id, method } : (object)new { jsonrpc = "2.0", id, method, @params = parameters });
        return id;
    }

    /// <summary>The answer to a request.</summary>
    public JsonElement Answer(int id) => WaitFor($"an answer to request {id}", () => _answers.TryGetValue(id, out var answer) ? (JsonElement?)answer : null);

    /// <summary>Sends a notification.</summary>
    public void Notify(string method, object parameters) => Write(new { jsonrpc = "2.0", method, @params = parameters });

    /// <summary>Sends bytes as they are.</summary>
    public void WriteRaw(ReadOnlySpan<byte> bytes)
    {
        _output.Write(bytes);
        _output.Flush();
    }

    /// <summary>Sends a message as it is, behind a right header.</summary>
    public void WriteBody(string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        WriteRaw([.. Encoding.ASCII.GetBytes($"Content-Length: {bytes.Length}\r\n\r\n"), .. bytes]);
    }

    /// <summary>Says goodbye.</summary>
    /// <returns>The server's exit code.</returns>
    public int Stop()
    {
        Request("shutdown");
        Write(new { jsonrpc = "2.0", method = "exit" });
        return ExitCode();
    }

    /// <summary>Closes the stream, as a client that crashes does.</summary>
    /// <returns>The server's exit code.</returns>
    public int Hang()
    {
        _output.Close();
        return ExitCode();
    }

    /// <summary>The exit code of the server, as soon as it ends.</summary>
    public int ExitCode()
    {
        _server.Wait(Patience).ShouldBeTrue("the server should end");
        return _server.Result;
    }

    /// <summary>Waits for what becomes not null; looked at whenever a message has come.</summary>
    public T WaitFor<T>(string what, Func<T?> find)
        where T : class
    {
        var until = DateTime.UtcNow + Patience;
        lock (_lock)
        {
            while (true)
            {
                if (find() is { } found)
                {
                    return found;
                }

                Monitor.Wait(_lock, until - DateTime.UtcNow is var left && left > TimeSpan.Zero ? left : throw new TimeoutException($"no {what}"));
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _output.Close();

    private JsonElement WaitFor(string what, Func<JsonElement?> find) => (JsonElement)WaitFor<object>(what, () => find());

    private static int Serve(Stream input, Stream output)
    {
        try
        {
            return new LspServer(input, output, new ServerOptions("test", new DiskReader(), code => $"https://example.org/{code}")).Run();
        }
        finally
        {
            output.Close();
        }
    }

    private void Write(object message) => WriteBody(JsonSerializer.Serialize(message));

    private void ReadAll()
    {
        var reader = new MessageReader(_fromServer.Reader.AsStream());
        while (reader.Read() is { } message)
        {
            lock (_lock)
            {
                TakeIn(message);
                Monitor.PulseAll(_lock);
            }
        }
    }

    private void TakeIn(JsonElement message)
    {
        if (!message.TryGetProperty("method", out var method))
        {
            TakeInAnswer(message);
        }
        else if (method.GetString() == "textDocument/publishDiagnostics")
        {
            var published = message.GetProperty("params").Deserialize(ProtocolJson.Default.PublishDiagnosticsParams)!;
            _diagnostics[published.Uri] = published;
        }
        else
        {
            Notifications.Enqueue((method.GetString()!, message.TryGetProperty("params", out var parameters) ? parameters : default));
        }
    }

    private void TakeInAnswer(JsonElement message)
    {
        if (message.GetProperty("id") is { ValueKind: JsonValueKind.Number } id)
        {
            _answers.Add(id.GetInt32(), message);
        }
        else if (message.TryGetProperty("error", out var error))
        {
            Errors.Enqueue(error);
        }
    }
}
