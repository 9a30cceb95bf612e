using System;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Snnc.LanguageServer.Server;

/// <summary>Takes in the notifications of one method, in the order in which they come.</summary>
internal sealed class NotificationHandler(string method, Action<JsonElement> handle)
{
    /// <summary>Gets the method.</summary>
    public string Method { get; } = method;

    /// <summary>One whose parameters are of a type.</summary>
    public static NotificationHandler Of<T>(string method, JsonTypeInfo<T> type, Action<T> handle)
        where T : class =>
        new(method, given => handle(ParameterReader.Read(method, given, type)));

    /// <summary>Takes in one.</summary>
    public void Handle(JsonElement parameters) => handle(parameters);
}
