namespace Snnc.LanguageServer.Protocol;

/// <summary>Why a request has no answer: the codes of JSON-RPC and of the protocol.</summary>
public enum ErrorCode
{
    /// <summary>What came is no JSON.</summary>
    ParseError = -32700,

    /// <summary>It is JSON, but no request, or comes at a wrong time.</summary>
    InvalidRequest = -32600,

    /// <summary>There is no such method.</summary>
    MethodNotFound = -32601,

    /// <summary>The parameters are not those of the method.</summary>
    InvalidParams = -32602,

    /// <summary>The server has a defect.</summary>
    InternalError = -32603,

    /// <summary>The first request must be <c>initialize</c>.</summary>
    ServerNotInitialized = -32002,

    /// <summary>The client has taken it back.</summary>
    RequestCancelled = -32800,

    /// <summary>It is a valid request that cannot be done; the message says why.</summary>
    RequestFailed = -32803,
}
