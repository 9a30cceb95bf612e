using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;

namespace Snnc.Compiler.Passes;

/// <summary>From a graph to its plan: timestep fusion, sparsity scheduling, neuron state placement.</summary>
public static class Planner
{
    /// <summary>The plan of a graph.</summary>
    /// <param name="options">Which of the parts run, for which machine and activity.</param>
    public static ExecutionPlan Plan(Graph graph, PassOptions options)
    {
        var plan = BatchFusion.Run(graph, options) ?? Stages(graph, new PlanContext(graph, options));
        return plan with { SharesMemory = options.IsOn(PlanPass.Placement) };
    }

    private static ExecutionPlan Stages(Graph graph, PlanContext context) =>
        new(graph, Stage.Of(graph).Select(stage => PlanStage(stage, context)).ToEquatableArray());

    private static PlanStage PlanStage(Stage stage, PlanContext context) =>
        stage.IsLoop ? Loop(stage, context) : new PlanStage(false, [SparsityScheduling.Frames(stage, context)]);

    /// <summary>The plan of a loop.</summary>
    internal static PlanStage Loop(Stage stage, PlanContext context)
    {
        var regions = TimestepFusion.Run(stage, context);
        var schedule = SparsityScheduling.Run(regions, context);
        return WorkSharing.Run(NeuronStatePlacement.Run(schedule, new MemoryOrder(regions, context.Uses), context), context);
    }
}
