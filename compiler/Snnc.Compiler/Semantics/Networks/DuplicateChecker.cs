using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Semantics.Networks;

/// <summary>Reports names that a network or block declares twice: parameters, constants and weights share a space; outputs have their own.</summary>
internal static class DuplicateChecker
{
    /// <summary>Checks a declaration; whether labels and inputs are unique is seen where nodes are made.</summary>
    public static void Check(DeclarationSyntax declaration, SourceText source, DiagnosticBag bag)
    {
        var (parameters, members) = declaration switch
        {
            BlockSyntax block => (block.Parameters.Select(parameter => parameter.Name), block.Members),
            NetworkSyntax network => ([], network.Members),
            _ => ([], []),
        };
        var values = members.Select(member => (member as WeightsSyntax)?.Name ?? (member as LocalConstSyntax)?.Name).OfType<Token>();
        Report(parameters.Concat(values), source, bag);
        Report(members.OfType<OutputSyntax>().Select(output => output.Name), source, bag);
    }

    private static void Report(IEnumerable<Token> names, SourceText source, DiagnosticBag bag)
    {
        var first = new Dictionary<string, Location>();
        foreach (var name in names.Where(name => !name.IsMissing))
        {
            var at = new Location(source, name.Span);
            if (first.TryGetValue(name.Text, out var place))
            {
                bag.Add(Catalog.DuplicateName(at, name.Text, place));
            }
            else
            {
                first.Add(name.Text, at);
            }
        }
    }
}
