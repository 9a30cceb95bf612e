using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Plan;
using Snnc.Compiler.Semantics.Networks;
using Snnc.Compiler.Symbols;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Text;

namespace Snnc.LanguageServer.Queries;

/// <summary>A line of text above a place.</summary>
/// <param name="Network">The network that it is about.</param>
/// <param name="Node">The connection that it is about; null where it is about the whole network.</param>
/// <param name="Title">The text; null where it takes a plan to tell, so that it is asked for when it is seen.</param>
internal sealed record Lens(TextSpan Span, string Network, string? Node, string? Title);

/// <summary>Summaries above networks and connections: size, time, memory, and how they will run and why.</summary>
internal sealed class LensQuery(ProgramView view)
{
    private const int BytesOfFloat = 4;

    /// <summary>All of a file, by place.</summary>
    public IReadOnlyList<Lens> Run()
    {
        var networks = view.Tree.Root.Declarations.OfType<NetworkSyntax>().Where(network => !network.Name.IsMissing)
            .Select(syntax => (Syntax: syntax, Network: view.NetworkOf(syntax))).Where(pair => pair.Network is not null).ToList();
        var connections = networks.SelectMany(pair => pair.Network!.Nodes.Where(IsConnectionHere).Select(node => OfNode(pair.Network, node)));

        // Instances of a block share their text: the first speaks for all.
        var lenses = networks.SelectMany(pair => OfNetwork(pair.Syntax, pair.Network!))
            .Concat(connections.GroupBy(lens => lens.Span).Select(group => group.First()));
        return [.. lenses.OrderBy(lens => lens.Span.Start)];
    }

    /// <summary>The text of a lens that takes a plan to tell; null where the program has changed since and has no such place any more.</summary>
    public string? TitleOf(string network, string? node, PlanView plans, CostView costs)
    {
        var plan = plans.Find(network);
        var found = view.Compilation.AllNetworks.FirstOrDefault(bound => bound.Name == network);
        return node is null ? (plan is null ? null : Joined(PlanSummary(plan), costs.OfNetwork(plan)))
            : found is not null && view.Find(found, node) is { } bound
                ? Joined(Title(bound, ChoiceOf(plan, node)), plan is null ? null : costs.OfNode(plan, node))
            : null;
    }

    private static string Joined(string title, string? cost) => cost is null ? title : $"{title}; {cost}";

    private IEnumerable<Lens> OfNetwork(NetworkSyntax syntax, BoundNetwork network)
    {
        yield return new Lens(syntax.Name.Span, network.Name, null, NetworkText.Summary(network));
        if (!view.Compilation.HasErrors)
        {
            yield return new Lens(syntax.Name.Span, network.Name, null, null);
        }
    }

    private Lens OfNode(BoundNetwork network, BoundNode node) =>
        new(node.At.Span, network.Name, node.Name, view.Compilation.HasErrors ? Title(node, null) : null);

    private bool IsConnectionHere(BoundNode node) =>
        node.Operation is BoundOperator { Symbol.Family: OperatorFamily.Connection } && node.At.Path == view.Text.Path;

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

    // What does not change with time was moved out of the loop, under a name of its own.
    private static NodePlan? ChoiceOf(ExecutionPlan? plan, string node) =>
        plan?.Stages.SelectMany(stage => stage.Nodes).Where(choice => choice.Node.Name == node || choice.Node.Name == node + ".once")
            .OrderByDescending(choice => choice.Node.Name.Length).FirstOrDefault();

    private static string Title(BoundNode node, NodePlan? choice)
    {
        var parameters = NodeFacts.ParametersOf(node);
        var size = parameters == 0 ? "" : $", {Quantity.Count(parameters)} parameters ({Quantity.Bytes(parameters * BytesOfFloat)})";
        return $"{node.Name}: {node.Type}{size}{(choice is null ? "" : $", {string.Join(" or ", choice.Kernels)}: {choice.Reason}")}";
    }
}
