using System.Collections.Generic;
using System.Linq;
using Snnc.LanguageServer.Documents;
using Snnc.LanguageServer.Protocol;
using Snnc.LanguageServer.Queries;
using Snnc.LanguageServer.Server;

namespace Snnc.LanguageServer.Features;

/// <summary>Every place where the same thing is named, in all programs of the workspace.</summary>
internal sealed class ReferencesHandler()
    : DocumentHandler<ReferenceParams, IReadOnlyList<Location>>(
        "textDocument/references", ProtocolJson.Default.ReferenceParams, ProtocolJson.Default.IReadOnlyListLocation)
{
    /// <inheritdoc/>
    public override ServerCapabilities Declare(ServerCapabilities capabilities) => capabilities with { ReferencesProvider = true };

    /// <inheritdoc/>
    protected override IReadOnlyList<Location> Handle(DocumentSnapshot document, ReferenceParams parameters, RequestContext context)
    {
        var view = ProgramView.Of(document.Compilation);
        if (NavigationQuery.SymbolAt(view, document.OffsetOf(parameters.Position)) is not { Symbol: var symbol })
        {
            return [];
        }

        var places = new PlaceMap(document, context.Workspace);
        return
        [
            .. NavigationQuery.References(symbol, ProgramsThatName.Of(symbol, document, context))
                .Where(place => parameters.Context.IncludeDeclaration || !place.IsDeclaration)
                .Select(place => places.Of(place.At)),
        ];
    }
}
