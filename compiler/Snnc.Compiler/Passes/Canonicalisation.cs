using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Ir;

namespace Snnc.Compiler.Passes;

/// <summary>
/// Canonicalise: removes what has no effect.
/// <code>
/// before                                      after
///   const fc1.weight, fc2.weight                const fc1.weight
///   %x   = input                                %x   = input
///   %fc1 = dense(fc1.weight) %x                 %fc1 = dense(fc1.weight) %x
///   %fc2 = dense(fc2.weight) %fc1               output y = %fc1
///   output y = %fc1
/// </code>
/// Cases: a node stays if an output reads it, directly or through others, also by way of its past (a delayed cycle that no output hears goes);
/// inputs stay always, as they are part of how the network is called; a constant stays if a node that stays names it;
/// a container stays if a constant that stays reads it.
/// </summary>
public static class Canonicalisation
{
    /// <summary>The same network without dead nodes, constants and containers.</summary>
    public static Graph Run(Graph graph)
    {
        var live = LiveNodes(graph);
        var nodes = graph.Nodes.Where(node => node.Op is InputOp || live.Contains(node.Name)).ToEquatableArray();
        var named = new HashSet<string>(nodes.SelectMany(node => ConstantUses.Of(node.Op)));
        var constants = graph.Constants.Where(constant => named.Contains(constant.Name)).ToEquatableArray();
        var read = new HashSet<string>(constants.SelectMany(constant => ConstantUses.Tensors(constant.Value)).Select(tensor => tensor.Container));
        return graph with
        {
            Nodes = nodes,
            Constants = constants,
            Containers = graph.Containers.Where(container => read.Contains(container.Name)).ToEquatableArray(),
        };
    }

    private static HashSet<string> LiveNodes(Graph graph)
    {
        var inputs = graph.Nodes.ToDictionary(node => node.Name, node => node.Inputs);
        var live = new HashSet<string>();
        var pending = new Stack<string>(graph.Outputs.Select(output => output.Value.Node));
        while (pending.Count > 0)
        {
            var name = pending.Pop();
            if (live.Add(name) && inputs.TryGetValue(name, out var operands))
            {
                foreach (var operand in operands)
                {
                    pending.Push(operand.Node);
                }
            }
        }

        return live;
    }
}
