using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Semantics;
using Snnc.Compiler.Semantics.Names;
using Snnc.Compiler.Semantics.Networks;
using Snnc.Compiler.Symbols;
using Snnc.Compiler.Syntax;

namespace Snnc.LanguageServer.Queries;

/// <summary>Neuron models, blocks, networks and constants in words.</summary>
internal sealed class ModelText(ProgramView view)
{
    /// <summary>A model: its text without the rest of its file, which is what runs.</summary>
    public string OfModel(NameSymbol model) => Markdown.Join(Markdown.Code(Dedent(model)), model.Documentation, PlaceOf(model));

    /// <summary>A block: how it is used, and its ends.</summary>
    public string OfBlock(NameSymbol block)
    {
        var ends = block.Members.Where(member => member.Kind is NameKind.Input or NameKind.Output);
        return Markdown.Join(
            Markdown.Code($"block {SignatureText.Of(block)!.Label}"), block.Documentation,
            Markdown.List(ends.Select(end => $"`{TextOf(end)}`")), PlaceOf(block));
    }

    /// <summary>A network: its time, its size, its ends.</summary>
    public string OfNetwork(NameSymbol symbol)
    {
        var ends = symbol.Members.Where(member => member.Kind is NameKind.Input or NameKind.Output);
        return Markdown.Join(
            Markdown.Code($"network {symbol.Name}"), symbol.Documentation,
            view.NetworkOf(symbol.Syntax) is { } network ? NetworkText.Summary(network) : null,
            Markdown.List(ends.Select(end => $"`{TextOf(end)}`")));
    }

    /// <summary>A parameter: its default, what it may be, and, in an element, what follows from what is given.</summary>
    public string OfParameter(NameSymbol parameter, ElementSyntax? element)
    {
        var declared = view.Compilation.ModelOf(parameter.Owner!)?.Parameters.FirstOrDefault(p => p.Name == parameter.Name);
        var unit = declared is { Choices.Count: 0 } && !declared.Dimension.IsNone ? $"a quantity in {declared.Dimension}" : null;
        return Markdown.Join(
            Markdown.Code($"param {TextOf(parameter)}"),
            $"a parameter of `{parameter.Owner!.Name}`{(unit is null ? "" : $", {unit}")}", Decays(element));
    }

    /// <summary>A state, port, choice or var.</summary>
    public string OfMember(NameSymbol symbol)
    {
        var (code, what) = symbol.Kind switch
        {
            NameKind.State => ($"state {TextOf(symbol)}", "a state"),
            NameKind.Port => ($"input {TextOf(symbol)}", "a port: the sum of what arrives in a step,"),
            NameKind.Choice => ($"param {TextOf(symbol)}", $"a choice of `{symbol.Owner?.Name}`"),
            _ => (symbol.Syntax is null ? symbol.Name : TextOf(symbol), "a value"),
        };
        var owner = symbol.Kind == NameKind.Choice ? symbol.Owner?.Owner : symbol.Owner;
        return Markdown.Join(Markdown.Code(code), $"{what} of `{owner?.Name}`");
    }

    /// <summary>A constant or a block's parameter.</summary>
    public string OfConstant(NameSymbol symbol) => Markdown.Join(Markdown.Code(TextOf(symbol)), symbol.Documentation, PlaceOf(symbol));

    private string? Decays(ElementSyntax? element)
    {
        var nodes = element is null ? [] : view.NodesAt(element.Span.Start);
        return nodes is [{ Node.Operation: BoundPopulation population, Network: var network }, ..]
            ? Markdown.List(new DecayInference(population.Use, network.Scale).Find().Select(decay => DecayText.Long(decay, network.Scale)))
            : null;
    }

    private string? PlaceOf(NameSymbol symbol)
    {
        var path = symbol.At!.Path;
        return path == view.Text.Path ? null : $"from {path.Replace("<library>/", "the library: ", System.StringComparison.Ordinal)}";
    }

    private static string TextOf(NameSymbol symbol) => symbol.At!.Source.ToString(symbol.Syntax!.Span);

    private static string Dedent(NameSymbol symbol) => TextOf(symbol).Replace("\r", "", System.StringComparison.Ordinal);
}
