using System;
using System.Globalization;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;
using Snnc.Compiler.Targets;

namespace Snnc.Compiler.Passes;

/// <summary>
/// Work sharing: says which tiled regions are long enough that threads share their tiles. Each has to learn of the work, and the first waits for the last.
/// <code>
/// before                     after
///   tiled  fc1, relu           tiled  fc1, relu   16 tiles, from 1 sample on
///   tiled  fc2                 tiled  fc2         one tile: stays with one thread
/// </code>
/// Cases: products, and events that add to dense tiles; other kernels put what they read into another order first, which is one thread's work.
/// A stream's steps stay with one thread: they are never long.
/// </summary>
internal sealed class WorkSharing
{
    /// <summary>The time from which on two threads gain: they meet before and after, each time a microsecond or two.</summary>
    private const double WorthSharing = 6000;

    /// <summary>The time from which on it pays to wake a thread that sleeps, some tens of microseconds before it is there.</summary>
    private const double WorthWaking = 80_000;

    // What a thread keeps for itself of a region: sums of a tile.
    private const long MostOwnBytes = 128 << 10;

    private readonly PlanContext _context;
    private readonly PlanStage _stage;

    private WorkSharing(PlanStage stage, PlanContext context) => (_stage, _context) = (stage, context);

    /// <summary>The stage with what can be shared of it.</summary>
    public static PlanStage Run(PlanStage stage, PlanContext context)
    {
        if (!context.Options.IsOn(PlanPass.Threads) || context.Graph.Time.IsStream)
        {
            return stage;
        }

        var pass = new WorkSharing(stage, context);
        return stage with { Regions = stage.Regions.Select(region => region with { Sharing = pass.Share(region) }).ToEquatableArray() };
    }

    private TileSharing? Share(PlanRegion region)
    {
        var connections = region.Nodes.Where(plan => plan.Node.Op is ConnectionOp).ToList();
        if (region.Kind != RegionKind.Tiled || connections.Count == 0 || !connections.All(CanShare) || OwnBytes(region) > MostOwnBytes)
        {
            return null;
        }

        var tiles = TilesOf(region);
        if (tiles < 2)
        {
            return null;
        }

        double Time(int steps) => connections.Sum(plan => TimeOf(plan, steps));
        int From(double least) => Enumerable.Range(1, _stage.TileSteps).Where(steps => Time(steps) >= least).DefaultIfEmpty(_stage.TileSteps + 1).First();
        var from = From(WorthSharing);
        if (from > _stage.TileSteps)
        {
            return null;
        }

        var what = _context.Graph.Time.IsTimed ? "step" : "sample";
        var count = from == 1 ? $"one {what}" : $"{from} {what}s";
        string Microseconds(double time, string format) => (time / 1000).ToString(format, CultureInfo.InvariantCulture);
        var times = $"{Microseconds(Time(from), "0.0")} us by one of them, {Microseconds(WorthSharing, "0")} us are worth it";
        var reason = $"share its {tiles} tiles, from {count} on: {times}";
        return new TileSharing(tiles, from, From(WorthWaking), reason);
    }

    // Of a convolution a tile is a row of pixels.
    private static int TilesOf(PlanRegion region)
    {
        var shape = region.Nodes[region.Nodes.Count - 1].Node.Type.Shape;
        var width = region.Nodes[0].Kernel == Kernel.EventRows ? InputBlocking.RowOutputs : KernelCosts.TileWidth;
        return region.Nodes[0].Node.Op is ConvOp ? shape[1] : (int)((shape.Size + width - 1) / width);
    }

    private static bool CanShare(NodePlan plan) =>
        plan.Kernels.All(kernel => kernel == Kernel.DenseTiles || (kernel is Kernel.EventTiles or Kernel.EventRows && plan.Node.Op is DenseOp));

    private long OwnBytes(PlanRegion region) => region.Nodes.Sum(plan => plan.Node.Op switch
    {
        DenseOp => (long)KernelCosts.TileWidth * _stage.TileSteps * sizeof(float),
        ConvOp conv => ((long)plan.Node.Type.Shape[0] * (plan.Node.Type.Shape[2] + conv.Kernel) * sizeof(float)) + InputRowBytes(plan.Node, conv),
        _ => 0,
    });

    private long InputRowBytes(Node node, ConvOp conv)
    {
        var x = _context.Values.TypeOf(node.Inputs[0]).Shape;
        return x[0] * (x[2] + (2L * conv.Padding)) * sizeof(float);
    }

    private double TimeOf(NodePlan plan, int steps)
    {
        var work = Works.Of(plan.Node, _context.Graph, _context.Values) with
        {
            Steps = steps,
            Density = _context.Activities.Of(plan.Node.Inputs[0]).Density,
            Footprint = 0,
        };
        return KernelCosts.Of(plan.KernelAt(work.Density), work, _context.Options.Costs);
    }
}
