using System;
using System.Linq;
using Snnc.Compiler.Plan;

namespace Snnc.Execution.Tests;

/// <summary>Plans with one thing changed.</summary>
internal static class Plans
{
    /// <summary>The same plan with other tiles of steps.</summary>
    public static ExecutionPlan WithSteps(ExecutionPlan plan, int steps) =>
        plan with { Stages = [.. plan.Stages.Select(stage => stage.IsLoop ? stage with { TileSteps = steps } : stage)] };

    /// <summary>The same plan with every node changed.</summary>
    public static ExecutionPlan Change(ExecutionPlan plan, Func<NodePlan, NodePlan> change) => Change(
        plan, region => region with { Nodes = [.. region.Nodes.Select(change)] });

    /// <summary>The same plan with every region changed.</summary>
    public static ExecutionPlan Change(ExecutionPlan plan, Func<PlanRegion, PlanRegion> change) => plan with
    {
        Stages = [.. plan.Stages.Select(stage => stage with { Regions = [.. stage.Regions.Select(change)] })],
    };
}
