using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler;
using Snnc.Compiler.Semantics.Networks;

namespace Snnc.LanguageServer.Queries;

/// <summary>A network as it is drawn.</summary>
/// <param name="Networks">The networks of the file.</param>
/// <param name="Name">The one that is drawn; null where the file has none.</param>
/// <param name="Summary">Its size and time.</param>
public sealed record DrawnGraph(
    IReadOnlyList<string> Networks, string? Name, string? Summary, IReadOnlyList<DrawnNode> Nodes, IReadOnlyList<DrawnEdge> Edges)
{
    /// <summary>The network of that name, as it was compiled.</summary>
    public static DrawnGraph Of(Compilation compilation, string name) => GraphQuery.Run(ProgramView.Of(compilation), name, RecordedRates.None);
}

/// <summary>A node of a drawn network.</summary>
/// <param name="Kind"><c>ann</c>, <c>snn</c>, <c>convert</c>, <c>input</c> or <c>output</c>.</param>
/// <param name="At">Where the program makes it.</param>
/// <param name="Rate">The spikes per neuron and step that were recorded or are expected.</param>
public sealed record DrawnNode(
    string Id, string Name, string Op, string Kind, string Shape, Compiler.Text.Location At, string Summary, double? Rate);

/// <summary>An edge of a drawn network.</summary>
/// <param name="Kind"><c>frame</c>, <c>signal</c> or <c>spikes</c>.</param>
/// <param name="Delay">In words; null without one.</param>
public sealed record DrawnEdge(string From, string To, string Shape, string Kind, string? Delay);

/// <summary>Draws networks: what could be typed of them.</summary>
internal static class GraphQuery
{
    private const string OutputPrefix = "output:";

    /// <summary>The network of that name, or the first.</summary>
    /// <param name="rates">What was recorded: by network and node.</param>
    public static DrawnGraph Run(ProgramView view, string? name, RecordedRates rates)
    {
        var networks = view.Compilation.AllNetworks;
        var names = networks.Select(network => network.Name).ToList();
        var chosen = networks.FirstOrDefault(network => network.Name == name) ?? networks.FirstOrDefault();
        return chosen is null
            ? new DrawnGraph(names, null, null, [], [])
            : new DrawnGraph(names, chosen.Name, NetworkText.Summary(chosen), [.. Nodes(view, chosen, rates)], [.. Edges(view, chosen)]);
    }

    private static IEnumerable<DrawnNode> Nodes(ProgramView view, BoundNetwork network, RecordedRates rates)
    {
        foreach (var node in network.Nodes.Where(node => !node.IsBlockInput))
        {
            yield return new DrawnNode(
                node.Name, node.Name, NodeFacts.OperationOf(node), KindOf(node), node.Type.Shape.ToString(), node.At, SummaryOf(network, node),
                rates.Of(network.Name, node.Name) ?? node.Activity);
        }

        foreach (var output in network.Outputs)
        {
            var at = view.Names.Own.FirstOrDefault(own => own.Name == network.Name)
                ?.Find(output.Name, member => member.Kind == Compiler.Semantics.Names.NameKind.Output)?.At;
            var place = at ?? new Compiler.Text.Location(view.Text, default);
            yield return new DrawnNode(
                OutputPrefix + output.Name, output.Name, "output", "output", output.Type.Shape.ToString(), place, output.Type.ToString(), null);
        }
    }

    private static IEnumerable<DrawnEdge> Edges(ProgramView view, BoundNetwork network)
    {
        foreach (var node in network.Nodes.Where(node => !node.IsBlockInput))
        {
            foreach (var edge in NodeFacts.InputsOf(node))
            {
                if (view.TypeOf(network, edge) is { } type)
                {
                    yield return Edge(edge.From, node.Name, type, NodeFacts.DelayOf(node, network.Scale));
                }
            }
        }

        foreach (var output in network.Outputs.Where(output => view.Find(network, output.From) is not null))
        {
            yield return Edge(output.From, OutputPrefix + output.Name, output.Type, null);
        }
    }

    private static DrawnEdge Edge(string from, string to, NetType type, string? delay) =>
        new(from, to, type.Shape.ToString(), type.Kind.ToString().ToLowerInvariant(), delay);

    private static string KindOf(BoundNode node) => node.Operation is BoundInput ? "input"
        : NodeFacts.IsConversion(node) ? "convert"
        : node.Type.Kind == TimeKind.Frame ? "ann"
        : "snn";

    private static string SummaryOf(BoundNetwork network, BoundNode node)
    {
        List<string> facts = [$"{NodeFacts.OperationOf(node)}: {node.Type}"];
        if (NodeFacts.ParametersOf(node) is > 0 and var parameters)
        {
            facts.Add($"{Quantity.Count(parameters)} parameters");
        }

        if (NodeFacts.DelayOf(node, network.Scale) is { } delay)
        {
            facts.Add($"delay {delay}");
        }

        if (node.Operation is BoundPopulation { Use: var use })
        {
            facts.AddRange(new DecayInference(use, network.Scale).Find().Select(DecayText.Short));
        }

        return string.Join(", ", facts);
    }
}
