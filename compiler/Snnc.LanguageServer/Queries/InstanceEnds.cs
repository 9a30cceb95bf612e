using System;
using System.Linq;
using Snnc.Compiler.Semantics.Names;
using Snnc.Compiler.Semantics.Networks;
using Snnc.Compiler.Syntax;

namespace Snnc.LanguageServer.Queries;

/// <summary>The types of a block's inputs and outputs in one of its instances in a network.</summary>
internal static class InstanceEnds
{
    /// <summary>The type of an input, or of an output that names a node or state; null where it could not be typed.</summary>
    public static NetType? TypeOf(ProgramView view, NameSymbol instance, NameSymbol member)
    {
        if (view.Compilation.AllNetworks.FirstOrDefault(network => network.Name == instance.Owner?.Name) is not { } network)
        {
            return null;
        }

        var isInput = member.Kind == NameKind.Input;
        var inner = member.Syntax is OutputSyntax { Value: NameExprSyntax name } ? name.Ref.Name : isInput ? member.Name : "";
        var isRow = instance.Syntax is ElementSyntax { Repeat: not null };
        var prefix = isRow ? PrefixOf(network, instance.Name, isInput) : instance.Name + ".";
        return view.Find(network, prefix + inner)?.Type ?? OfState(view, network, prefix + inner);
    }

    /// <summary>The type of what a chain goes on from behind an instance.</summary>
    public static NetType? Exit(ProgramView view, NameSymbol instance) =>
        instance.Target?.Members.FirstOrDefault(member => member.Kind == NameKind.Output) is { } output ? TypeOf(view, instance, output) : null;

    // What goes in goes into the first of a row, what comes out comes out of the last.
    private static string PrefixOf(BoundNetwork network, string instance, bool isFirst)
    {
        var indices = network.Nodes.Where(node => node.Name.StartsWith(instance + ".", StringComparison.Ordinal))
            .Select(node => node.Name[(instance.Length + 1)..].Split('.')[0]).Where(part => int.TryParse(part, out _)).Select(int.Parse).ToList();
        return indices.Count == 0 ? instance + "." : $"{instance}.{(isFirst ? indices.Min() : indices.Max())}.";
    }

    private static NetType? OfState(ProgramView view, BoundNetwork network, string path)
    {
        var dot = path.LastIndexOf('.');
        return dot > 0 && view.Find(network, path[..dot]) is { Operation: BoundPopulation } population ? population.Type with { Kind = TimeKind.Signal } : null;
    }
}
