using System.Collections.Generic;
using Snnc.LanguageServer.Documents;
using Snnc.LanguageServer.Protocol;
using Snnc.LanguageServer.Queries;
using Snnc.LanguageServer.Server;

namespace Snnc.LanguageServer.Features;

/// <summary>Leads to where a name is declared: in this file, in one that it uses, or in a copy of the library's.</summary>
internal sealed class DefinitionHandler()
    : DocumentHandler<DocumentPositionParams, IReadOnlyList<Location>>(
        "textDocument/definition", ProtocolJson.Default.DocumentPositionParams, ProtocolJson.Default.IReadOnlyListLocation)
{
    /// <inheritdoc/>
    public override ServerCapabilities Declare(ServerCapabilities capabilities) => capabilities with { DefinitionProvider = true };

    /// <inheritdoc/>
    protected override IReadOnlyList<Location> Handle(DocumentSnapshot document, DocumentPositionParams parameters, RequestContext context) =>
        NavigationQuery.Definition(ProgramView.Of(document.Compilation), document.OffsetOf(parameters.Position)) is { } place
            ? [context.Workspace.LocationOf(place)] : [];
}
