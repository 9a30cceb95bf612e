using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Symbols;
using Snnc.Compiler.Tensors;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Semantics.Networks;

/// <summary>
/// Infers the types of all nodes forwards. A population is typed as soon as one of its edges is, so recurrent connections get their shape from it;
/// their own edge is checked afterwards.
/// </summary>
internal sealed class TypeInference(NetworkBuilder network, Location networkName)
{
    private readonly OperatorTyping _operators = new(network);
    private bool _hasReportedTime;

    private DiagnosticBag Bag => network.Bag;

    /// <summary>Types the nodes, which stand in execution order.</summary>
    public void Run(IReadOnlyList<NetNode> nodes)
    {
        Infer(nodes);
        ReportUntyped(nodes);
        foreach (var node in nodes.Where(node => node.Use is not null && node.Type is not null))
        {
            new PopulationChecker(node, network).CheckEdges();
        }
    }

    // A node that cannot be typed yet is looked at again when one that it waits for is: in all, a look for each edge.
    private void Infer(IReadOnlyList<NetNode> nodes)
    {
        var open = new Queue<NetNode>(nodes);
        var isDone = new bool[network.Nodes.Count];
        var isWaiting = new bool[network.Nodes.Count];
        var hasSparse = false;
        foreach (var node in nodes)
        {
            isDone[node.Order] = node.IsBroken;
            hasSparse |= IsSparse(node);
        }

        while (open.Count > 0)
        {
            var node = open.Dequeue();
            if (isDone[node.Order])
            {
                continue;
            }

            isWaiting[node.Order] = true;
            if (Infer(node))
            {
                isDone[node.Order] = true;
                foreach (var other in hasSparse ? node.Consumers.Concat(SparseWaitingFor(node)) : node.Consumers)
                {
                    if (isWaiting[other.Order])
                    {
                        open.Enqueue(other);
                    }
                }
            }
        }
    }

    private static bool IsSparse(NetNode node) => node.Symbol?.Name == "sparse";

    // A sparse connection waits for the shape of the population that it leads to, which may come from another of its edges.
    private static IEnumerable<NetNode> SparseWaitingFor(NetNode node) => node.Consumers.Append(node).Where(target => target.Use is not null)
        .SelectMany(target => target.Edges).Select(edge => edge.From).Where(IsSparse);

    // Of nodes that wait for each other the population is the place to say the shape; what follows from it stays silent.
    private void ReportUntyped(IReadOnlyList<NetNode> nodes)
    {
        var excused = new HashSet<NetNode>();
        Excuse(nodes.Where(node => node.IsBroken), excused);
        foreach (var node in nodes.Where(node => node.Use is not null).Concat(nodes.Where(node => node.Use is null)))
        {
            if (node.Type is null && !excused.Contains(node) && !_operators.LeadsToBroken(node))
            {
                Bag.Add(Catalog.UnknownShape(node.At, node.Name, HowToShape(node)));
                node.IsBroken = true;
                Excuse([node], excused);
            }
        }
    }

    private static string HowToShape(NetNode node) => node switch
    {
        { Use: { Model: var model } } => $"no input says it: write `LABEL[N]: {model.Name}(...)`",
        { Symbol.Name: "sparse" } => "it is that of the population it leads to: give that one its shape, `n[4000]: MODEL(...)`",
        _ => "it waits for itself: a cycle gets its shape from a population of neurons on it",
    };

    private static void Excuse(IEnumerable<NetNode> broken, HashSet<NetNode> excused)
    {
        var open = new Stack<NetNode>(broken);
        while (open.Count > 0)
        {
            var node = open.Pop();
            if (!excused.Add(node))
            {
                continue;
            }

            foreach (var consumer in node.Consumers.Where(consumer => consumer.Type is null))
            {
                open.Push(consumer);
            }
        }
    }

    /// <summary>Types a node if its inputs allow; true when it needs no further look.</summary>
    private bool Infer(NetNode node)
    {
        if (node.Edges.Exists(IsFromBroken) && (node.Use is null || node.ExplicitShape is null))
        {
            node.IsBroken = true;
            return true;
        }

        if (node.Use is not null)
        {
            return InferPopulation(node);
        }

        if (!node.Edges.TrueForAll(IsFromTyped) || !_operators.KnowsTarget(node))
        {
            return false;
        }

        node.Type = node.Symbol is null ? InferInput(node) : _operators.Infer(node);
        node.IsBroken |= node.Type is null;
        RequireTime(node);
        return true;
    }

    private static bool IsFromBroken(NetEdge edge) => edge.From.IsBroken;

    private static bool IsFromTyped(NetEdge edge) => edge.From.Type is not null;

    private bool InferPopulation(NetNode node)
    {
        var known = node.Edges.Find(IsFromTyped);
        if (known is null && node.ExplicitShape is null)
        {
            if (node.Edges.Count > 0)
            {
                return false;
            }

            Bag.Add(Catalog.UnknownShape(node.At, node.Name, HowToShape(node)));
            node.IsBroken = true;
            return true;
        }

        var shape = node.ExplicitShape ?? known!.From.Type!.Shape;
        node.Type = new NetType(node.Use!.Model.Emits ? TimeKind.Signal : TimeKind.Spikes, shape, Dimension.None);
        new PopulationChecker(node, network).CheckArguments(shape);
        RequireTime(node);
        return true;
    }

    private NetType? InferInput(NetNode node)
    {
        if (!node.IsBlockInput)
        {
            return new InputTyping(network).Declared(node);
        }

        if (node.Edges.Count == 1)
        {
            var edge = node.Edges[0];
            return new InputTyping(network).Passed(node, NetTypes.Of(edge));
        }

        Bag.Add(node.Edges.Count == 0
            ? Catalog.NoInput(node.UsedAt ?? node.At, node.Name, "an input", $"let a chain lead to it: `x -> {node.Name}`")
            : Catalog.SeveralInputs(node.Edges[1].At, node.Name, node.Edges.Count));
        return null;
    }

    private void RequireTime(NetNode node)
    {
        if (node.Type is { Kind: not TimeKind.Frame } && !network.Time.IsTimed && !_hasReportedTime)
        {
            _hasReportedTime = true;
            Bag.Add(Catalog.MissingTime(node.At, networkName.Source.ToString(networkName.Span), node.Name, networkName));
        }
    }
}
