using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Plan;

namespace Snnc.Compiler.Passes;

/// <summary>The kernels of nodes that run step by step, and of frames: what they are is decided by the types alone.</summary>
internal static class SteppedKernels
{
    /// <summary>The kernel of a node and the reason.</summary>
    public static (string Kernel, string Reason) Choose(Node node, GraphValues values, TimeBase time) => node.Op switch
    {
        InputOp => (Kernel.Given, "given from outside"),
        EncodeConstantOp => (Kernel.View, "the frame's own numbers in every step: no copy"),
        ReshapeOp => (Kernel.View, "the same elements under another shape: no copy"),
        NeuronOp neuron => ChooseLoop(node, neuron, values),
        DecodeOp decode => ChooseDecoder(decode, time),
        ConnectionOp connection => ChooseConnection(connection, node, values, time),
        DelayOp => (Kernel.Line, "a ring of past steps, written at the end of each step"),
        _ => (Kernel.Loop, When(node, time)),
    };

    private static (string Kernel, string Reason) ChooseDecoder(DecodeOp decode, TimeBase time) => decode.Kind == DecodeKind.Last
        ? (Kernel.Final, time.IsStream ? "read in the last step of its window" : "read after the last step")
        : (Kernel.Accumulate, "accumulated at the end of each step: no step is kept for it");

    private static (string Kernel, string Reason) ChooseLoop(Node node, NeuronOp neuron, GraphValues values) =>
        LaneBodies.WhyNot(node, node.Inputs.Select(values.TypeOf)) is { } reason
            ? (Kernel.Loop, $"{neuron.Model}: states in locals, one neuron at a time as {reason}")
            : (Kernel.Lanes, $"{neuron.Model}: eight neurons at a time, states in registers");

    private static (string Kernel, string Reason) ChooseConnection(ConnectionOp connection, Node node, GraphValues values, TimeBase time)
    {
        if (connection.Delays is not null)
        {
            return (Kernel.Pending, "delays differ by synapse: what arrives later is added to a ring of coming steps");
        }

        return values.TypeOf(node.Inputs[0]).Kind == ValueKind.Spikes
            ? (Kernel.Event, connection is ConvOp ? "spikes arrive: a spike adds its weights to the windows that see it"
                : "spikes arrive: a spike adds a row")
            : (Kernel.Dense, When(node, time));
    }

    private static string When(Node node, TimeBase time) => node.Type.Kind != ValueKind.Frame ? "in every step"
        : time.IsStream ? "a frame: computed when its window ends" : "a frame: computed once per inference";
}
