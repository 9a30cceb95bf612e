using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Ir;

namespace Snnc.Compiler.Passes;

/// <summary>
/// Hoist: what does not change with time is computed once per inference and not in every step.
/// <code>
/// before                                      after
///   %x  = input : frame                         %x       = input : frame
///   %e  = encode.constant %x : signal           %e       = encode.constant %x : signal
///   %fc = dense %e : signal                     %fc.once = dense %x : frame
///   %n  = neuron (i: %fc)                       %fc      = encode.constant %fc.once : signal
///                                               %n       = neuron (i: %fc)
/// </code>
/// Cases: an operator without memory all of whose inputs are constant in time moves before the loop, under the name NAME.once, and its own name goes on to
/// carry the value in time; so chains of them move as a whole, node by node. What keeps the past (neurons, delays, delayed synapses), decides on
/// spikes, or sums whole numbers stays where it is. The arithmetic is the same, so the values are, bit for bit.
/// A stream has no frames before its loop, so nothing to hoist.
/// </summary>
public static class Hoisting
{
    /// <summary>The same network with constant work before the loop; nodes that nothing reads any more are left to <see cref="Canonicalisation"/>.</summary>
    public static Graph Run(Graph graph)
    {
        if (graph.Time.IsStream)
        {
            return graph;
        }

        var taken = new HashSet<string>(graph.Nodes.Select(node => node.Name));
        var frames = new Dictionary<string, ValueRef>();
        var nodes = new List<Node>();
        foreach (var node in graph.Nodes)
        {
            if (node.Op is EncodeConstantOp)
            {
                frames[node.Name] = node.Inputs[0];
            }
            else if (IsConstant(node, frames) && taken.Add($"{node.Name}.once"))
            {
                var once = node with
                {
                    Name = $"{node.Name}.once",
                    Inputs = node.Inputs.Select(input => frames[input.Node]).ToEquatableArray(),
                    Type = node.Type with { Kind = ValueKind.Frame },
                };
                nodes.Add(once);
                nodes.Add(node with { Op = new EncodeConstantOp(), Inputs = [new ValueRef(once.Name)] });
                frames[node.Name] = new ValueRef(once.Name);
                continue;
            }

            nodes.Add(node);
        }

        return graph with { Nodes = nodes.ToEquatableArray() };
    }

    private static bool IsConstant(Node node, Dictionary<string, ValueRef> frames) =>
        node.Inputs.Count > 0
        && node.Type is { Kind: ValueKind.Signal, Element: ElementType.Real }
        && HasNoMemory(node.Op)
        && node.Inputs.All(input => input.State is null && frames.ContainsKey(input.Node));

    private static bool HasNoMemory(Op op) => op switch
    {
        ConnectionOp connection => connection.Delays is null,
        NeuronOp or DelayOp or DecodeOp or ThresholdOp or ArgMaxOp => false,
        InputOp or EncodeConstantOp or EncodeRateOp or EncodeLatencyOp or EncodeRowsOp or EncodeDeltaOp => false,
        _ => true,
    };
}
