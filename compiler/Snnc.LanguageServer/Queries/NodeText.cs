using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Semantics.Names;
using Snnc.Compiler.Semantics.Networks;
using Snnc.Compiler.Symbols;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Text;

namespace Snnc.LanguageServer.Queries;

/// <summary>Nodes in words.</summary>
internal sealed class NodeText(ProgramView view, RecordedRates rates)
{
    private const int MostInstances = 4;

    /// <summary>A node or input by its label.</summary>
    public string OfLabel(NameSymbol symbol) =>
        Markdown.Join(Markdown.Code(Declaration(symbol)), symbol.Documentation, Facts(view.NodesOf(symbol), withDecays: true));

    /// <summary>An instance of a block by its label.</summary>
    public string OfInstance(NameSymbol symbol)
    {
        var inside = symbol.Target?.Members.Where(member => member.Kind is NameKind.Input or NameKind.Output) ?? [];
        return Markdown.Join(
            Markdown.Code(Declaration(symbol)), symbol.Documentation, symbol.Target?.Documentation,
            Markdown.List(inside.Select(member =>
                $"`{symbol.Name}.{member.Name}`: {(member.Kind == NameKind.Input ? "input" : "output")}{TypeOf(symbol, member)}")));
    }

    /// <summary>An output by its name.</summary>
    public string OfOutput(NameSymbol symbol)
    {
        var outputs = view.Compilation.AllNetworks.Where(network => network.Name == symbol.Owner?.Name).SelectMany(network => network.Outputs);
        var type = outputs.FirstOrDefault(output => output.Name == symbol.Name)?.Type;
        var gives = type is null ? null : $"gives `{NodeFacts.TypeOf(type)}`{NodeFacts.DimensionOf(type)}";
        return Markdown.Join(Markdown.Code(Source(symbol)), symbol.Documentation, gives);
    }

    /// <summary>The node that an element makes, or null.</summary>
    public string? OfElement(ElementSyntax? element, bool withDecays) => element is null ? null : Facts(view.NodesAt(element.Span.Start), withDecays);

    /// <summary>The node that a call of an operator in an output makes, or null.</summary>
    public string? OfCall(SyntaxTree tree, TextSpan name) =>
        tree.PathTo(name.Start).OfType<CallSyntax>().LastOrDefault(call => call.Name.Span == name) is { } call
            ? Facts(view.NodesAt(call.Span.Start), withDecays: false) : null;

    private string? Facts(IReadOnlyList<NetworkNode> nodes, bool withDecays)
    {
        var shown = nodes.Take(MostInstances).Select(node => Facts(node, nodes.Count > 1, withDecays));
        return nodes.Count == 0 ? null
            : Markdown.Join([.. shown, nodes.Count > MostInstances ? $"and {nodes.Count - MostInstances} more instances" : null]);
    }

    private string Facts(NetworkNode found, bool isNamed, bool withDecays)
    {
        var (network, node) = found;
        List<string> facts = [$"{(isNamed ? $"**{node.Name}** " : "")}gives `{node.Type}`{NodeFacts.DimensionOf(node.Type)}, {Domain(network, node)}"];
        facts.AddRange(NodeFacts.InputsOf(node).Select(edge =>
            $"from `{NodeFacts.NameOf(edge)}`{(view.TypeOf(network, edge) is { } type ? $": `{type}`" : "")}"
            + (edge.Port is null ? "" : $" into `{edge.Port}`")));
        if (NodeFacts.DelayOf(node, network.Scale) is { } delay)
        {
            facts.Add($"delay: {delay}");
        }

        facts.AddRange(NodeFacts.TensorsOf(node).Select(tensor => $"{tensor.Key}: `{tensor.Value.Key}` {tensor.Value.Shape}"
            + (tensor.Value.IsKnown ? $", {tensor.Value.DType.ToString().ToLowerInvariant()}" : ", comes when it is loaded")));
        if (withDecays && node.Operation is BoundPopulation population)
        {
            facts.AddRange(new DecayInference(population.Use, network.Scale).Find().Select(decay => DecayText.Long(decay, network.Scale)));
        }

        if (Rate(network, node) is { } rate)
        {
            facts.Add(rate);
        }

        return Markdown.List(facts)!;
    }

    private string? Rate(BoundNetwork network, BoundNode node) =>
        rates.Of(network.Name, node.Name) is { } recorded ? $"{Quantity.Number(recorded)} spikes per neuron and step, recorded"
        : node.Activity is { } expected ? $"{Quantity.Number(expected)} spikes per neuron and step, expected"
        : null;

    private static string Domain(BoundNetwork network, BoundNode node) =>
        node.Type.Kind == TimeKind.Frame ? "once per inference" : $"in each of {NodeFacts.TimeOf(network)}";

    private string TypeOf(NameSymbol instance, NameSymbol member) =>
        InstanceEnds.TypeOf(view, instance, member) is { } type ? $", `{NodeFacts.TypeOf(type)}`" : "";

    private static string Declaration(NameSymbol symbol) => symbol.Kind == NameKind.Input ? Source(symbol) : $"{Source(symbol)};";

    // A declaration in one line, as written.
    private static string Source(NameSymbol symbol) =>
        string.Join(' ', symbol.At!.Source.ToString(symbol.Syntax!.Span).Split((char[]?)null, System.StringSplitOptions.RemoveEmptyEntries));
}
