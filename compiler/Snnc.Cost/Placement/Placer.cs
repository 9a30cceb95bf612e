using System.Collections.Generic;
using System.Linq;

namespace Snnc.Cost.Placement;

/// <summary>Places a network: cuts its populations, packs the parts into cores, and cores into chips.</summary>
public static class Placer
{
    /// <summary>Finds a placement with few cores that keeps every limit of a core.</summary>
    /// <exception cref="PlacementException">A population fits in no way.</exception>
    public static PlacedNetwork Place(SpikingNetwork network, ChipLimits limits)
    {
        var placed = Pack(network, limits, entriesPerAxon: 1);
        return placed.Chips == 1 || placed.Cores.All(core => core.Load.Exceeded(limits) is null) ? placed : Pack(network, limits, entriesPerAxon: 2);
    }

    private static PlacedNetwork Pack(SpikingNetwork network, ChipLimits limits, int entriesPerAxon) =>
        new PartitionSearch(network, limits, entriesPerAxon).Run()
            .Select(ways => Pack(network, limits, ways))
            .MinBy(placed => placed.Cores.Count)!;

    private static PlacedNetwork Pack(SpikingNetwork network, ChipLimits limits, IReadOnlyList<PartitionCandidate?> partitions)
    {
        var parts = partitions.SelectMany((candidate, population) => candidate is null ? [] : candidate.Partition.Parts.Select(
            (patch, part) => new PlacedPart(population, part, patch, candidate.Loads[part])));
        var cores = CorePacking.Pack([.. parts], limits)
            .OrderBy(core => core.Min(part => part.Population)).ThenBy(core => core.Min(part => part.Part))
            .Select((core, index) => new PlacedCore(index, [.. core], core.Select(part => part.Load).Aggregate((a, b) => a.With(b))));
        var placed = new PlacedNetwork(network, limits, [.. partitions.Select(candidate => candidate?.Partition)], [.. cores]);
        return placed.Chips == 1 ? placed : placed with { Cores = [.. placed.Cores.Select(core => core with { Load = LoadOf(core, placed) })] };
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
