using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler;
using Snnc.Compiler.Semantics.Names;
using Snnc.Compiler.Text;

namespace Snnc.LanguageServer.Queries;

/// <summary>A place where a name stands in some file.</summary>
internal sealed record NamePlace(Compiler.Text.Location At, NameSymbol Symbol, bool IsDeclaration);

/// <summary>Where a name is declared, and where else it stands.</summary>
internal static class NavigationQuery
{
    /// <summary>What the name at a position means, or null.</summary>
    public static NameUse? SymbolAt(ProgramView view, int offset) => view.Names.At(offset);

    /// <summary>Where the name at a position is declared; null for what is part of the language, and where no name stands.</summary>
    public static Compiler.Text.Location? Definition(ProgramView view, int offset) => SymbolAt(view, offset)?.Symbol.At;

    /// <summary>Every place of a symbol in these programs and the files that they use; a place in several of them once.</summary>
    public static IReadOnlyList<NamePlace> References(NameSymbol symbol, IEnumerable<Compilation> programs)
    {
        var found = new Dictionary<(string Path, int Start), NamePlace>();
        foreach (var program in programs)
        {
            foreach (var tree in program.Trees.Where(tree => MayHold(symbol, tree.Text)))
            {
                foreach (var use in program.NamesOf(tree).Of(symbol))
                {
                    found.TryAdd((tree.Text.Path, use.Span.Start), new NamePlace(new(tree.Text, use.Span), use.Symbol, use.IsDeclaration));
                }
            }
        }

        return [.. found.Values.OrderBy(place => place.At.Path, System.StringComparer.Ordinal).ThenBy(place => place.At.Span.Start)];
    }

    // The library's files are part of every program: they are searched for their own names only.
    private static bool MayHold(NameSymbol symbol, SourceText text) =>
        !StandardLibrary.IsOfLibrary(text) || (symbol.At is { } at && StandardLibrary.IsOfLibrary(at.Source));
}
