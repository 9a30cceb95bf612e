using System.Collections.Generic;
using Snnc.LanguageServer.Documents;
using Snnc.LanguageServer.Protocol;
using Snnc.LanguageServer.Server;

namespace Snnc.LanguageServer.Features;

/// <summary>Puts a document into the canonical form, as <c>snnc fmt</c> does.</summary>
internal sealed class FormattingHandler()
    : DocumentHandler<FormattingParams, IReadOnlyList<TextEdit>>(
        "textDocument/formatting", ProtocolJson.Default.FormattingParams, ProtocolJson.Default.IReadOnlyListTextEdit)
{
    /// <inheritdoc/>
    public override ServerCapabilities Declare(ServerCapabilities capabilities) => capabilities with { DocumentFormattingProvider = true };

    /// <inheritdoc/>
    protected override IReadOnlyList<TextEdit> Handle(DocumentSnapshot document, FormattingParams parameters, RequestContext context) =>
        FormattingEdits.Of(document);
}

/// <summary>Puts some lines of a document into the canonical form.</summary>
internal sealed class RangeFormattingHandler()
    : DocumentHandler<FormattingParams, IReadOnlyList<TextEdit>>(
        "textDocument/rangeFormatting", ProtocolJson.Default.FormattingParams, ProtocolJson.Default.IReadOnlyListTextEdit)
{
    /// <inheritdoc/>
    public override ServerCapabilities Declare(ServerCapabilities capabilities) => capabilities with { DocumentRangeFormattingProvider = true };

    /// <inheritdoc/>
    protected override IReadOnlyList<TextEdit> Handle(DocumentSnapshot document, FormattingParams parameters, RequestContext context) =>
        parameters.Range is { } range ? FormattingEdits.Of(document, document.SpanOf(range)) : [];
}
