using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;

namespace Snnc.Cost.Functional;

/// <summary>Which connections spikes feed: those a target computes; the others are its host's.</summary>
internal sealed class SpikeFed(Graph graph)
{
    private readonly GraphValues _values = new(graph);

    /// <summary>Whether a connection reads spikes, also pooled, delayed or in another shape.</summary>
    public bool IsFedBySpikes(Node connection) => connection.Inputs.Any(Carries);

    private bool Carries(ValueRef value) => _values.TypeOf(value).Kind == ValueKind.Spikes
        || (value.State is null && _values.NodeOf(value.Node) is { Op: PoolOp or ReshapeOp or PermuteOp or SliceOp or DelayOp or ConcatOp } node
            && node.Inputs.All(Carries));
}
