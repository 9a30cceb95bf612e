using System.Collections.Generic;
using Snnc.LanguageServer.Server;

namespace Snnc.LanguageServer.Features;

/// <summary>What the server answers, a class each.</summary>
internal static class AllFeatures
{
    /// <summary>The handlers, for a server.</summary>
    public static IReadOnlyList<RequestHandler> Create(ServerOptions options) =>
    [
        new FormattingHandler(),
        new RangeFormattingHandler(),
        new DocumentSymbolHandler(),
        new WorkspaceSymbolHandler(),
        new FoldingHandler(),
        new HighlightHandler(),
        new SelectionRangeHandler(),
        new SemanticTokensHandler(),
        new SemanticTokensRangeHandler(),
        new PullDiagnosticsHandler(options.PageOf),
        new HoverHandler(),
        new CompletionHandler(),
        new SignatureHelpHandler(),
        new DefinitionHandler(),
        new ReferencesHandler(),
        new PrepareRenameHandler(),
        new RenameHandler(),
        new CodeActionHandler(),
        new InlayHintHandler(),
        new CodeLensHandler(),
        new CodeLensResolveHandler(),
        new GraphHandler(),
    ];
}
