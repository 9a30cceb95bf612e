using System;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Snnc.LanguageServer.Documents;
using Snnc.LanguageServer.Protocol;

namespace Snnc.LanguageServer.Server;

/// <summary>
/// Answers the requests of one method. It sees the documents as they were when the request came, and runs beside others: it holds no state.
/// </summary>
public abstract class RequestHandler
{
    private protected RequestHandler(string method) => Method = method;

    /// <summary>Gets the method.</summary>
    public string Method { get; }

    /// <summary>Adds to what the server says it can do.</summary>
    public virtual ServerCapabilities Declare(ServerCapabilities capabilities) => capabilities;

    /// <summary>Reads the parameters, while messages are taken in order.</summary>
    /// <returns>What finds the answer, in the background, and gives what writes it.</returns>
    internal abstract Func<RequestContext, Action<Utf8JsonWriter>> Prepare(JsonElement parameters);
}

/// <summary>Answers requests with parameters and results of these types; null is a result too.</summary>
/// <param name="method">For example <c>workspace/symbol</c>.</param>
/// <param name="parameters">From <see cref="ProtocolJson"/>.</param>
/// <param name="result">From <see cref="ProtocolJson"/>.</param>
public abstract class RequestHandler<TParams, TResult>(string method, JsonTypeInfo<TParams> parameters, JsonTypeInfo<TResult> result)
    : RequestHandler(method)
    where TParams : class
    where TResult : class
{
    /// <summary>Finds the answer.</summary>
    /// <exception cref="ProtocolException">There is none, and the client is told why.</exception>
    /// <exception cref="OperationCanceledException">The context's token was cancelled.</exception>
    protected abstract TResult? Handle(TParams parameters, RequestContext context);

    /// <inheritdoc/>
    internal sealed override Func<RequestContext, Action<Utf8JsonWriter>> Prepare(JsonElement given)
    {
        var read = ParameterReader.Read(Method, given, parameters);
        return context =>
        {
            var answer = Handle(read, context);
            return writer =>
            {
                if (answer is null)
                {
                    writer.WriteNullValue();
                }
                else
                {
                    JsonSerializer.Serialize(writer, answer, result);
                }
            };
        };
    }
}

/// <summary>Answers requests about a document; about one that is not open, null.</summary>
public abstract class DocumentHandler<TParams, TResult>(string method, JsonTypeInfo<TParams> parameters, JsonTypeInfo<TResult> result)
    : RequestHandler<TParams, TResult>(method, parameters, result)
    where TParams : class, IDocumentParams
    where TResult : class
{
    /// <summary>Finds the answer.</summary>
    /// <exception cref="ProtocolException">There is none, and the client is told why.</exception>
    protected abstract TResult? Handle(DocumentSnapshot document, TParams parameters, RequestContext context);

    /// <inheritdoc/>
    protected sealed override TResult? Handle(TParams parameters, RequestContext context) =>
        context.Workspace.Find(parameters.TextDocument.Uri) is { } document ? Handle(document, parameters, context) : null;
}
