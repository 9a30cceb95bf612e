using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;

namespace Snnc.Compiler.Passes;

/// <summary>From a graph to its plan: timestep fusion, sparsity scheduling, neuron state placement.</summary>
public static class Planner
{
    /// <summary>The plan of a graph.</summary>
    public static ExecutionPlan Plan(Graph graph)
    {
        var (uses, values) = (new GraphUses(graph), new GraphValues(graph));
        return new ExecutionPlan(graph, Stage.Of(graph).Select(stage => PlanStage(stage, graph.Time, uses, values)).ToEquatableArray());
    }

    private static PlanStage PlanStage(Stage stage, TimeBase time, GraphUses uses, GraphValues values)
    {
        if (!stage.IsLoop)
        {
            return new PlanStage(false, [PlainPlanner.RegionOf(stage, values, time)]);
        }

        var regions = TimestepFusion.Run(stage, uses, values, time);
        var schedule = SparsityScheduling.Run(regions, uses, values, time);
        return NeuronStatePlacement.Run(schedule, new MemoryOrder(regions, uses), uses, values, time);
    }
}
