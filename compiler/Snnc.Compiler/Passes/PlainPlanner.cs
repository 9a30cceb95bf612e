using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;

namespace Snnc.Compiler.Passes;

/// <summary>
/// The plan without scheduling: every node runs in the order of the graph, frames once, all else in every step.
/// Its one choice is by type: what spikes feed is computed from the spikes alone.
/// </summary>
public static class PlainPlanner
{
    private const string Stepped = "stepped: fusion is off";

    /// <summary>The plan of a graph.</summary>
    public static ExecutionPlan Plan(Graph graph)
    {
        var values = new GraphValues(graph);
        var stages = Stage.Of(graph).Select(stage => new PlanStage(stage.IsLoop, [RegionOf(stage, values, graph.Time)]));
        return new ExecutionPlan(graph, stages.ToEquatableArray());
    }

    private static PlanRegion RegionOf(Stage stage, GraphValues values, TimeBase time) => new(
        RegionKind.Stepped,
        stage.Nodes.Select(node => PlanNode(node, stage, values, time)).ToEquatableArray(),
        stage.IsLoop ? Stepped : "frames");

    private static NodePlan PlanNode(Node node, Stage stage, GraphValues values, TimeBase time)
    {
        var (kernel, reason) = node.Op is NeuronOp neuron ? ChooseLoop(node, neuron, stage, values) : Choose(node, values, time);
        return new NodePlan(node, kernel, reason);
    }

    private static (string Kernel, string Reason) Choose(Node node, GraphValues values, TimeBase time) => node.Op switch
    {
        InputOp => (Kernel.Given, "given from outside"),
        EncodeConstantOp => (Kernel.View, "the frame's own numbers in every step: no copy"),
        ReshapeOp => (Kernel.View, "the same elements under another shape: no copy"),
        DecodeOp decode => ChooseDecoder(decode, time),
        ConnectionOp connection => ChooseConnection(connection, node, values, time),
        DelayOp => (Kernel.Line, "a ring of past steps, written at the end of each step"),
        _ => (Kernel.Loop, When(node, time)),
    };

    private static (string Kernel, string Reason) ChooseDecoder(DecodeOp decode, TimeBase time) => decode.Kind == DecodeKind.Last
        ? (Kernel.Final, time.IsStream ? "read in the last step of its window" : "read after the last step")
        : (Kernel.Accumulate, "accumulated at the end of each step: no step is kept");

    private static (string Kernel, string Reason) ChooseLoop(Node node, NeuronOp neuron, Stage stage, GraphValues values)
    {
        // What an earlier loop left is read from its record of all steps, not from a value of this one.
        var reason = node.Inputs.Any(input => stage.Nodes.All(other => other.Name != input.Node) && values.TypeOf(input).Kind != ValueKind.Frame)
            ? "it reads an earlier loop" : LaneBodies.WhyNot(node, node.Inputs.Select(values.TypeOf));
        return reason is null
            ? (Kernel.Lanes, $"{neuron.Model}: one loop over the population, eight neurons at a time, states in registers; {Stepped}")
            : (Kernel.Loop, $"{neuron.Model}: one loop over the population, states in locals, one neuron at a time as {reason}; {Stepped}");
    }

    private static (string Kernel, string Reason) ChooseConnection(
        ConnectionOp connection, Node node, GraphValues values, TimeBase time)
    {
        var source = node.Inputs[0];
        if (connection.Delays is not null)
        {
            return (Kernel.Pending, "delays differ by synapse: what arrives later is added to a ring of coming steps");
        }

        return values.TypeOf(source).Kind == ValueKind.Spikes
            ? (Kernel.Event, connection is ConvOp ? "spikes arrive: a spike adds its weights to the windows that see it"
                : "spikes arrive: a spike adds a row")
            : (Kernel.Dense, When(node, time));
    }

    private static string When(Node node, TimeBase time) => node.Type.Kind != ValueKind.Frame ? Stepped
        : time.IsStream ? "a frame: computed when its window ends" : "a frame: computed once per inference";
}
