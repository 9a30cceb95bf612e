using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Syntax;

namespace Snnc.Compiler.Semantics.Names;

/// <summary>What every name in a file means. It exists for every text: names that mean nothing are left out.</summary>
public sealed class NameTable
{
    private readonly ProgramNames _names;

    internal NameTable(SyntaxTree tree, IReadOnlyList<NameUse> uses, ProgramNames names)
    {
        Tree = tree;
        Uses = InOrder(uses);
        _names = names;
    }

    /// <summary>Gets the tree of the file.</summary>
    public SyntaxTree Tree { get; }

    /// <summary>Gets the names by place.</summary>
    public IReadOnlyList<NameUse> Uses { get; }

    /// <summary>Gets what the file itself declares.</summary>
    public IReadOnlyList<NameSymbol> Own => _names.Own(Tree);

    /// <summary>Gets the constants, models, blocks and networks that are visible in the file; those that hide others come first.</summary>
    public IReadOnlyList<NameSymbol> Visible => _names.Visible(Tree);

    /// <summary>The name at a position, or that ends there; null where none is.</summary>
    public NameUse? At(int offset)
    {
        var (low, high) = (0, Uses.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Uses[middle].Span.Start <= offset ? (middle + 1, high) : (low, middle);
        }

        return Uses.Take(low).Skip(System.Math.Max(0, low - 2)).Where(use => use.Span.Start <= offset && offset <= use.Span.End)
            .OrderBy(use => use.Span.Contains(offset) ? 0 : 1).FirstOrDefault();
    }

    /// <summary>All places of what a symbol stands for.</summary>
    public IEnumerable<NameUse> Of(NameSymbol symbol) => Uses.Where(use => use.Symbol.IsSame(symbol));

    /// <summary>What a name of the top level means in the file, or null.</summary>
    public NameSymbol? Find(string name) => _names.Find(Tree, name);

    // They are found nearly in their order.
    private static IReadOnlyList<NameUse> InOrder(IReadOnlyList<NameUse> uses)
    {
        for (var i = 1; i < uses.Count; i++)
        {
            if (uses[i].Span.Start <= uses[i - 1].Span.Start)
            {
                return uses.OrderBy(use => use.Span.Start).ThenBy(use => use.Span.Length).ToList();
            }
        }

        return uses;
    }
}
