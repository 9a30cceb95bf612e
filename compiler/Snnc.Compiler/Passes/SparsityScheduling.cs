using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;
using Snnc.Compiler.Targets;

namespace Snnc.Compiler.Passes;

/// <summary>
/// Sparsity scheduling: chooses the kernel of every connection from how much of what it reads is not 0, by what the kernels cost on the machine.
/// <code>
/// before                            after
///   tiled   fc1, h                    tiled   fc1 (event tiles), h (lanes)
///   tiled   big, h2                   stepped big (event rows), h2 (lanes)
///   tiled   far, h3                   tiled   far (event rows)
///                                     tiled   h3 (lanes)
///   stepped back, rec, o              stepped back (previous), rec (event rows), o (lanes)
/// </code>
/// Cases: in tiles, the cheapest of the kernels at the expected activity, or events and products both, where one alone would be far too slow at half or twice
/// the activity: which of them runs is seen from the tile of steps. Where whole rows are cheaper than any tile (many weights,
/// hardly a spike), the region is stepped after all; of weights from memory the connection adds them for all steps, by itself. Step by step, rows of the
/// spikes that a list holds, where there is one; a delay of one step before such rows is no memory of its own, but the list of the step before. All else as
/// its types say.
/// </summary>
internal sealed class SparsityScheduling
{
    private static readonly string[] DenseKernels = [Kernel.EventTiles, Kernel.DenseTiles, Kernel.StationaryTiles, Kernel.SkipTiles];
    private static readonly string[] ConvKernels = [Kernel.EventTiles, Kernel.DenseTiles];

    private static readonly (string Few, string Many) Pair = (Kernel.EventTiles, Kernel.DenseTiles);

    // Native code has the weights of a convolution in one form for events and in another for products.
    private const double MostTwice = 256 << 10;

    // Rows step by step also send the states through memory; a gain within the error of the prediction is not worth that. It is larger for what takes little
    // time: of weights that the core's own cache holds. Of weights beyond a core's part of the shared cache any is: where others hold more of it than was
    // measured, rows lose less than tiles. Of twice as many rows may even lose something: tiles are predicted by layers of which that cache gave a part.
    private const double ClearGain = 0.85;
    private const double ClearGainFar = 0.95;
    private const double AnyGain = 1;
    private const double FarLoss = 1.1;

    // What rows may lose where twice as much is active.
    private const double MostLoss = 1.8;

    private readonly PlanContext _context;
    private readonly MemoryOrder _order;
    private readonly HashSet<string> _nodes;
    private readonly double _footprint;

    private SparsityScheduling(IReadOnlyList<Region> regions, PlanContext context)
    {
        (_context, _order) = (context, new MemoryOrder(regions, context.Uses));
        _nodes = [.. regions.SelectMany(region => region.Nodes).Select(node => node.Name)];
        _footprint = context.Graph.Nodes.Where(node => node.Op is ConnectionOp).Sum(node => Works.Of(node, context.Graph, context.Values).TotalBytes);
    }

    private GraphUses Uses => _context.Uses;

    /// <summary>The regions with kernels.</summary>
    public static Schedule Run(IReadOnlyList<Region> regions, PlanContext context)
    {
        var pass = new SparsityScheduling(regions, context);
        return new Schedule([.. regions.SelectMany(pass.PlanRegion)]);
    }

    /// <summary>The frames of a stage: a connection leaves out what is 0 where that is expected of much, as behind a relu.</summary>
    public static PlanRegion Frames(Stage stage, PlanContext context)
    {
        var pass = new SparsityScheduling([], context);
        return new PlanRegion(RegionKind.Stepped, stage.Nodes.Select(pass.Frame).ToEquatableArray(), "frames");
    }

    private NodePlan Frame(Node node)
    {
        var isChosen = node is { Op: ConnectionOp { Delays: null }, Type.Element: ElementType.Real } && _context.Options.IsOn(PlanPass.Sparsity)
            && _context.Values.TypeOf(node.Inputs[0]).Element == ElementType.Real;
        if (!isChosen)
        {
            var (kernel, reason) = SteppedKernels.Choose(node, _context.Values, _context.Graph.Time);
            return new NodePlan(node, kernel, reason);
        }

        var activity = _context.Activities.Of(node.Inputs[0]);
        var work = Works.Of(node, _context.Graph, _context.Values) with { Density = activity.Density, Footprint = _footprint };
        var choice = KernelChoice.Choose(work, [Kernel.Dense, Kernel.Event], _context.Options.Costs, activity.Source);
        return new NodePlan(node, choice.Kernel, choice.Reason);
    }

    private IEnumerable<PlanRegion> PlanRegion(Region region)
    {
        if (region.Kind == RegionKind.Stepped)
        {
            IReadOnlyList<NodePlan> plans = [.. region.Nodes.Select(node => Stepped(node, region))];
            plans = _context.Options.IsOn(PlanPass.Sparsity)
                ? new JoinedSynapses(_context.Graph).Join(new StateAdditions(_context).Make(plans).Select(plan => RareSpikes.SetApart(plan, _context))) : plans;
            return [new PlanRegion(RegionKind.Stepped, plans.ToEquatableArray(), region.Reason)];
        }

        return !PayRows(region) ? [new PlanRegion(RegionKind.Tiled, region.Nodes.Select(Tiled).ToEquatableArray(), region.Reason)]
            : KernelCosts.AreRowsBlocked((DenseWork)WorkOf(region.Nodes[0])) ? FarRows(region)
            : [new PlanRegion(
                RegionKind.Stepped,
                region.Nodes.Select(node => Stepped(node, region) with { Density = DensityOf(node) }).ToEquatableArray(),
                "whole rows of weights cost less than tiles of steps")];
    }

    private IEnumerable<PlanRegion> FarRows(Region region)
    {
        var connection = region.Nodes[0];
        var reason = "spikes arrive: each adds a row, block of inputs by block for all steps";
        var rows = new NodePlan(connection, Kernel.EventRows, reason) { Density = DensityOf(connection) };
        yield return new PlanRegion(RegionKind.Tiled, EquatableArray.Create([rows]), "whole rows of weights cost less than tiles of outputs");
        if (region.Nodes.Count > 1)
        {
            yield return new PlanRegion(RegionKind.Tiled, region.Nodes.Skip(1).Select(Tiled).ToEquatableArray(), region.Reason);
        }
    }

    private bool PayRows(Region region)
    {
        if (region.Nodes.Count(node => node.Op is ConnectionOp) != 1 || region.Nodes[0].Op is not DenseOp || !ReadsRows(region.Nodes[0])
            || !_context.Options.IsOn(PlanPass.Sparsity))
        {
            return false;
        }

        var work = WorkOf(region.Nodes[0]);
        var costs = _context.Options.Costs;
        double Share(ConnectionWork of) => KernelCosts.Of(Kernel.EventRows, of, costs) / DenseKernels.Min(kernel => KernelCosts.Of(kernel, of, costs));
        return Share(work) < MostOf(work.TotalBytes, costs)
            && Share(work with { Density = Math.Min(1, 2 * work.Density) }) < MostLoss;
    }

    private static double MostOf(double bytes, CpuCosts costs) => bytes > 2 * InputBlocking.FarBytes ? FarLoss
        : bytes > InputBlocking.FarBytes ? AnyGain
        : bytes > costs.L2Bytes ? ClearGainFar
        : ClearGain;

    private NodePlan Tiled(Node node)
    {
        if (node.Op is NeuronOp neuron)
        {
            return new NodePlan(node, Kernel.Lanes, $"{neuron.Model}: eight neurons at a time, states at hand from step to step");
        }

        // Of states there are rows alone.
        var choice = Choose(node, Uses.Viewed(node.Inputs[0]).State is not null ? [Kernel.DenseTiles] : node.Op is ConvOp ? ConvKernels : DenseKernels);
        return _context.Narrow.Narrow(new NodePlan(node, choice.Kernel, choice.Reason) { Density = DensityOf(node), Switch = choice.Switch });
    }

    private double? DensityOf(Node node) => node.Op is ConnectionOp && _context.Options.IsOn(PlanPass.Sparsity) && Uses.Viewed(node.Inputs[0]).State is null
        ? _context.Activities.Of(node.Inputs[0]).Density
        : null;

    private KernelChoice Choose(Node node, IReadOnlyCollection<string> kernels)
    {
        var activity = _context.Activities.Of(node.Inputs[0]);
        if (!_context.Options.IsOn(PlanPass.Sparsity))
        {
            var kernel = activity.Density < 0.5 && kernels.Contains(Kernel.EventTiles) ? Kernel.EventTiles : Kernel.DenseTiles;
            return new KernelChoice(kernel, "by what is expected alone: sparsity scheduling is off");
        }

        var work = WorkOf(node, activity);
        return KernelChoice.Choose(work, kernels, _context.Options.Costs, activity.Source, CanSwitch(node, work) ? Pair : null);
    }

    // Spikes of some steps, pooled or not, and weights that both kernels read.
    private bool CanSwitch(Node node, ConnectionWork work)
    {
        var source = Uses.NodeOf(Uses.Viewed(node.Inputs[0]).Node);
        var spikes = source.Op is PoolOp ? source.Inputs[0] : new ValueRef(source.Name);
        return work.Steps > 1 && _context.Values.TypeOf(spikes).Kind == ValueKind.Spikes
            && (work is DenseWork { WeightBytes: sizeof(float) } || (work is ConvWork && work.TotalBytes <= MostTwice));
    }

    private ConnectionWork WorkOf(Node node) => WorkOf(node, _context.Activities.Of(node.Inputs[0]));

    private ConnectionWork WorkOf(Node node, Activity activity) => Works.Of(node, _context.Graph, _context.Values) with
    {
        Steps = NeuronStatePlacement.LongestTile(_context.Graph.Time),
        WeightBytes = _context.Narrow.BitsOf(node) / 8,
        Density = activity.Density,
        Footprint = _footprint,
    };

    private NodePlan Stepped(Node node, Region region)
    {
        var (kernel, reason) = ReadsRows(node) ? (Kernel.EventRows, "spikes arrive: each on the list of the step adds a row")
            : IsPrevious(node, region) ? (Kernel.Previous, "one step back: the list that was left there is read again, and no ring is kept")
            : node.Op is PoolOp && _order.Of(new ValueRef(node.Name)) == ElementOrder.ChannelsLast
                ? (Kernel.PoolRows, "between convolutions in tiles: rows with the channels innermost")
            : SteppedKernels.Choose(node, _context.Values, _context.Graph.Time);
        return _context.Narrow.Narrow(new NodePlan(node, kernel, reason));
    }

    private bool ReadsRows(Node node)
    {
        if (node.Op is not (DenseOp or SparseOp) || ((ConnectionOp)node.Op).Delays is not null || node.Type.Element != ElementType.Real)
        {
            return false;
        }

        var source = Uses.Viewed(node.Inputs[0]);
        return _nodes.Contains(source.Node) && _context.Values.TypeOf(source) is { Kind: ValueKind.Spikes, Element: ElementType.Real }
            && (node.Op is SparseOp || _context.Values.TypeOf(node.Inputs[0]).Shape.Rank == 1)
            && _order.Kept(Delayed(source)) == ElementOrder.Natural;
    }

    private ValueRef Delayed(ValueRef source) =>
        Uses.NodeOf(source.Node) is { Op: DelayOp { Steps: 1 } } delay ? Uses.Viewed(delay.Inputs[0]) : source;

    private bool IsPrevious(Node delay, Region region)
    {
        var value = new ValueRef(delay.Name);
        return delay.Op is DelayOp { Steps: 1 } && !Uses.IsOutput(value)
            && Uses.ReadersOf(value).All(reader => region.Nodes.Contains(reader) && ReadsRows(reader));
    }
}
