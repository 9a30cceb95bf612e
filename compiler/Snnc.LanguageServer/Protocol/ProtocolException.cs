using System;

namespace Snnc.LanguageServer.Protocol;

/// <summary>A request that is answered by an error.</summary>
public sealed class ProtocolException(ErrorCode code, string message) : Exception(message)
{
    /// <summary>Gets the code of the answer.</summary>
    public ErrorCode Code { get; } = code;
}
