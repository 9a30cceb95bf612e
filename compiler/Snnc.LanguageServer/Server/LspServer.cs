using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Snnc.LanguageServer.Documents;
using Snnc.LanguageServer.Features;
using Snnc.LanguageServer.Protocol;

namespace Snnc.LanguageServer.Server;

/// <summary>
/// The language server: LSP 3.17 over a pair of streams. One thread takes in messages in order; it applies changes at once, and hands each request
/// to the background together with the documents as they are at this moment. Another makes diagnostics.
/// </summary>
public sealed class LspServer
{
    private readonly MessageReader _reader;
    private readonly MessageWriter _writer;
    private readonly Connection _connection;
    private readonly RunningRequests _running;
    private readonly DocumentStore _documents;
    private readonly Lifecycle _lifecycle;
    private readonly DiagnosticsPublisher _publisher;
    private readonly Dictionary<string, RequestHandler> _requests;
    private readonly Dictionary<string, NotificationHandler> _notifications;

    /// <summary>Makes a server that reads from one stream and writes to another.</summary>
    public LspServer(Stream input, Stream output, ServerOptions options)
    {
        _reader = new MessageReader(input);
        _writer = new MessageWriter(output);
        _connection = new Connection(_writer);
        _running = new RunningRequests(_connection);
        _documents = new DocumentStore(options.Reader);
        _publisher = new DiagnosticsPublisher(_documents, _connection, options.PageOf);
        var handlers = AllFeatures.Create(options);
        _requests = handlers.ToDictionary(handler => handler.Method);
        _lifecycle = new Lifecycle(options, handlers, _documents, _connection);
        _notifications = new DocumentNotifications(_documents, _connection).All().ToDictionary(handler => handler.Method);
    }

    /// <summary>Serves until the client sends <c>exit</c>, closes its stream, or dies.</summary>
    /// <returns>The exit code: 0 after a proper <c>shutdown</c>, else 1.</returns>
    public int Run(CancellationToken cancellation = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _lifecycle.ClientDied);
        var reading = Task.Factory.StartNew(ReadAll, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            reading.Wait(stop.Token);
        }
        catch (OperationCanceledException)
        {
            // A read from a pipe cannot be taken back: the thread ends with the process.
        }

        _running.CancelAll();
        _publisher.Dispose();
        _lifecycle.Dispose();
        _writer.Dispose();
        return _lifecycle.IsShutDown ? 0 : 1;
    }

    private void ReadAll()
    {
        while (!_lifecycle.HasExited)
        {
            try
            {
                if (_reader.Read() is not { } message)
                {
                    return;
                }

                Receive(message);
            }
            catch (ProtocolException e)
            {
                _connection.Fail(null, e.Code, e.Message);
            }
            catch (IOException)
            {
                return;
            }
        }
    }

    private void Receive(JsonElement message)
    {
        if (message.ValueKind != JsonValueKind.Object)
        {
            throw new ProtocolException(ErrorCode.InvalidRequest, "a message is a JSON object");
        }

        var hasId = message.TryGetProperty("id", out var id);
        if (!message.TryGetProperty("method", out var name))
        {
            _connection.Receive(message);
            return;
        }

        if (name.ValueKind != JsonValueKind.String || (hasId && id.ValueKind is not (JsonValueKind.Number or JsonValueKind.String)))
        {
            throw new ProtocolException(ErrorCode.InvalidRequest, "a method is a string, an id a number or a string");
        }

        var parameters = message.TryGetProperty("params", out var given) ? given : default;
        Guard(name.GetString()!, hasId ? id : null, parameters);
    }

    private void Guard(string method, JsonElement? id, JsonElement parameters)
    {
        try
        {
            if (id is { } known)
            {
                Request(known, method, parameters);
            }
            else
            {
                Notification(method, parameters);
            }
        }
        catch (ProtocolException e) when (id is not null)
        {
            _connection.Fail(id, e.Code, e.Message);
        }
        catch (ProtocolException e)
        {
            _connection.Log(MessageType.Warning, $"'{method}': {e.Message}");
        }
        catch (Exception e) when (e is not IOException)
        {
            _connection.Log(MessageType.Error, $"'{method}' failed: {e}");
        }
    }

    private void Request(JsonElement id, string method, JsonElement parameters)
    {
        if (_lifecycle.TryAnswer(method, parameters) is { } answer)
        {
            _connection.Answer(id, answer);
            return;
        }

        if (!_requests.TryGetValue(method, out var handler))
        {
            throw new ProtocolException(ErrorCode.MethodNotFound, $"there is no method '{method}'");
        }

        var prepared = handler.Prepare(parameters);
        var workspace = _documents.Current();
        _running.Start(id, method, cancellation => prepared(new RequestContext(workspace, cancellation)));
    }

    private void Notification(string method, JsonElement parameters)
    {
        if (method == "$/cancelRequest")
        {
            _running.Cancel(ParameterReader.Read(method, parameters, ProtocolJson.Default.CancelParams).Id);
        }
        else if (!_lifecycle.TryTakeIn(method) && _notifications.TryGetValue(method, out var handler))
        {
            handler.Handle(parameters);
        }
    }
}
