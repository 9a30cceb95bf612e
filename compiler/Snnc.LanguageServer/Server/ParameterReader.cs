using System;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Snnc.LanguageServer.Protocol;

namespace Snnc.LanguageServer.Server;

/// <summary>Reads the parameters of a message.</summary>
internal static class ParameterReader
{
    /// <summary>The parameters.</summary>
    /// <exception cref="ProtocolException">They are not those of the method.</exception>
    public static T Read<T>(string method, JsonElement given, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return given.ValueKind == JsonValueKind.Object && given.Deserialize(type) is { } read ? read
                : throw new ProtocolException(ErrorCode.InvalidParams, $"'{method}' takes parameters");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NotSupportedException)
        {
            throw new ProtocolException(ErrorCode.InvalidParams, $"these are no parameters of '{method}': {e.Message}");
        }
    }
}
