using System.Collections.Generic;
using System.Linq;
using Snnc.LanguageServer.Documents;
using Snnc.LanguageServer.Protocol;
using Snnc.LanguageServer.Queries;
using Snnc.LanguageServer.Server;

namespace Snnc.LanguageServer.Features;

/// <summary>Shows types and rates inside the lines.</summary>
internal sealed class InlayHintHandler()
    : DocumentHandler<DocumentRangeParams, IReadOnlyList<InlayHint>>(
        "textDocument/inlayHint", ProtocolJson.Default.DocumentRangeParams, ProtocolJson.Default.IReadOnlyListInlayHint)
{
    /// <inheritdoc/>
    public override ServerCapabilities Declare(ServerCapabilities capabilities) => capabilities with { InlayHintProvider = true };

    /// <inheritdoc/>
    protected override IReadOnlyList<InlayHint> Handle(DocumentSnapshot document, DocumentRangeParams parameters, RequestContext context)
    {
        if (!context.Workspace.Settings.InlayHints)
        {
            return [];
        }

        var query = new HintQuery(ProgramView.Of(document.Compilation), RecordedRates.Beside(document.Path));
        return [.. query.Run(document.SpanOf(parameters.Range)).Select(hint => Translate(hint, document))];
    }

    private static InlayHint Translate(Hint hint, DocumentSnapshot document) => new(document.PositionOf(hint.Offset), hint.Label)
    {
        Kind = InlayHintKind.Type,
        Tooltip = hint.Tooltip is { } tooltip ? MarkupContent.Markdown(tooltip) : null,
        PaddingLeft = true,
    };
}
