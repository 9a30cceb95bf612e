using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;

namespace Snnc.Compiler.Passes;

/// <summary>
/// Sparsity scheduling: chooses the kernel of every connection from how much of what it reads is not 0.
/// <code>
/// before                            after
///   tiled   fc1, h                    tiled   fc1 (event tiles), h (lanes)
///   stepped back, rec, o              stepped back (previous), rec (event rows), o (lanes)
/// </code>
/// Cases: in tiles, events where little is active and a matrix product where much is; step by step, rows of the spikes that a list holds, where there is one;
/// a delay of one step before such rows is no memory of its own, but the list of the step before. All else as its types say.
/// </summary>
internal sealed class SparsityScheduling
{
    private readonly GraphUses _uses;
    private readonly GraphValues _values;
    private readonly TimeBase _time;
    private readonly MemoryOrder _order;
    private readonly HashSet<string> _nodes;

    private SparsityScheduling(IReadOnlyList<Region> regions, GraphUses uses, GraphValues values, TimeBase time) =>
        (_nodes, _uses, _values, _time, _order) =
            ([.. regions.SelectMany(region => region.Nodes).Select(node => node.Name)], uses, values, time, new MemoryOrder(regions, uses));

    /// <summary>The regions with kernels.</summary>
    public static Schedule Run(IReadOnlyList<Region> regions, GraphUses uses, GraphValues values, TimeBase time)
    {
        var pass = new SparsityScheduling(regions, uses, values, time);
        return new Schedule([.. regions.Select(pass.PlanRegion)]);
    }

    private PlanRegion PlanRegion(Region region) =>
        new(region.Kind, region.Nodes.Select(node => PlanNode(node, region)).ToEquatableArray(), region.Reason);

    private NodePlan PlanNode(Node node, Region region)
    {
        var (kernel, reason) = region.Kind == RegionKind.Tiled ? ChooseTiled(node) : ChooseStepped(node, region);
        return new NodePlan(node, kernel, reason);
    }

    private (string Kernel, string Reason) ChooseTiled(Node node)
    {
        if (node.Op is NeuronOp neuron)
        {
            return (Kernel.Lanes, $"{neuron.Model}: eight neurons at a time, states at hand from step to step");
        }

        return IsSparse(_uses.Viewed(node.Inputs[0]))
            ? (Kernel.EventTiles, "few of its inputs are expected to be other than 0 in a step")
            : (Kernel.DenseTiles, "most of its inputs are expected to be other than 0");
    }

    // Pooling keeps what is 0 in all of a window.
    private bool IsSparse(ValueRef value) => _values.TypeOf(value).Kind == ValueKind.Spikes
        || (value.State is null && _uses.NodeOf(value.Node) is { Op: PoolOp } pool && IsSparse(_uses.Viewed(pool.Inputs[0])));

    private (string Kernel, string Reason) ChooseStepped(Node node, Region region)
    {
        if (ReadsRows(node))
        {
            return (Kernel.EventRows, "spikes arrive: each on the list of the step adds a row");
        }

        if (node.Op is DelayOp && IsPrevious(node, region))
        {
            return (Kernel.Previous, "one step back: the list that was left there is read again, and no ring is kept");
        }

        return node.Op is PoolOp && _order.Of(new ValueRef(node.Name)) == ElementOrder.ChannelsLast
            ? (Kernel.PoolRows, "between convolutions in tiles: rows with the channels innermost")
            : SteppedKernels.Choose(node, _values, _time);
    }

    private bool ReadsRows(Node node)
    {
        if (node.Op is not (DenseOp or SparseOp) || ((ConnectionOp)node.Op).Delays is not null || node.Type.Element != ElementType.Real)
        {
            return false;
        }

        var source = _uses.Viewed(node.Inputs[0]);
        return _nodes.Contains(source.Node) && _values.TypeOf(source) is { Kind: ValueKind.Spikes, Element: ElementType.Real }
            && (node.Op is SparseOp || _values.TypeOf(node.Inputs[0]).Shape.Rank == 1)
            && _order.Kept(Delayed(source)) == ElementOrder.Natural;
    }

    private ValueRef Delayed(ValueRef source) =>
        _uses.NodeOf(source.Node) is { Op: DelayOp { Steps: 1 } } delay ? _uses.Viewed(delay.Inputs[0]) : source;

    private bool IsPrevious(Node delay, Region region)
    {
        var value = new ValueRef(delay.Name);
        return delay.Op is DelayOp { Steps: 1 } && !_uses.IsOutput(value)
            && _uses.ReadersOf(value).All(reader => region.Nodes.Contains(reader) && ReadsRows(reader));
    }
}
