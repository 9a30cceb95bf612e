using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Diagnostics;

namespace Snnc.Compiler.Semantics.Networks;

/// <summary>
/// A decoder's frame is there only when all steps have run, so what an encoder makes of it belongs to a second loop, and cannot meet values of the first.
/// </summary>
internal static class LoopChecker
{
    /// <summary>Checks the nodes, which stand in execution order.</summary>
    public static void Check(IReadOnlyList<NetNode> nodes, DiagnosticBag bag)
    {
        // Even: frames; odd: a loop over the steps.
        var stages = new Dictionary<NetNode, int>();
        foreach (var node in nodes)
        {
            var before = node.Edges.Select(edge => stages.TryGetValue(edge.From, out var stage) ? stage : 0).DefaultIfEmpty(0).Max();
            var isLoop = node.Type!.Kind != TimeKind.Frame;
            stages[node] = before % 2 == 1 == isLoop ? before : before + 1;
        }

        foreach (var node in nodes.Where(node => stages[node] % 2 == 1))
        {
            var early = node.Edges.FirstOrDefault(edge => stages[edge.From] % 2 == 1 && stages[edge.From] < stages[node]);
            if (early is not null)
            {
                var late = node.Edges.OrderByDescending(edge => stages[edge.From]).First();
                bag.Add(Catalog.DifferentLoops(early.At, node.Name, NetTypes.Name(early), NetTypes.Name(late)));
            }
        }
    }
}
