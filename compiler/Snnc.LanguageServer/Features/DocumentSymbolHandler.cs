using System.Collections.Generic;
using Snnc.LanguageServer.Documents;
using Snnc.LanguageServer.Protocol;
using Snnc.LanguageServer.Server;

namespace Snnc.LanguageServer.Features;

/// <summary>The outline of a document.</summary>
internal sealed class DocumentSymbolHandler()
    : DocumentHandler<DocumentParams, IReadOnlyList<DocumentSymbol>>(
        "textDocument/documentSymbol", ProtocolJson.Default.DocumentParams, ProtocolJson.Default.IReadOnlyListDocumentSymbol)
{
    /// <inheritdoc/>
    public override ServerCapabilities Declare(ServerCapabilities capabilities) => capabilities with { DocumentSymbolProvider = true };

    /// <inheritdoc/>
    protected override IReadOnlyList<DocumentSymbol> Handle(DocumentSnapshot document, DocumentParams parameters, RequestContext context) =>
        new SymbolTree(document).Symbols();
}
