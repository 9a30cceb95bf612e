using System;
using System.Collections.Generic;
using System.Linq;

namespace Snnc.Cost.Placement;

/// <summary>A partition of a population with what each part takes of its core for neurons and synapses.</summary>
/// <param name="Partition">The parts.</param>
/// <param name="Loads">Of each part; axons that leave it are not known yet.</param>
public sealed record PartitionCandidate(Partition Partition, IReadOnlyList<CoreLoad> Loads)
{
    /// <summary>The cost of the parts alone: cores, axons that end in them, and synapses, each as a share of a core's.</summary>
    public double CostOfInputs(ChipLimits limits) => Loads.Sum(load =>
        1 + ((double)load.Input.Axons / limits.InputAxons) + ((double)load.Input.Words / limits.SynapseWords));
}

/// <summary>
/// The partitions of a population whose parts fit a core with their neurons and the synapses into them, fewest parts first; found as they are asked for.
/// </summary>
public sealed class PartitionCandidates
{
    // A part of one neuron that does not fit tells that none does; before that, this many times the least number of parts is tried.
    private const int MostTimesLeast = 16;
    private const int AlwaysTried = 1024;

    private readonly SpikingNetwork _network;
    private readonly int _index;
    private readonly ChipLimits _limits;
    private readonly List<PartitionCandidate> _found = [];
    private readonly IEnumerator<PartitionCandidate> _search;

    /// <summary>Begins a search.</summary>
    public PartitionCandidates(SpikingNetwork network, int index, ChipLimits limits)
    {
        (_network, _index, _limits) = (network, index, limits);
        _search = Search().GetEnumerator();
    }

    /// <summary>Gets what kept the last partition that was tried from fitting, or null.</summary>
    public Shortage? Obstacle { get; private set; }

    private Population Population => _network.Populations[_index];

    /// <summary>The partition of this number, or null where there is none.</summary>
    public PartitionCandidate? At(int number)
    {
        while (_found.Count <= number && _search.MoveNext())
        {
            _found.Add(_search.Current);
        }

        return number < _found.Count ? _found[number] : null;
    }

    private IEnumerable<PartitionCandidate> Search()
    {
        var all = (long)Population.Neurons * Population.Compartments;
        var least = Math.Clamp((all + _limits.Compartments - 1) / _limits.Compartments, 1, Population.Neurons);
        var most = Math.Min(Population.Neurons, Math.Max(least * MostTimesLeast, AlwaysTried));
        for (var parts = least; parts <= most; parts++)
        {
            foreach (var partition in Cuts((int)parts))
            {
                if (TryLoad(partition) is { } loads)
                {
                    yield return new PartitionCandidate(partition, loads);
                }
            }
        }
    }

    private IEnumerable<Partition> Cuts(int parts) =>
        from rows in Divisors(parts, Population.Rows)
        from columns in Divisors(parts / rows, Population.Columns)
        let channels = parts / rows / columns
        where channels <= Population.Channels
        select Partition.Cut(Population, rows, columns, channels);

    private static IEnumerable<int> Divisors(int number, int most) => Enumerable.Range(1, Math.Min(number, most)).Where(d => number % d == 0);

    private List<CoreLoad>? TryLoad(Partition partition)
    {
        var loads = new List<CoreLoad>(partition.Parts.Count);
        foreach (var part in partition.Parts)
        {
            var load = LoadOf(part);
            if (load.Exceeded(_limits) is { } obstacle)
            {
                Obstacle = obstacle;
                return null;
            }

            loads.Add(load);
        }

        return loads;
    }

    private CoreLoad LoadOf(Patch part)
    {
        var compartments = part.Neurons * Population.Compartments;
        var none = new CoreLoad(compartments, SynapseDemand.None, 0, 0);
        return compartments > _limits.Compartments ? none : none with
        {
            Input = SynapseDemand.IntoOnePart(_network.Into(_index).Select(projection => projection.Demand(part, compartments, _limits))),
        };
    }
}
