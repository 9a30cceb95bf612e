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
    private int[]? _parts;
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
        var lists = Lists.Select(list => RunsOf(list, target)).Where(runs => runs.Count > 0).ToList();
        if (lists.Count == 0)
        {
            return SynapseDemand.None;
        }

        var coding = new[] { SynapseCoding.Dense, SynapseCoding.Sparse }.MinBy(c => lists.Sum(runs => WordsOf(runs, code, c)));
        return new SynapseDemand(
            lists.Count,
            lists.Sum(runs => WordsOf(runs, code, coding)),
            lists.Sum(runs => (long)runs.Sum()),
            (int)lists.Max(runs => WordsOf(runs, code, coding)),
            1,
            new HashSet<SynapseFormat> { code.Format(coding) });
    }

    /// <inheritdoc/>
    public override long Senders(Patch source, Patch target) =>
        Sources(source).LongCount(i => Lists[i].Any(j => Contains(target, j)));

    /// <inheritdoc/>
    public override long AxonsFrom(Patch source, Partition target)
    {
        var parts = PartsOf(target);
        return Sources(source).Sum(i => (long)Lists[i].Select(j => parts[j]).Distinct().Count());
    }

    /// <inheritdoc/>
    public override int GreatestFanOut(Partition target)
    {
        var parts = PartsOf(target);
        return Lists.Select(list => list.Select(j => parts[j]).Distinct().Count()).DefaultIfEmpty(0).Max();
    }

    private static long WordsOf(List<int> runs, SynapseCode code, SynapseCoding coding) => coding == SynapseCoding.Dense
        ? runs.Sum(length => (long)code.Words(1, length, coding))
        : code.Words(1, runs.Sum(), coding);

    private bool Contains(Patch patch, int neuron)
    {
        var (channel, row, column) = TargetPopulation.PlaceOf(neuron);
        return patch.Contains(row, column, channel);
    }

    private IEnumerable<int> Sources(Patch source) => Enumerable.Range(0, Lists.Count).Where(i =>
    {
        var (channel, row, column) = SourcePopulation.PlaceOf(i);
        return source.Contains(row, column, channel);
    });

    /// <summary>The lengths of runs of targets in a patch that stand one after the other in its core.</summary>
    private List<int> RunsOf(int[] list, Patch target)
    {
        var runs = new List<int>();
        var end = int.MinValue;
        foreach (var place in list.Where(j => Contains(target, j)).Select(j => PlaceIn(target, j)).Order())
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

        return runs;
    }

    private int PlaceIn(Patch patch, int neuron)
    {
        var (channel, row, column) = TargetPopulation.PlaceOf(neuron);
        return ((((row - patch.Rows.Start) * patch.Columns.Length) + column - patch.Columns.Start) * patch.Channels.Length) + channel - patch.Channels.Start;
    }

    private int[] PartsOf(Partition target)
    {
        if (_parts is null || !ReferenceEquals(_partition, target))
        {
            _partition = target;
            _parts = new int[TargetPopulation.Neurons];
            for (var part = 0; part < target.Parts.Count; part++)
            {
                Enumerable.Range(0, _parts.Length).Where(j => Contains(target.Parts[part], j)).ToList().ForEach(j => _parts[j] = part);
            }
        }

        return _parts;
    }
}
