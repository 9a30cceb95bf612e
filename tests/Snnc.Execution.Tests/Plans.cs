using System;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;

namespace Snnc.Execution.Tests;

/// <summary>Plans with one thing changed.</summary>
internal static class Plans
{
    private static readonly string[] Tiles = [Kernel.EventTiles, Kernel.DenseTiles, Kernel.StationaryTiles, Kernel.SkipTiles];

    /// <summary>The same plan with other tiles of steps.</summary>
    public static ExecutionPlan WithSteps(ExecutionPlan plan, int steps) =>
        plan with { Stages = [.. plan.Stages.Select(stage => stage.IsLoop ? stage with { TileSteps = steps } : stage)] };

    /// <summary>The same plan with a kernel for all connections in tiles, and with rows and lists kept of all that they may read.</summary>
    public static ExecutionPlan With(ExecutionPlan plan, string kernel) => Change(plan, node =>
        node.Node.Op is ConnectionOp && Tiles.Contains(node.Kernel) ? node with { Kernel = kernel }
        : node.Node.Op is DecodeOp ? node
        : node with { Kept = node.Kept | Kept.Rows | Kept.Lists | (node.Node.Op is NeuronOp ? Kept.None : Kept.ListValues) });

    /// <summary>The same plan with every node changed.</summary>
    public static ExecutionPlan Change(ExecutionPlan plan, Func<NodePlan, NodePlan> change) => Change(
        plan, region => region with { Nodes = [.. region.Nodes.Select(change)] });

    /// <summary>The same plan with every region changed.</summary>
    public static ExecutionPlan Change(ExecutionPlan plan, Func<PlanRegion, PlanRegion> change) => plan with
    {
        Stages = [.. plan.Stages.Select(stage => stage with { Regions = [.. stage.Regions.Select(change)] })],
    };
}
