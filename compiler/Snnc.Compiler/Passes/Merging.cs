using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Ir;

namespace Snnc.Compiler.Passes;

/// <summary>
/// Merge: what is computed twice is computed once.
/// <code>
/// before                                      after
///   %last   = decode.last %o:v                  %last   = decode.last %o:v
///   %last_2 = decode.last %o:v                  %argmax = argmax %last
///   %argmax = argmax %last_2                    output scores = %last
///   output scores = %last
/// </code>
/// Cases: a later node with the same operator, inputs and type as an earlier one gives its users to it, and so on through chains of such; inputs and neurons
/// stay, as they are what a user watches and each has states of its own. Within a neuron's body: <see cref="DisjointBranches"/>.
/// </summary>
public static class Merging
{
    /// <summary>The same network with each computation once.</summary>
    public static Graph Run(Graph graph)
    {
        var first = new Dictionary<(Op Op, EquatableArray<ValueRef> Inputs, ValueType Type), string>();
        var merged = new Dictionary<string, string>();
        ValueRef Follow(ValueRef value) => merged.TryGetValue(value.Node, out var name) ? value with { Node = name } : value;
        var nodes = new List<Node>();
        foreach (var node in graph.Nodes)
        {
            var followed = node with { Op = WithMergedBranches(node.Op), Inputs = node.Inputs.Select(Follow).ToEquatableArray() };
            var key = (followed.Op, followed.Inputs, followed.Type);
            if (node.Op is not (InputOp or NeuronOp) && first.TryGetValue(key, out var earlier))
            {
                merged[node.Name] = earlier;
                continue;
            }

            first[key] = node.Name;
            nodes.Add(followed);
        }

        // A node that reads the past may stand before one that was merged away.
        return graph with
        {
            Nodes = nodes.Select(node => node with { Inputs = node.Inputs.Select(Follow).ToEquatableArray() }).ToEquatableArray(),
            Outputs = graph.Outputs.Select(output => output with { Value = Follow(output.Value) }).ToEquatableArray(),
        };
    }

    private static Op WithMergedBranches(Op op) => op is NeuronOp neuron ? neuron with { Body = DisjointBranches.Merge(neuron.Body) } : op;
}
