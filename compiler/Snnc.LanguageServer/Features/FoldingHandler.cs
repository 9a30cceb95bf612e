using System.Collections.Generic;
using Snnc.LanguageServer.Documents;
using Snnc.LanguageServer.Protocol;
using Snnc.LanguageServer.Server;

namespace Snnc.LanguageServer.Features;

/// <summary>What can be folded in a document.</summary>
internal sealed class FoldingHandler()
    : DocumentHandler<DocumentParams, IReadOnlyList<FoldingRange>>(
        "textDocument/foldingRange", ProtocolJson.Default.DocumentParams, ProtocolJson.Default.IReadOnlyListFoldingRange)
{
    /// <inheritdoc/>
    public override ServerCapabilities Declare(ServerCapabilities capabilities) => capabilities with { FoldingRangeProvider = true };

    /// <inheritdoc/>
    protected override IReadOnlyList<FoldingRange> Handle(DocumentSnapshot document, DocumentParams parameters, RequestContext context) =>
        Foldings.Of(document);
}
