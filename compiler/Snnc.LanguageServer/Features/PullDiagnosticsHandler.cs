using System;
using Snnc.LanguageServer.Documents;
using Snnc.LanguageServer.Protocol;
using Snnc.LanguageServer.Server;

namespace Snnc.LanguageServer.Features;

/// <summary>Diagnostics for clients that ask for them.</summary>
internal sealed class PullDiagnosticsHandler(Func<string, string?> pageOf)
    : DocumentHandler<DocumentParams, DocumentDiagnosticReport>(
        "textDocument/diagnostic", ProtocolJson.Default.DocumentParams, ProtocolJson.Default.DocumentDiagnosticReport)
{
    /// <inheritdoc/>
    protected override DocumentDiagnosticReport Handle(DocumentSnapshot document, DocumentParams parameters, RequestContext context) =>
        new("full", LibraryFolder.Contains(document.Path) ? []
            : DiagnosticTranslation.Of(document.Analysis.Diagnostics, document.Path, context.Workspace, pageOf));
}
