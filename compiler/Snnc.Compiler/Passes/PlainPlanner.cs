using System.Collections.Generic;
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
        var types = graph.Nodes.ToDictionary(node => node.Name, node => node.Type);
        var stages = Stage.Of(graph).Select(stage =>
            new PlanStage(stage.IsLoop, stage.Nodes.Select(node => PlanNode(node, types, graph.Time)).ToEquatableArray()));
        return new ExecutionPlan(graph, stages.ToEquatableArray());
    }

    private static NodePlan PlanNode(Node node, Dictionary<string, ValueType> types, TimeBase time)
    {
        var (kernel, reason) = Choose(node, types, time);
        return new NodePlan(node, kernel, reason);
    }

    private static (string Kernel, string Reason) Choose(Node node, Dictionary<string, ValueType> types, TimeBase time) => node.Op switch
    {
        InputOp => (Kernel.Given, "given from outside"),
        EncodeConstantOp => (Kernel.View, "the frame's own numbers in every step: no copy"),
        ReshapeOp => (Kernel.View, "the same elements under another shape: no copy"),
        DecodeOp decode => ChooseDecoder(decode, time),
        ConnectionOp connection => ChooseConnection(connection, node, types, time),
        NeuronOp neuron => (Kernel.Loop, $"{neuron.Model}: one loop over the population, states in locals; {Stepped}"),
        DelayOp => (Kernel.Line, "a ring of past steps, written at the end of each step"),
        _ => (Kernel.Loop, When(node, time)),
    };

    private static (string Kernel, string Reason) ChooseDecoder(DecodeOp decode, TimeBase time) => decode.Kind == DecodeKind.Last
        ? (Kernel.Final, time.IsStream ? "read in the last step of its window" : "read after the last step")
        : (Kernel.Accumulate, "accumulated at the end of each step: no step is kept");

    private static (string Kernel, string Reason) ChooseConnection(
        ConnectionOp connection, Node node, Dictionary<string, ValueType> types, TimeBase time)
    {
        var source = node.Inputs[0];
        if (connection.Delays is not null)
        {
            return (Kernel.Pending, "delays differ by synapse: what arrives later is added to a ring of coming steps");
        }

        // A state is a signal, whatever its neuron gives.
        return source.State is null && types[source.Node].Kind == ValueKind.Spikes
            ? (Kernel.Event, connection is ConvOp ? "spikes arrive: a spike adds its weights to the windows that see it"
                : "spikes arrive: a spike adds a row")
            : (Kernel.Dense, When(node, time));
    }

    private static string When(Node node, TimeBase time) => node.Type.Kind != ValueKind.Frame ? Stepped
        : time.IsStream ? "a frame: computed when its window ends" : "a frame: computed once per inference";
}
