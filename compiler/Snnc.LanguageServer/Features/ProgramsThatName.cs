using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler;
using Snnc.Compiler.Semantics.Names;
using Snnc.LanguageServer.Documents;
using Snnc.LanguageServer.Server;

namespace Snnc.LanguageServer.Features;

/// <summary>The programs of the workspace in which a symbol may be named.</summary>
internal static class ProgramsThatName
{
    /// <summary>The document's own program, and others whose text holds the name where other files can see it.</summary>
    public static IReadOnlyList<Compilation> Of(NameSymbol symbol, DocumentSnapshot document, RequestContext context)
    {
        List<Compilation> programs = [document.Compilation];
        if (!IsVisibleElsewhere(symbol))
        {
            return programs;
        }

        foreach (var path in context.Workspace.Programs().Where(path => !DocumentUri.PathComparer.Equals(path, document.Path)))
        {
            context.Cancellation.ThrowIfCancellationRequested();
            if (context.Workspace.FindOrRead(path) is { } other && other.Text.Content.Contains(symbol.Name, StringComparison.Ordinal))
            {
                programs.Add(other.Compilation);
            }
        }

        return programs;
    }

    // What stands in a network, or in a clause, is named in its own file only.
    private static bool IsVisibleElsewhere(NameSymbol symbol) =>
        symbol.Kind is not (NameKind.Local or NameKind.LocalConstant or NameKind.Weights or NameKind.Network) && symbol.Owner?.Kind != NameKind.Network;
}
