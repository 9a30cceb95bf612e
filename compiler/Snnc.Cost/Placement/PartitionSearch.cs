using System;
using System.Collections.Generic;
using System.Linq;

namespace Snnc.Cost.Placement;

/// <summary>
/// Cuts the populations of a network into parts for cores, from the last population to the first, keeping the cheapest few ways at each: NxTF's search,
/// over any graph. The cost is the number of parts, and the axons that end in and leave them and the words of their synapses as shares of a core's.
/// </summary>
public sealed class PartitionSearch
{
    private const int Width = 8;
    private const int MostTried = 64;

    private readonly SpikingNetwork _network;
    private readonly ChipLimits _limits;
    private readonly int _entriesPerAxon;

    /// <summary>Prepares a search.</summary>
    /// <param name="entriesPerAxon">Entries that an axon takes in the core that it leaves: 1 within a chip, 2 to another.</param>
    public PartitionSearch(SpikingNetwork network, ChipLimits limits, int entriesPerAxon) =>
        (_network, _limits, _entriesPerAxon) = (network, limits, entriesPerAxon);

    /// <summary>The cheapest ways to cut, each with the parts of every population; cheapest first.</summary>
    /// <exception cref="PlacementException">A population fits in no way.</exception>
    public IReadOnlyList<IReadOnlyList<PartitionCandidate?>> Run()
    {
        List<Way> ways = [new Way(new PartitionCandidate?[_network.Populations.Count], 0)];
        for (var index = _network.Populations.Count - 1; index >= 0; index--)
        {
            if (!_network.Populations[index].IsOutside)
            {
                ways = Extend(ways, index);
            }
        }

        return [.. ways.Select(way => way.Chosen)];
    }

    private List<Way> Extend(List<Way> ways, int index)
    {
        var candidates = new PartitionCandidates(_network, index, _limits);
        var extended = new List<Way>();
        Shortage? obstacle = null;
        foreach (var way in ways)
        {
            var found = 0;
            for (var number = 0; number < MostTried && found < Width && candidates.At(number) is { } candidate; number++)
            {
                if (TryExtend(way, index, candidate, ref obstacle) is { } longer)
                {
                    extended.Add(longer);
                    found++;
                }
            }
        }

        return extended.Count > 0
            ? [.. extended.OrderBy(way => way.Cost).Take(Width)]
            : throw new PlacementException(_network.Populations[index], obstacle ?? candidates.Obstacle!);
    }

    /// <summary>A way with one more population, which is cut so; null where more axons leave some part than a core has.</summary>
    private Way? TryExtend(Way way, int index, PartitionCandidate candidate, ref Shortage? obstacle)
    {
        var chosen = (PartitionCandidate?[])way.Chosen.Clone();
        chosen[index] = candidate;
        var cost = way.Cost + candidate.CostOfInputs(_limits);
        var senders = _network.Into(index).Select(p => p.Source).Where(source => chosen[source] is not null).Append(index).Distinct();
        foreach (var sender in senders)
        {
            var before = chosen[sender]!.Loads.Sum(load => load.OutputAxons);
            chosen[sender] = WithOutputs(chosen, sender);
            if (chosen[sender]!.Loads.Select(load => load.Exceeded(_limits)).FirstOrDefault(exceeded => exceeded is not null) is { } exceeded)
            {
                obstacle = exceeded;
                return null;
            }

            cost += (chosen[sender]!.Loads.Sum(load => load.OutputAxons) - before) / (double)_limits.OutputAxons;
        }

        return new Way(chosen, cost);
    }

    private PartitionCandidate WithOutputs(PartitionCandidate?[] chosen, int sender)
    {
        var targets = _network.From(sender).Where(projection => chosen[projection.Target] is not null).ToList();
        var most = targets.Sum(projection => projection.GreatestFanOut(chosen[projection.Target]!.Partition));
        var candidate = chosen[sender]!;
        return candidate with
        {
            Loads = [.. candidate.Partition.Parts.Zip(candidate.Loads, (part, load) => load with
            {
                OutputAxons = _entriesPerAxon * targets.Sum(projection => projection.AxonsFrom(part, chosen[projection.Target]!.Partition)),
                MostPerNeuron = most,
            })],
        };
    }

    private sealed record Way(PartitionCandidate?[] Chosen, double Cost);
}
