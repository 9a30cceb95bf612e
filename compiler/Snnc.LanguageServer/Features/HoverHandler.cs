using Snnc.LanguageServer.Documents;
using Snnc.LanguageServer.Protocol;
using Snnc.LanguageServer.Queries;
using Snnc.LanguageServer.Server;

namespace Snnc.LanguageServer.Features;

/// <summary>Tells what stands under the pointer.</summary>
internal sealed class HoverHandler()
    : DocumentHandler<DocumentPositionParams, Hover>("textDocument/hover", ProtocolJson.Default.DocumentPositionParams, ProtocolJson.Default.Hover)
{
    /// <inheritdoc/>
    public override ServerCapabilities Declare(ServerCapabilities capabilities) => capabilities with { HoverProvider = true };

    /// <inheritdoc/>
    protected override Hover? Handle(DocumentSnapshot document, DocumentPositionParams parameters, RequestContext context)
    {
        var query = new HoverQuery(ProgramView.Of(document.Compilation), context.Workspace.Tensors, RecordedRates.Beside(document.Path));
        return query.Run(document.OffsetOf(parameters.Position)) is { } found
            ? new Hover(MarkupContent.Markdown(found.Markdown), document.RangeOf(found.Span))
            : null;
    }
}
