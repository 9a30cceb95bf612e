using System.Collections.Generic;
using System.Linq;
using Snnc.LanguageServer.Documents;
using Snnc.LanguageServer.Protocol;
using Snnc.LanguageServer.Server;

namespace Snnc.LanguageServer.Features;

/// <summary>Where else in the document the thing under the cursor is named.</summary>
internal sealed class HighlightHandler()
    : DocumentHandler<DocumentPositionParams, IReadOnlyList<DocumentHighlight>>(
        "textDocument/documentHighlight", ProtocolJson.Default.DocumentPositionParams, ProtocolJson.Default.IReadOnlyListDocumentHighlight)
{
    /// <inheritdoc/>
    public override ServerCapabilities Declare(ServerCapabilities capabilities) => capabilities with { DocumentHighlightProvider = true };

    /// <inheritdoc/>
    protected override IReadOnlyList<DocumentHighlight> Handle(DocumentSnapshot document, DocumentPositionParams parameters, RequestContext context)
    {
        var names = document.Compilation.NamesOf(document.Tree);
        return names.At(document.OffsetOf(parameters.Position)) is not { } name ? []
            : [.. names.Of(name.Symbol).Select(use => new DocumentHighlight(document.RangeOf(use.Span), KindOf(use.IsDeclaration)))];
    }

    private static DocumentHighlightKind KindOf(bool isDeclaration) => isDeclaration ? DocumentHighlightKind.Write : DocumentHighlightKind.Read;
}
