using System;
using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Snnc.LanguageServer.Protocol;

namespace Snnc.LanguageServer.Server;

/// <summary>The requests that are being answered, each in the background; the client can take them back.</summary>
internal sealed class RunningRequests(Connection connection)
{
    private readonly ConcurrentDictionary<string, CancellationTokenSource> _running = new();

    /// <summary>Answers a request in the background, whatever happens there.</summary>
    public void Start(JsonElement id, string method, Func<CancellationToken, Action<Utf8JsonWriter>> answer)
    {
        var cancellation = new CancellationTokenSource();
        if (!_running.TryAdd(id.GetRawText(), cancellation))
        {
            connection.Fail(id, ErrorCode.InvalidRequest, $"a request with the id {id.GetRawText()} is still being answered");
            return;
        }

        Task.Run(() => Run(id, method, answer, cancellation.Token));
    }

    /// <summary>The client does not want an answer any more.</summary>
    public void Cancel(JsonElement id)
    {
        if (_running.TryGetValue(id.GetRawText(), out var cancellation))
        {
            cancellation.Cancel();
        }
    }

    /// <summary>Nobody wants any answer any more.</summary>
    public void CancelAll()
    {
        foreach (var cancellation in _running.Values)
        {
            cancellation.Cancel();
        }
    }

    private void Run(JsonElement id, string method, Func<CancellationToken, Action<Utf8JsonWriter>> answer, CancellationToken cancellation)
    {
        try
        {
            cancellation.ThrowIfCancellationRequested();
            var result = answer(cancellation);
            _running.TryRemove(id.GetRawText(), out _);
            connection.Answer(id, result);
        }
        catch (Exception e)
        {
            _running.TryRemove(id.GetRawText(), out _);
            Fail(id, method, e);
        }
    }

    private void Fail(JsonElement id, string method, Exception failure)
    {
        switch (failure)
        {
            case ProtocolException expected:
                connection.Fail(id, expected.Code, expected.Message);
                break;
            case OperationCanceledException:
                connection.Fail(id, ErrorCode.RequestCancelled, "cancelled");
                break;
            default:
                connection.Fail(id, ErrorCode.InternalError, $"'{method}' failed: {failure.GetType().Name}: {failure.Message}");
                connection.Log(MessageType.Error, $"'{method}' failed: {failure}");
                break;
        }
    }
}
