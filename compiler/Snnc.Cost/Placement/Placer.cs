using System.Collections.Generic;
using System.Linq;

namespace Snnc.Cost.Placement;

/// <summary>Places a network: cuts its populations, packs the parts into cores, and cores into chips.</summary>
public static class Placer
{
    /// <summary>Finds a placement with few cores that keeps every limit of a core.</summary>
    /// <param name="sharesCores">Whether a core may hold parts of several populations; the published placers give each core one.</param>
    /// <exception cref="PlacementException">A population fits in no way.</exception>
    public static PlacedNetwork Place(SpikingNetwork network, ChipLimits limits, bool sharesCores = true)
    {
        var placed = Pack(network, limits, entriesPerAxon: 1, sharesCores);
        return placed.Chips == 1 || placed.Cores.All(core => core.Load.Exceeded(limits) is null)
            ? placed
            : Pack(network, limits, entriesPerAxon: 2, sharesCores);
    }

    private static PlacedNetwork Pack(SpikingNetwork network, ChipLimits limits, int entriesPerAxon, bool sharesCores) =>
        new PartitionSearch(network, limits, entriesPerAxon).Run()
            .Select(ways => Pack(network, limits, ways, sharesCores))
            .MinBy(placed => placed.Cores.Count)!;

    private static PlacedNetwork Pack(
        SpikingNetwork network, ChipLimits limits, IReadOnlyList<PartitionCandidate?> partitions, bool sharesCores)
    {
        var parts = partitions.SelectMany((candidate, population) => candidate is null ? [] : candidate.Partition.Parts.Select(
            (patch, part) => new PlacedPart(population, part, patch, candidate.Loads[part])));
        var packed = CorePacking.Pack([.. parts], limits, sharesCores)
            .OrderBy(core => core.Min(part => part.Population)).ThenBy(core => core.Min(part => part.Part)).ToList();
        var places = PlacesOf([.. packed.Select(core => core.Min(part => part.Population))], limits);
        var cores = packed.Select((core, index) =>
            new PlacedCore(index, places[index], core, core.Select(part => part.Load).Aggregate((a, b) => a.With(b))));
        var placed = new PlacedNetwork(network, limits, [.. partitions.Select(candidate => candidate?.Partition)], [.. cores]);
        return placed.Chips == 1 ? placed : placed with { Cores = [.. placed.Cores.Select(core => core with { Load = LoadOf(core, placed) })] };
    }

    /// <summary>The places of cores on chips, one after the other; a population that one chip can hold does not begin on the end of another.</summary>
    private static int[] PlacesOf(int[] populations, ChipLimits limits)
    {
        var (places, next) = (new int[populations.Length], 0);
        for (var core = 0; core < populations.Length; core++)
        {
            if (core == 0 || populations[core] != populations[core - 1])
            {
                var size = populations.Skip(core).TakeWhile(population => population == populations[core]).Count();
                var left = limits.Cores - (next % limits.Cores);
                next += size > left && size <= limits.Cores ? left : 0;
            }

            places[core] = next++;
        }

        return places;
    }

    /// <summary>The load with each axon as one entry, or two where it leaves the chip.</summary>
    private static CoreLoad LoadOf(PlacedCore core, PlacedNetwork placed) => core.Load with
    {
        OutputAxons = core.Parts.Sum(part => placed.Network.From(part.Population).Sum(projection => EntriesOf(part, projection, core.Index, placed))),
    };

    private static long EntriesOf(PlacedPart part, Projection projection, int core, PlacedNetwork placed) =>
        placed.Partitions[projection.Target]!.Parts.Select((target, index) =>
            projection.Senders(part.Patch, target)
            * (placed.ChipOf(placed.CoreOf(projection.Target, index)) == placed.ChipOf(core) ? 1 : 2)).Sum();
}
