using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Tensors;
using Snnc.Compiler.Text;
using Snnc.Cost.Accelerators;
using Snnc.Cost.Placement;

namespace Snnc.Cost.Families.Manycore;

/// <summary>Whether a network fits a chip of many cores: its neurons and operators, weights, delays, and a placement under every limit.</summary>
public static class ChipFit
{
    /// <summary>What does not fit, each with its place in the program; none where all does.</summary>
    /// <param name="graph">The network as it was written, before any pass.</param>
    /// <param name="tensors">Finds the weights; null where they are not at hand.</param>
    public static IReadOnlyList<Diagnostic> Check(Graph graph, ITensorResolver? tensors, Accelerator accelerator)
    {
        var limits = ChipLimitsReader.Of(accelerator);
        var chip = ChipMapping.Of(graph, tensors, accelerator.Name, limits);
        return chip.Problems.Count > 0 ? chip.Problems : [.. Placed(graph, chip, accelerator, limits)];
    }

    /// <summary>The placement of a network that fits.</summary>
    /// <exception cref="PlacementException">It fits in no way.</exception>
    public static PlacedNetwork Place(Graph graph, ITensorResolver? tensors, Accelerator accelerator)
    {
        var limits = ChipLimitsReader.Of(accelerator);
        return Placer.Place(ChipMapping.Of(graph, tensors, accelerator.Name, limits).Network, limits);
    }

    private static IEnumerable<Diagnostic> Placed(Graph graph, ChipNetwork chip, Accelerator accelerator, ChipLimits limits)
    {
        // Where the cores cannot suffice, no placement is looked for.
        var (least, most) = (ResourceBound.Cores(chip.Network, limits), (long)limits.Cores * limits.Chips);
        var problem = least > most ? TooMany(graph, accelerator, least, most) : Place(graph, chip, accelerator, limits, most);
        return problem is null ? [] : [problem];
    }

    private static Diagnostic? Place(Graph graph, ChipNetwork chip, Accelerator accelerator, ChipLimits limits, long most)
    {
        try
        {
            var placed = Placer.Place(chip.Network, limits);
            return placed.Cores.Count <= most ? Crowded(placed, accelerator) : TooMany(graph, accelerator, placed.Cores.Count, most);
        }
        catch (PlacementException e)
        {
            return Shortage(e.Population, e.Shortage, accelerator);
        }
    }

    private static Diagnostic TooMany(Graph graph, Accelerator accelerator, int cores, long most) => Catalog.TooManyCores(
        graph.Location ?? Location.OfFile(graph.Name), accelerator.Name, graph.Name, cores, (int)System.Math.Min(most, int.MaxValue));

    // With several chips axons that leave one may still be too many.
    private static Diagnostic? Crowded(PlacedNetwork placed, Accelerator accelerator) => placed.Cores
        .Select(core => (core, Shortage: core.Load.Exceeded(placed.Limits)))
        .Where(pair => pair.Shortage is not null)
        .Select(pair => Shortage(placed.Network.Populations[pair.core.Parts[0].Population], pair.Shortage!, accelerator))
        .FirstOrDefault();

    private static Diagnostic Shortage(Population population, Shortage shortage, Accelerator accelerator) => Catalog.NoCoreFits(
        population.Location ?? Location.OfFile(population.Name), accelerator.Name, population.Name,
        PlacementException.WordsOf(shortage.Resource), shortage.Needed, shortage.Most);
}
