using Snnc.LanguageServer.Documents;
using Snnc.LanguageServer.Protocol;
using Snnc.LanguageServer.Server;

namespace Snnc.LanguageServer.Features;

/// <summary>What each word of a document is, for its colour.</summary>
internal sealed class SemanticTokensHandler()
    : DocumentHandler<DocumentParams, SemanticTokens>(
        "textDocument/semanticTokens/full", ProtocolJson.Default.DocumentParams, ProtocolJson.Default.SemanticTokens)
{
    /// <inheritdoc/>
    public override ServerCapabilities Declare(ServerCapabilities capabilities) =>
        capabilities with { SemanticTokensProvider = new SemanticTokensOptions(TokenColours.Legend, Full: true, Range: true) };

    /// <inheritdoc/>
    protected override SemanticTokens Handle(DocumentSnapshot document, DocumentParams parameters, RequestContext context) =>
        TokenColours.Of(document, null);
}

/// <summary>The same for some lines.</summary>
internal sealed class SemanticTokensRangeHandler()
    : DocumentHandler<DocumentRangeParams, SemanticTokens>(
        "textDocument/semanticTokens/range", ProtocolJson.Default.DocumentRangeParams, ProtocolJson.Default.SemanticTokens)
{
    /// <inheritdoc/>
    protected override SemanticTokens Handle(DocumentSnapshot document, DocumentRangeParams parameters, RequestContext context) =>
        TokenColours.Of(document, document.SpanOf(parameters.Range));
}
