using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;

namespace Snnc.Cost.Families.Manycore;

/// <summary>Which populations go to cores.</summary>
internal static class ChipPopulations
{
    /// <summary>
    /// Those whose model a compartment runs. One that it does not run stays outside where nothing of a core comes before it: an encoder. Elsewhere that
    /// is a problem.
    /// </summary>
    /// <param name="report">Takes a node that must be on a core and cannot, and why.</param>
    public static IReadOnlySet<string> Of(Graph graph, Action<Node, string> report)
    {
        var fits = graph.Nodes.Where(node => node.Op is NeuronOp).ToDictionary(node => node.Name, node => NeuronFit.Of((NeuronOp)node.Op));
        var inside = fits.Where(fit => fit.Value.Obstacle is null).Select(fit => fit.Key).ToHashSet();
        var behind = Behind(graph, inside);
        foreach (var node in graph.Nodes.Where(node => node.Op is NeuronOp && !inside.Contains(node.Name) && (inside.Count == 0 || behind.Contains(node.Name))))
        {
            report(node, fits[node.Name].Obstacle!);
        }

        return inside;
    }

    /// <summary>The nodes that need one of these, in this step or an earlier one; a frame that is made of them ends that.</summary>
    private static HashSet<string> Behind(Graph graph, IReadOnlySet<string> inside)
    {
        var behind = new HashSet<string>();
        var before = -1;
        while (before != behind.Count)
        {
            before = behind.Count;
            foreach (var node in graph.Nodes.Where(node => node.Type.Kind != ValueKind.Frame))
            {
                if (node.Inputs.Any(input => inside.Contains(input.Node) || behind.Contains(input.Node)))
                {
                    behind.Add(node.Name);
                }
            }
        }

        return behind;
    }
}
