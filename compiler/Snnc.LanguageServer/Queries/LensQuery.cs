using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Plan;
using Snnc.Compiler.Semantics.Networks;
using Snnc.Compiler.Symbols;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Text;

namespace Snnc.LanguageServer.Queries;

/// <summary>A line of text above a place.</summary>
internal sealed record Lens(TextSpan Span, string Title);

/// <summary>Summaries above networks and connections: size, time, memory, and how they will run and why.</summary>
internal sealed class LensQuery(ProgramView view, PlanView plans)
{
    private const int BytesOfFloat = 4;

    /// <summary>All of a file, by place.</summary>
    public IReadOnlyList<Lens> Run()
    {
        var networks = view.Tree.Root.Declarations.OfType<NetworkSyntax>().Where(network => !network.Name.IsMissing)
            .Select(syntax => (Syntax: syntax, Network: view.NetworkOf(syntax))).Where(pair => pair.Network is not null).ToList();
        var lenses = networks.SelectMany(pair => OfNetwork(pair.Syntax, pair.Network!))
            .Concat(networks.SelectMany(pair => OfConnections(pair.Network!)).GroupBy(lens => lens.Span).Select(Joined));
        return [.. lenses.OrderBy(lens => lens.Span.Start)];
    }

    private IEnumerable<Lens> OfNetwork(NetworkSyntax syntax, BoundNetwork network)
    {
        yield return new Lens(syntax.Name.Span, NetworkText.Summary(network));
        if (plans.Find(network.Name) is { } plan)
        {
            yield return new Lens(syntax.Name.Span, PlanSummary(plan));
        }
    }

    private static string PlanSummary(ExecutionPlan plan)
    {
        var loops = plan.Stages.Where(stage => stage.IsLoop).ToList();
        var tiled = loops.SelectMany(stage => stage.Regions).Count(region => region.Kind == RegionKind.Tiled);
        var stepped = loops.Sum(stage => stage.Regions.Count) - tiled;
        List<string> facts = [];
        if (loops.Count > 0)
        {
            facts.Add($"{tiled} regions in tiles of {loops.Max(stage => stage.TileSteps)} steps, {stepped} step by step");
        }

        if (StateMemory.Bytes(StateMemory.Of(plan)) is > 0 and var states)
        {
            facts.Add($"states {Quantity.Bytes(states)}");
        }

        if (plan.Stages.Sum(KeptMemory.Bytes) is > 0 and var kept)
        {
            facts.Add($"kept between regions {Quantity.Bytes(kept)}");
        }

        return facts.Count == 0 ? "runs once per inference" : string.Join(", ", facts);
    }

    private IEnumerable<Lens> OfConnections(BoundNetwork network)
    {
        var choices = plans.Find(network.Name)?.Stages.SelectMany(stage => stage.Nodes).GroupBy(node => node.Node.Name)
            .ToDictionary(group => group.Key, group => group.First()) ?? [];
        foreach (var node in network.Nodes.Where(node => node.At.Path == view.Text.Path && IsConnection(node)))
        {
            // What does not change with time was moved out of the loop under a name of its own.
            var choice = choices.GetValueOrDefault(node.Name + ".once") ?? choices.GetValueOrDefault(node.Name);
            yield return new Lens(node.At.Span, Title(node, choice));
        }
    }

    private static bool IsConnection(BoundNode node) => node.Operation is BoundOperator { Symbol.Family: OperatorFamily.Connection };

    private static string Title(BoundNode node, NodePlan? choice)
    {
        var parameters = NodeFacts.ParametersOf(node);
        var size = parameters == 0 ? "" : $", {Quantity.Count(parameters)} parameters ({Quantity.Bytes(parameters * BytesOfFloat)})";
        return $"{node.Name}: {node.Type}{size}{(choice is null ? "" : $", {choice.Kernel}: {choice.Reason}")}";
    }

    // Instances of a block share their text.
    private static Lens Joined(IGrouping<TextSpan, Lens> lenses)
    {
        var count = lenses.Count();
        return count == 1 ? lenses.First() : lenses.First() with { Title = $"{lenses.First().Title} (and {count - 1} more instances)" };
    }
}
