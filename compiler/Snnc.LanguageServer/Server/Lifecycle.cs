using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;
using Snnc.LanguageServer.Documents;
using Snnc.LanguageServer.Protocol;

namespace Snnc.LanguageServer.Server;

/// <summary>From <c>initialize</c> to <c>exit</c>.</summary>
internal sealed class Lifecycle(ServerOptions options, IReadOnlyList<RequestHandler> handlers, DocumentStore documents, Connection connection)
    : IDisposable
{
    private readonly CancellationTokenSource _clientDied = new();
    private ParentWatch? _parent;
    private FileWatch? _files;
    private bool _isInitialized;

    /// <summary>Gets a value indicating whether the client has asked to end.</summary>
    public bool IsShutDown { get; private set; }

    /// <summary>Gets a value indicating whether the client has said that nothing follows.</summary>
    public bool HasExited { get; private set; }

    /// <summary>Gets what is cancelled when the process that started the server is no longer there.</summary>
    public CancellationToken ClientDied => _clientDied.Token;

    /// <summary>Answers the requests of the life cycle; null for all others.</summary>
    /// <exception cref="ProtocolException">It is too early or too late for a request.</exception>
    public Action<Utf8JsonWriter>? TryAnswer(string method, JsonElement parameters)
    {
        if (method == "initialize" && !_isInitialized)
        {
            return Initialize(ParameterReader.Read(method, parameters, ProtocolJson.Default.InitializeParams));
        }

        if (!_isInitialized)
        {
            throw new ProtocolException(ErrorCode.ServerNotInitialized, "the first request must be 'initialize'");
        }

        if (IsShutDown || method == "initialize")
        {
            throw new ProtocolException(ErrorCode.InvalidRequest, IsShutDown ? "the server has been shut down" : "the server is initialized already");
        }

        if (method != "shutdown")
        {
            return null;
        }

        IsShutDown = true;
        return json => json.WriteNullValue();
    }

    /// <summary>Takes in the notifications of the life cycle, and all others where it is too early or too late for them.</summary>
    public bool TryTakeIn(string method)
    {
        HasExited |= method == "exit";
        if (method == "initialized" && _isInitialized)
        {
            _files?.Start();
        }

        return !_isInitialized || IsShutDown || method is "exit" or "initialized";
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _parent?.Dispose();
        _files?.Dispose();
    }

    private Action<Utf8JsonWriter> Initialize(InitializeParams parameters)
    {
        _isInitialized = true;
        documents.Client = parameters.Capabilities;
        documents.Folders = FoldersOf(parameters);
        documents.Settings = Settings.Read(parameters.InitializationOptions);
        _files = new FileWatch(documents, connection);
        if (parameters.ProcessId is { } process)
        {
            _parent = new ParentWatch(process, _clientDied.Cancel);
        }

        var capabilities = handlers.Aggregate(new ServerCapabilities(), (declared, handler) => handler.Declare(declared));
        var result = new InitializeResult(capabilities, new ServerInfo("snnc", options.Version));
        return json => JsonSerializer.Serialize(json, result, ProtocolJson.Default.InitializeResult);
    }

    private static List<string> FoldersOf(InitializeParams parameters) =>
        parameters.WorkspaceFolders is { Count: > 0 } folders ? [.. folders.Select(folder => DocumentUri.ToPath(folder.Uri))]
        : parameters.RootUri is { } root ? [DocumentUri.ToPath(root)]
        : [];
}
