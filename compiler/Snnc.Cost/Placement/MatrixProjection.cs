using System;
using System.Collections.Generic;
using System.Linq;

namespace Snnc.Cost.Placement;

/// <summary>Synapses that are listed one by one.</summary>
/// <param name="SourcePopulation">Where the sources stand.</param>
/// <param name="TargetPopulation">Where the targets stand.</param>
/// <param name="Lists">Of each neuron of the source the neurons of the target that it reaches, rising.</param>
public sealed record MatrixProjection(
    string Name, int Source, int Target, SynapseSize Size, Population SourcePopulation, Population TargetPopulation, IReadOnlyList<int[]> Lists)
    : Projection(Name, Source, Target, Size)
{
    private int[]? _fanOut;
    private Partition? _partition;

    /// <inheritdoc/>
    public override long Synapses => Lists.Sum(list => (long)list.Length);

    /// <inheritdoc/>
    public override int GreatestFanIn
    {
        get
        {
            var fanIn = new int[TargetPopulation.Neurons];
            foreach (var target in Lists.SelectMany(list => list))
            {
                fanIn[target]++;
            }

            return fanIn.DefaultIfEmpty(0).Max();
        }
    }

    /// <inheritdoc/>
    public override SynapseDemand Demand(Patch target, int compartments, ChipLimits limits)
    {
        var code = new SynapseCode(Size, compartments, limits.SynapsesPerEntry);
        var (dense, sparse) = (new ListSum(), new ListSum());
        var runs = new List<int>();
        foreach (var list in Lists)
        {
            FindRuns(list, target, runs);
            if (runs.Count > 0)
            {
                dense.Add(runs, RunWords(runs, code));
                sparse.Add(runs, code.Words(1, runs.Sum(), SynapseCoding.Sparse));
            }
        }

        var (best, coding) = sparse.Words < dense.Words ? (sparse, SynapseCoding.Sparse) : (dense, SynapseCoding.Dense);
        return best.Count == 0 ? SynapseDemand.None
            : new SynapseDemand(best.Count, best.Words, best.Synapses, best.Longest, 1, new HashSet<SynapseFormat> { code.Format(coding) });
    }

    /// <inheritdoc/>
    public override long Senders(Patch source, Patch target) => SourcePopulation.NeuronsIn(source).LongCount(i => Reaches(Lists[i], target));

    /// <inheritdoc/>
    public override long AxonsFrom(Patch source, Partition target)
    {
        var fanOut = FanOut(target);
        return SourcePopulation.NeuronsIn(source).Sum(i => (long)fanOut[i]);
    }

    /// <inheritdoc/>
    public override int GreatestFanOut(Partition target) => FanOut(target).DefaultIfEmpty(0).Max();

    private static int RunWords(List<int> runs, SynapseCode code)
    {
        var words = 0;
        foreach (var length in runs)
        {
            words += code.Words(1, length, SynapseCoding.Dense);
        }

        return words;
    }

    private static bool IsIn(Population population, Patch patch, int neuron)
    {
        var (channel, row, column) = population.PlaceOf(neuron);
        return patch.Contains(row, column, channel);
    }

    private static int FirstFrom(int[] list, int neuron) => Array.BinarySearch(list, neuron) is var at && at < 0 ? ~at : at;

    private bool Reaches(int[] list, Patch target) => TargetPopulation.Channels == TargetPopulation.Neurons
        ? FirstFrom(list, target.Channels.Start) < FirstFrom(list, target.Channels.End)
        : Array.Exists(list, j => IsIn(TargetPopulation, target, j));

    /// <summary>The lengths of runs of targets in a patch that stand one after the other in its core.</summary>
    private void FindRuns(int[] list, Patch target, List<int> runs)
    {
        runs.Clear();
        var end = int.MinValue;
        foreach (var place in PlacesIn(list, target))
        {
            if (place == end)
            {
                runs[^1]++;
            }
            else
            {
                runs.Add(1);
            }

            end = place + 1;
        }
    }

    private ReadOnlySpan<int> PlacesIn(int[] list, Patch target) => TargetPopulation.Channels == TargetPopulation.Neurons
        ? list.AsSpan(FirstFrom(list, target.Channels.Start)..FirstFrom(list, target.Channels.End))
        : list.Where(j => IsIn(TargetPopulation, target, j)).Select(j => PlaceIn(target, j)).Order().ToArray();

    private int PlaceIn(Patch patch, int neuron)
    {
        var (channel, row, column) = TargetPopulation.PlaceOf(neuron);
        return ((((row - patch.Rows.Start) * patch.Columns.Length) + column - patch.Columns.Start) * patch.Channels.Length)
            + channel - patch.Channels.Start;
    }

    /// <summary>Of each source the number of parts that it reaches.</summary>
    private int[] FanOut(Partition target)
    {
        if (_fanOut is null || !ReferenceEquals(_partition, target))
        {
            var parts = PartsOf(target);
            var last = new int[target.Parts.Count];
            (_partition, _fanOut) = (target, new int[Lists.Count]);
            for (var i = 0; i < Lists.Count; i++)
            {
                foreach (var part in Lists[i].Select(j => parts[j]).Where(part => last[part] != i + 1))
                {
                    last[part] = i + 1;
                    _fanOut[i]++;
                }
            }
        }

        return _fanOut;
    }

    private int[] PartsOf(Partition target)
    {
        var parts = new int[TargetPopulation.Neurons];
        for (var neuron = 0; neuron < parts.Length; neuron++)
        {
            var (channel, row, column) = TargetPopulation.PlaceOf(neuron);
            parts[neuron] = (((IndexOf(target.Rows, row) * target.Columns.Count) + IndexOf(target.Columns, column)) * target.Channels.Count)
                + IndexOf(target.Channels, channel);
        }

        return parts;
    }

    // Cuts are almost equal, so the first guess is never far off.
    private static int IndexOf(IReadOnlyList<Interval> cuts, int position)
    {
        var index = (int)((long)position * cuts.Count / cuts[^1].End);
        while (position < cuts[index].Start)
        {
            index--;
        }

        while (position >= cuts[index].End)
        {
            index++;
        }

        return index;
    }

    private struct ListSum
    {
        public int Count { get; private set; }

        public long Words { get; private set; }

        public long Synapses { get; private set; }

        public int Longest { get; private set; }

        public void Add(List<int> runs, int words)
        {
            Count++;
            Words += words;
            Synapses += runs.Sum();
            Longest = Math.Max(Longest, words);
        }
    }
}
