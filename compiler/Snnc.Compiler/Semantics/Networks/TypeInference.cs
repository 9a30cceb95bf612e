using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Symbols;
using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.Semantics.Networks;

/// <summary>
/// Infers the types of all nodes forwards. A population is typed as soon as one of its edges is, so recurrent connections get their shape from it;
/// their own edge is checked afterwards.
/// </summary>
internal sealed class TypeInference(NetworkBuilder network, string networkName)
{
    private readonly OperatorTyping _operators = new(network);
    private bool _hasReportedTime;

    private DiagnosticBag Bag => network.Bag;

    /// <summary>Types the nodes, which stand in execution order.</summary>
    public void Run(IReadOnlyList<NetNode> nodes)
    {
        var open = nodes.Where(node => !node.IsBroken).ToList();
        int before;
        do
        {
            before = open.Count;
            open.RemoveAll(Infer);
        }
        while (open.Count > 0 && open.Count < before);

        foreach (var node in open.Where(node => node.Edges.All(edge => !IsBroken(edge.From, [])) && !_operators.LeadsToBroken(node)))
        {
            Bag.Add(node.Edges.Count == 0 && node.Symbol is not null
                ? Catalog.NoInput(node.At, node.Name, "an input") : Catalog.UnknownShape(node.At, node.Name, node.Symbol?.Name == "sparse"));
            node.IsBroken = true;
        }

        foreach (var node in nodes.Where(node => node.Use is not null && node.Type is not null))
        {
            new PopulationChecker(node, network).CheckEdges();
        }
    }

    private static bool IsBroken(NetNode node, HashSet<NetNode> seen) =>
        node.IsBroken || (node.Type is null && seen.Add(node) && node.Edges.Any(edge => IsBroken(edge.From, seen)));

    /// <summary>Types a node if its inputs allow; true when it needs no further look.</summary>
    private bool Infer(NetNode node)
    {
        if (node.Edges.Any(edge => edge.From.IsBroken) && (node.Use is null || node.ExplicitShape is null))
        {
            node.IsBroken = true;
            return true;
        }

        var known = node.Edges.Where(edge => edge.From.Type is not null).ToList();
        if (node.Use is not null)
        {
            return InferPopulation(node, known);
        }

        if (known.Count < node.Edges.Count || !_operators.KnowsTarget(node))
        {
            return false;
        }

        node.Type = node.Symbol is null ? InferInput(node) : _operators.Infer(node);
        node.IsBroken |= node.Type is null;
        RequireTime(node);
        return true;
    }

    private bool InferPopulation(NetNode node, List<NetEdge> known)
    {
        if (known.Count == 0 && node.ExplicitShape is null)
        {
            if (node.Edges.Count > 0)
            {
                return false;
            }

            Bag.Add(Catalog.UnknownShape(node.At, node.Name));
            node.IsBroken = true;
            return true;
        }

        var shape = node.ExplicitShape ?? known[0].From.Type!.Shape;
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
            ? Catalog.NoInput(node.At, node.Name, "an edge into this block's input")
            : Catalog.SeveralInputs(node.Edges[1].At, node.Name, node.Edges.Count));
        return null;
    }

    private void RequireTime(NetNode node)
    {
        if (node.Type is { Kind: not TimeKind.Frame } && !network.Time.IsTimed && !_hasReportedTime)
        {
            _hasReportedTime = true;
            Bag.Add(Catalog.MissingTime(node.At, networkName, node.Name));
        }
    }
}
