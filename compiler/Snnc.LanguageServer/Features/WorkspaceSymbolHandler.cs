using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.LanguageServer.Documents;
using Snnc.LanguageServer.Protocol;
using Snnc.LanguageServer.Server;

namespace Snnc.LanguageServer.Features;

/// <summary>Finds what is declared anywhere in the open folders: names that hold the letters of the query in their order.</summary>
internal sealed class WorkspaceSymbolHandler()
    : RequestHandler<WorkspaceSymbolParams, IReadOnlyList<SymbolInformation>>(
        "workspace/symbol", ProtocolJson.Default.WorkspaceSymbolParams, ProtocolJson.Default.IReadOnlyListSymbolInformation)
{
    private const int MaxSymbols = 500;

    /// <inheritdoc/>
    public override ServerCapabilities Declare(ServerCapabilities capabilities) => capabilities with { WorkspaceSymbolProvider = true };

    /// <inheritdoc/>
    protected override IReadOnlyList<SymbolInformation> Handle(WorkspaceSymbolParams parameters, RequestContext context) =>
        [.. context.Workspace.Programs().SelectMany(path => SymbolsOf(path, context))
            .Where(symbol => Matches(symbol.Name, parameters.Query))
            .OrderBy(symbol => Rank(symbol.Name, parameters.Query)).ThenBy(symbol => symbol.Name, StringComparer.Ordinal)
            .Take(MaxSymbols)];

    private static IEnumerable<SymbolInformation> SymbolsOf(string path, RequestContext context)
    {
        context.Cancellation.ThrowIfCancellationRequested();
        return context.Workspace.FindOrRead(path) is { } document
            ? new SymbolTree(document).Symbols().SelectMany(symbol => Flat(symbol, document.Uri, null))
            : [];
    }

    private static IEnumerable<SymbolInformation> Flat(DocumentSymbol symbol, string uri, string? container)
    {
        var inside = (symbol.Children ?? []).SelectMany(child => Flat(child, uri, symbol.Name));
        return inside.Prepend(new SymbolInformation(symbol.Name, symbol.Kind, new Location(uri, symbol.SelectionRange), container));
    }

    private static bool Matches(string name, string query)
    {
        var at = 0;
        return query.All(letter =>
        {
            at = name.IndexOf(letter.ToString(), at, StringComparison.OrdinalIgnoreCase) + 1;
            return at > 0;
        });
    }

    private static int Rank(string name, string query) =>
        name.StartsWith(query, StringComparison.OrdinalIgnoreCase) ? 0 : name.Contains(query, StringComparison.OrdinalIgnoreCase) ? 1 : 2;
}
