using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Symbols;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Text;

namespace Snnc.Import.Writing;

/// <summary>
/// Names of the language for names of other systems: each gets one of its own, that is valid and hides nothing. A name that can stay as it is does,
/// whatever others are made into.
/// </summary>
public sealed class Identifiers
{
    private static readonly HashSet<string> Hidden =
    [
        .. SyntaxFacts.ReservedWords,
        .. OperatorCatalog.Names.Select(name => name.Split('.')[0]),
        .. SyntaxTree.Parse(StandardLibrary.Prelude).Root.Declarations.OfType<NeuronSyntax>().Select(model => model.Name.Text),
    ];

    // Reserved words that other systems' nodes are often called.
    private static readonly Dictionary<string, string> Synonyms = new() { ["input"] = "in", ["output"] = "out" };

    private readonly HashSet<string> _taken;
    private readonly Dictionary<string, string> _given = [];

    /// <summary>Names that nothing has yet.</summary>
    /// <param name="foreign">All that <see cref="Of"/> will be asked for, as far as known: those that are valid stay as they are.</param>
    /// <param name="taken">What no name may become: the weights, say.</param>
    public Identifiers(IEnumerable<string> foreign, params string[] taken)
    {
        _taken = [.. Hidden, .. taken];
        foreach (var name in foreign.Where(IsValid))
        {
            _ = Of(name);
        }
    }

    /// <summary>The name for a foreign one, the same each time.</summary>
    public string Of(string foreign) => _given.TryGetValue(foreign, out var known) ? known : _given[foreign] = Fresh(foreign);

    /// <summary>A new name like this one, for what the file has no name for.</summary>
    public string Fresh(string wanted)
    {
        var valid = Valid(Synonyms.GetValueOrDefault(wanted, wanted));
        var name = valid;
        for (var i = 2; !_taken.Add(name); i++)
        {
            name = $"{valid}_{i}";
        }

        return name;
    }

    /// <summary>The name with all else than letters, digits and <c>_</c> made <c>_</c>, and not starting with a digit.</summary>
    public static string Valid(string foreign)
    {
        var name = string.Concat(foreign.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
        return name.Trim('_') == "" ? "n" : char.IsAsciiDigit(name[0]) ? "n" + name : name;
    }

    private static bool IsValid(string name) => Valid(name) == name && !Hidden.Contains(name);
}
