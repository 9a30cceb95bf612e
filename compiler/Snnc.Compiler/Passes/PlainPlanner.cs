using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;

namespace Snnc.Compiler.Passes;

/// <summary>
/// The plan without scheduling: every node runs in the order of the graph, frames once, all else in every step, and every value can be watched.
/// Its one choice is by type: what spikes feed is computed from the spikes alone.
/// </summary>
public static class PlainPlanner
{
    /// <summary>The plan of a graph.</summary>
    public static ExecutionPlan Plan(Graph graph)
    {
        var values = new GraphValues(graph);
        var stages = Stage.Of(graph).Select(stage => new PlanStage(stage.IsLoop, [RegionOf(stage, values, graph.Time)]));
        return new ExecutionPlan(graph, stages.ToEquatableArray());
    }

    /// <summary>All nodes of a stage, in the order of the graph.</summary>
    internal static PlanRegion RegionOf(Stage stage, GraphValues values, TimeBase time) => new(
        RegionKind.Stepped,
        stage.Nodes.Select(node => PlanNode(node, stage, values, time)).ToEquatableArray(),
        stage.IsLoop ? WhyStepped(time) : "frames");

    /// <summary>Why all nodes of a loop run step by step.</summary>
    internal static string WhyStepped(TimeBase time) => time.IsStream ? "a stream brings one step at a time" : "fusion is off";

    private static NodePlan PlanNode(Node node, Stage stage, GraphValues values, TimeBase time)
    {
        var (kernel, reason) = SteppedKernels.Choose(node, values, time);

        // What an earlier loop left is read from its record of all steps, not from a value of this one.
        var readsEarlierLoop = kernel == Kernel.Lanes
            && node.Inputs.Any(input => stage.Nodes.All(other => other.Name != input.Node) && values.TypeOf(input).Kind != ValueKind.Frame);
        return readsEarlierLoop
            ? new NodePlan(node, Kernel.Loop, $"{((NeuronOp)node.Op).Model}: one neuron at a time as it reads an earlier loop")
            : new NodePlan(node, kernel, reason);
    }
}
