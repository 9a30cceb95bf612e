using System;
using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Threading;
using Snnc.LanguageServer.Protocol;

namespace Snnc.LanguageServer.Server;

/// <summary>What the server says to the client: answers, notifications, and requests of its own.</summary>
internal sealed class Connection(MessageWriter writer)
{
    private readonly ConcurrentDictionary<int, Action<JsonElement>> _waiting = new();
    private int _lastId;

    /// <summary>Answers a request.</summary>
    public void Answer(JsonElement id, Action<Utf8JsonWriter> result) => writer.Write(json =>
    {
        WriteId(json, id);
        json.WritePropertyName("result");
        result(json);
    });

    /// <summary>Answers a request by an error; without an id where it could not be read.</summary>
    public void Fail(JsonElement? id, ErrorCode code, string message) => writer.Write(json =>
    {
        WriteId(json, id);
        json.WriteStartObject("error");
        json.WriteNumber("code", (int)code);
        json.WriteString("message", message);
        json.WriteEndObject();
    });

    /// <summary>Sends a notification.</summary>
    public void Notify<T>(string method, T parameters, JsonTypeInfo<T> type) => writer.Write(json => WriteCall(json, method, parameters, type));

    /// <summary>Sends a request; what is given gets its result, and nothing where the client fails.</summary>
    public void Request<T>(string method, T parameters, JsonTypeInfo<T> type, Action<JsonElement> onResult)
    {
        var id = Interlocked.Increment(ref _lastId);
        _waiting[id] = onResult;
        writer.Write(json =>
        {
            json.WriteNumber("id", id);
            WriteCall(json, method, parameters, type);
        });
    }

    /// <summary>Sends a request without parameters, whose result is of no interest.</summary>
    public void Request(string method) => writer.Write(json =>
    {
        json.WriteNumber("id", Interlocked.Increment(ref _lastId));
        json.WriteString("method", method);
    });

    /// <summary>The client has answered.</summary>
    public void Receive(JsonElement response)
    {
        if (response.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.Number && id.TryGetInt32(out var number)
            && _waiting.TryRemove(number, out var onResult) && response.TryGetProperty("result", out var result))
        {
            onResult(result);
        }
    }

    /// <summary>Writes to the log that clients show.</summary>
    public void Log(MessageType type, string message) =>
        Notify("window/logMessage", new LogMessageParams(type, message), ProtocolJson.Default.LogMessageParams);

    private static void WriteCall<T>(Utf8JsonWriter json, string method, T parameters, JsonTypeInfo<T> type)
    {
        json.WriteString("method", method);
        json.WritePropertyName("params");
        JsonSerializer.Serialize(json, parameters, type);
    }

    private static void WriteId(Utf8JsonWriter json, JsonElement? id)
    {
        json.WritePropertyName("id");
        if (id is { } known)
        {
            known.WriteTo(json);
        }
        else
        {
            json.WriteNullValue();
        }
    }
}
