using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;

namespace Snnc.Compiler.Passes;

/// <summary>
/// Part of sparsity scheduling: connections of one population that go straight into states are gone through as one, so that a source that fires has one row of
/// targets and not several short ones.
/// <code>
/// before                              after
///   syn_a (event rows, into a:g)        syn_a (event rows, into a:g)
///   syn_b (event rows, into b:g)        syn_b (event rows, into b:g, joined to syn_a)
/// </code>
/// Cases: they read the same list, and all of their synapses have the same weight; 16 bits hold the targets of all. A population steps after what goes into it,
/// so that its synapses may be added as early as those of the first connection.
/// </summary>
internal sealed class JoinedSynapses(Graph graph)
{
    private readonly Dictionary<(ValueRef Source, LoadExpr Weight), List<NodePlan>> _groups = [];

    /// <summary>The plans of a stepped region with such connections joined to the first of them.</summary>
    public IReadOnlyList<NodePlan> Join(IEnumerable<NodePlan> plans) => [.. plans.Select(Join)];

    private NodePlan Join(NodePlan plan)
    {
        if (plan.Into is null || WeightOf(plan) is not { } weight)
        {
            return plan;
        }

        var key = (plan.Node.Inputs[0], weight);
        if (!_groups.TryGetValue(key, out var group) || JoinedRows.Size([.. group, plan]) > ushort.MaxValue)
        {
            _groups[key] = [plan];
            return plan;
        }

        group.Add(plan);
        var first = group[0].Node.Name;
        return plan with { JoinedTo = first, Reason = $"{plan.Reason}, with the synapses of {first}" };
    }

    private LoadExpr? WeightOf(NodePlan plan) =>
        graph.Constants.First(constant => constant.Name == ((SparseOp)plan.Node.Op).Weight) is { Shape.Size: 1 } constant ? constant.Value : null;
}
