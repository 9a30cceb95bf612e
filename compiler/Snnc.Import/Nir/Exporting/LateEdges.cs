using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Tensors;

namespace Snnc.Import.Nir.Exporting;

/// <summary>
/// Leaves out the delays of one step that an importer puts into cycles, at the output of a population: every platform reads NIR's cycles so, and none
/// expects a Delay in them. All other delays become nodes.
/// </summary>
/// <param name="graph">The graph, whose late edges are delayed ones.</param>
/// <param name="shapes">Of its nodes.</param>
/// <param name="step">The length of a step, as in the nodes' delays.</param>
/// <param name="names">The names that nodes have.</param>
internal sealed class LateEdges(FlatGraph graph, IReadOnlyList<Shape> shapes, double step, HashSet<string> names)
{
    /// <summary>A graph whose import has the delays that the program has.</summary>
    public FlatGraph Settle()
    {
        var late = graph.Edges.Where(edge => edge.IsDelayed).ToHashSet();
        var implied = Implied([]);
        var said = late.Except(implied).ToHashSet();
        return HasTwins(late) || !implied.IsSubsetOf(late) || !implied.SetEquals(Implied(said)) ? WithNodes(late) : WithNodes(said);
    }

    /// <summary>A delay of a number of steps.</summary>
    public static NirPrimitive Delay(string name, Shape shape, double seconds) => new(
        name, "Delay", new Dictionary<string, NirField> { ["delay"] = new(shape, Enumerable.Repeat(seconds, (int)shape.Size).ToArray()) });

    // The edges that an import delays by itself, if these are delayed by nodes.
    private HashSet<FlatEdge> Implied(HashSet<FlatEdge> said)
    {
        var open = graph with { Edges = [.. graph.Edges.Select(edge => edge with { IsDelayed = said.Contains(edge) })] };
        try
        {
            return CycleDelays.Insert(open, IsDelay).Edges.Where(edge => edge.IsDelayed && !said.Contains(edge)).ToHashSet();
        }
        catch (ImportException)
        {
            // A cycle without a population needs its delay as a node.
            return [];
        }
    }

    private bool IsDelay(NirPrimitive node) => node.Type == "Delay" && node["delay"].Reals.Min() > step / 2;

    // Of two edges between the same nodes, one late and one not, an import could not tell which.
    private bool HasTwins(HashSet<FlatEdge> late) => graph.Edges.Any(edge => !edge.IsDelayed && late.Contains(edge with { IsDelayed = true }));

    private FlatGraph WithNodes(HashSet<FlatEdge> said)
    {
        var nodes = graph.Nodes.ToList();
        var edges = new List<FlatEdge>();
        foreach (var edge in graph.Edges)
        {
            if (!said.Contains(edge))
            {
                edges.Add(edge with { IsDelayed = false });
                continue;
            }

            edges.AddRange([new FlatEdge(edge.From, nodes.Count), new FlatEdge(nodes.Count, edge.To)]);
            nodes.Add(Delay(FreeName($"{nodes[edge.From].Name}.late"), shapes[edge.From], step));
        }

        return new FlatGraph(nodes, edges);
    }

    private string FreeName(string wanted)
    {
        var name = wanted;
        for (var i = 2; !names.Add(name); i++)
        {
            name = $"{wanted}_{i}";
        }

        return name;
    }
}
