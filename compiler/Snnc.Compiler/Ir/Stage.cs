using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Collections;

namespace Snnc.Compiler.Ir;

/// <summary>
/// A part of an inference: the frame nodes that run once, or the nodes of a time loop that run together in every step. Stages alternate:
/// 0 frames before time, 1 the first loop, 2 frames made by its decoders, 3 a loop fed by their encoders ...
/// </summary>
/// <param name="Index">Even: frames; odd: a loop.</param>
/// <param name="Nodes">In execution order.</param>
public sealed record Stage(int Index, EquatableArray<Node> Nodes)
{
    /// <summary>Gets a value indicating whether the nodes run in every step.</summary>
    public bool IsLoop => Index % 2 == 1;

    /// <summary>The stages of a graph that hold nodes, in order.</summary>
    public static EquatableArray<Stage> Of(Graph graph)
    {
        var index = IndexOf(graph);
        return graph.Nodes.GroupBy(node => index[node.Name]).OrderBy(group => group.Key)
            .Select(group => new Stage(group.Key, group.ToEquatableArray())).ToEquatableArray();
    }

    /// <summary>
    /// The stage of each node by name. A node that reads the past of one that stands later is in the same loop with it, so the order of the nodes
    /// alone does not tell its stage: stages only grow from one look at all nodes to the next, until none does.
    /// </summary>
    public static IReadOnlyDictionary<string, int> IndexOf(Graph graph)
    {
        var stages = new Dictionary<string, int>();

        // A cycle that crosses stages would grow for ever; the verifier refuses it, and no stage is greater than the number of nodes.
        for (var look = 0; look <= graph.Nodes.Count && Raise(graph, stages); look++)
        {
        }

        return stages;
    }

    private static bool Raise(Graph graph, Dictionary<string, int> stages)
    {
        var isRaised = false;
        foreach (var node in graph.Nodes)
        {
            var before = node.Inputs.Select(input => stages.TryGetValue(input.Node, out var stage) ? stage : 0).DefaultIfEmpty(0).Max();
            var isLoop = node.Type.Kind != ValueKind.Frame;
            var index = before % 2 == 1 == isLoop ? before : before + 1;
            isRaised |= !stages.TryGetValue(node.Name, out var known) || known != index;
            stages[node.Name] = index;
        }

        return isRaised;
    }
}
