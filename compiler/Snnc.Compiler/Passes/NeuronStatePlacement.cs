using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;

namespace Snnc.Compiler.Passes;

/// <summary>
/// Neuron state placement: says what lives on beyond a region - rows of values, lists of events, rows of states -, in which order it lies, and how
/// many steps
/// a tile of time has, so that what is kept of them stays in the second-level cache. All else stays in registers, or in one tile of sums.
/// <code>
/// before                              after
///   tiled   fc1 (event tiles), h        tiled   fc1, h   keeps lists
///   tiled   fc2 (event tiles), o        tiled   fc2, o   keeps rows of state v
///   max o:v                             max o:v          reads them after each tile
/// </code>
/// Cases: a reader in the same region needs nothing but a list, if it reads one; a reader elsewhere needs what its kernel reads; a decoder of a tiled
/// region's value, and an output, need rows; a pooling between convolutions in tiles takes spikes as bits where nobody needs rows of them; the last value of
/// a state is the state itself. What a later loop reads is kept for all steps, in one tile. States that a stepped loop goes through in every step are bytes
/// where that holds them (<see cref="ByteStates"/>), and rests are counted apart where few rest (<see cref="Passes.Rests"/>).
/// </summary>
internal sealed class NeuronStatePlacement
{
    /// <summary>Room for what a tile of steps keeps: half a megabyte, the second-level cache of the processors of today.</summary>
    private const long TileBytes = 512 * 1024;

    /// <summary>The sums of a tile of 64 neurons over so many steps fill half of a first-level cache of 32 KiB.</summary>
    private const int MostSteps = 64;

    private readonly Schedule _schedule;
    private readonly GraphUses _uses;
    private readonly MemoryOrder _order;

    private NeuronStatePlacement(Schedule schedule, MemoryOrder order, GraphUses uses) => (_schedule, _order, _uses) = (schedule, order, uses);

    /// <summary>The stage of the plan.</summary>
    public static PlanStage Run(Schedule schedule, MemoryOrder order, PlanContext context)
    {
        var pass = new NeuronStatePlacement(schedule, order, context.Uses);
        var narrows = context.Options.IsOn(PlanPass.Placement) && !context.Graph.Time.IsStream;
        var given = schedule.Regions.SelectMany(region => region.Nodes).Select(plan => plan.Into).OfType<ValueRef>().ToList();
        NodePlan Place(NodePlan plan, PlanRegion region) => !narrows || region.Kind != RegionKind.Stepped ? pass.Place(plan, region)
            : Rests.SetApart(pass.Place(ByteStates.Narrow(plan, context), region), context, given);
        var regions = schedule.Regions.Select(region => region with { Nodes = region.Nodes.Select(plan => Place(plan, region)).ToEquatableArray() })
            .ToEquatableArray();
        var steps = context.Graph.Time.Steps ?? 1;
        return new PlanStage(true, regions) { TileSteps = context.Options.IsOn(PlanPass.Placement) ? pass.TileSteps(regions, steps) : steps };
    }

    /// <summary>The most steps that a tile may have.</summary>
    public static int LongestTile(TimeBase time) => Math.Min(time.Steps ?? 1, MostSteps);

    private NodePlan Place(NodePlan plan, PlanRegion region)
    {
        if (plan.Kernel is Kernel.View or Kernel.Previous)
        {
            return plan;
        }

        var value = new ValueRef(plan.Node.Name);
        var states = plan.Node.Op is NeuronOp neuron ? neuron.States.Select(state => state.Name) : [];
        return plan with
        {
            Order = _order.Kept(value),
            Kept = KeptOf(value, region),
            KeptStates = states.Where(state => KeptOf(new ValueRef(plan.Node.Name, state), region) != Kept.None).ToEquatableArray(),
        };
    }

    private Kept KeptOf(ValueRef value, PlanRegion region)
    {
        var kept = region.Kind == RegionKind.Tiled && _uses.IsOutput(value) ? NaturalRows(value) : Kept.None;
        kept = _uses.ReadersOf(value).Aggregate(kept, (sum, reader) => sum | KeptFor(reader, value, region));
        return kept.HasFlag(Kept.Bits) && (kept & (Kept.Rows | Kept.NaturalRows)) != 0 ? (kept & ~Kept.Bits) | Kept.Rows : kept;
    }

    private Kept KeptFor(Node reader, ValueRef value, PlanRegion region)
    {
        var isHere = region.Nodes.Any(plan => plan.Node.Name == reader.Name);
        if (reader.Op is DecodeOp decode)
        {
            return region.Kind == RegionKind.Tiled && (decode.Kind != DecodeKind.Last || value.State is null) ? NaturalRows(value) : Kept.None;
        }

        if (region.Kind == RegionKind.Tiled && !isHere && IsPooledFromBits(reader, value))
        {
            return Kept.Bits;
        }

        var kernels = _schedule.KernelsOf(reader);
        var (isTiledHere, numbers) = (isHere && region.Kind == RegionKind.Tiled, isHere ? Kept.None : _order.Accepts(reader) ? Kept.Rows : NaturalRows(value));
        return kernels.Count == 0 ? numbers : kernels.Aggregate(Kept.None, (kept, kernel) =>
            kept | (kernel == Kernel.Previous || (Kernel.ReadsLists(kernel) && !isTiledHere) ? ListsOf(value) : numbers));
    }

    // Whole bytes of channels, and counts that fit a byte. A window that lies in the padding alone has no largest element.
    private bool IsPooledFromBits(Node reader, ValueRef value) => reader.Op is PoolOp pool && _order.Accepts(reader) && IsUnit(value)
        && _uses.NodeOf(value.Node) is { Op: NeuronOp } population && population.Type.Shape[0] % 8 == 0
        && pool.Kernel * pool.Kernel <= sbyte.MaxValue && pool.Padding < pool.Kernel;

    private Kept NaturalRows(ValueRef value) => _order.Kept(value) == ElementOrder.Natural ? Kept.Rows : Kept.NaturalRows;

    private Kept ListsOf(ValueRef value) => IsUnit(value) ? Kept.Lists : Kept.Lists | Kept.ListValues;

    // Whether what is not 0 is 1. A cycle that passes no neuron carries nothing; the answer for it does not matter, but must be found.
    private bool IsUnit(ValueRef value) => IsUnit(value, []);

    private bool IsUnit(ValueRef value, HashSet<string> seen) =>
        value.State is null && seen.Add(value.Node) && _uses.NodeOf(value.Node) is var node && node.Op switch
    {
        NeuronOp neuron => FiresOnce(neuron.Body),
        ThresholdOp or EncodeRateOp or EncodeLatencyOp or EncodeDeltaOp => true,
        DelayOp or ReshapeOp or PermuteOp or SliceOp or ConcatOp => node.Type.Kind == ValueKind.Spikes && node.Inputs.All(input => IsUnit(input, seen)),
        _ => false,
    };

    private static bool FiresOnce(IEnumerable<Stmt> statements) => statements.All(statement => statement switch
    {
        SpikeStmt spike => spike.Condition.Type == ExprType.Bool,
        EmitStmt => false,
        IfStmt choice => FiresOnce(choice.Then) && FiresOnce(choice.Else),
        _ => true,
    });

    private int TileSteps(EquatableArray<PlanRegion> regions, int steps)
    {
        var plans = regions.SelectMany(region => region.Nodes).ToList();
        if (plans.Any(IsReadLater))
        {
            return steps;
        }

        var room = TileBytes / Math.Max(1, plans.Sum(BytesPerStep));
        var most = (int)Math.Min(steps, Math.Max(4, Math.Min(MostSteps, room)));
        var tiles = (steps + most - 1) / most;
        return (steps + tiles - 1) / tiles;
    }

    private bool IsReadLater(NodePlan plan) => ValuesOf(plan.Node).Any(value =>
        _uses.ReadersOf(value).Any(reader => reader.Op is not DecodeOp && _schedule.RegionOf(reader) is null));

    private static IEnumerable<ValueRef> ValuesOf(Node node) => node.Op is NeuronOp neuron
        ? neuron.States.Select(state => new ValueRef(node.Name, state.Name)).Prepend(new ValueRef(node.Name))
        : [new ValueRef(node.Name)];

    // What the caller holds already is not counted.
    private static long BytesPerStep(NodePlan plan)
    {
        var size = plan.Node.Type.Shape.Size;
        var rows = plan.Node.Op is InputOp ? 0 : (plan.Kept.HasFlag(Kept.Rows) ? 1 : 0) + (plan.Kept.HasFlag(Kept.NaturalRows) ? 1 : 0) + plan.KeptStates.Count;
        return (size * 4 * rows) + (plan.Kept.HasFlag(Kept.Lists) ? size / 2 : 0) + (plan.Kept.HasFlag(Kept.Bits) ? size / 8 : 0);
    }
}
