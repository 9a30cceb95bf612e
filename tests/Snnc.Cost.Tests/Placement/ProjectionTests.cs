using System;
using System.Collections.Generic;
using System.Linq;
using Shouldly;
using Snnc.Cost.Placement;
using Xunit;

namespace Snnc.Cost.Tests.Placement;

/// <summary>What projections say of synapses, against lists of single synapses, on sizes drawn at random.</summary>
public sealed class ProjectionTests
{
    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Convolution_RandomPatch_AsItsSynapsesOneByOne(int seed)
    {
        var random = new Random(seed);
        var drawn = Draw(random);
        var (source, target) = (PatchOf(drawn.From, random), PatchOf(drawn.To, random));
        var synapses = drawn.Synapses.Where(s => Contains(target, drawn.To, s.To)).ToList();
        var senders = synapses.Select(s => s.From).Distinct().ToList();

        drawn.Projection.Synapses.ShouldBe(drawn.Synapses.Count);
        var demand = drawn.Projection.Demand(target, target.Neurons, Loihi.Limits);
        demand.Synapses.ShouldBe(synapses.Count);
        demand.Axons.ShouldBe(senders.Count);
        drawn.Projection.Senders(source, target).ShouldBe(senders.Count(i => Contains(source, drawn.From, i)));
    }

    // Lists are shared by sources that meet the same weights in the same places relative to the first.
    [Theory]
    [MemberData(nameof(Seeds))]
    public void Convolution_RandomPatch_MemoryOfItsDifferentLists(int seed)
    {
        var random = new Random(seed);
        var drawn = Draw(random);
        var target = PatchOf(drawn.To, random);
        var lists = drawn.Synapses.Where(s => Contains(target, drawn.To, s.To)).GroupBy(s => s.From)
            .Select(list => (Channel: drawn.From.PlaceOf(list.Key).Channel, Places: list.Select(s => Place(target, drawn.To, s.To)).Order().ToList(), Weights: Weights(list)))
            .DistinctBy(list => $"{list.Channel} {list.Weights} {string.Join(",", list.Places.Select(p => p - list.Places[0]))}").ToList();

        var demand = drawn.Projection.Demand(target, target.Neurons, Loihi.Limits);
        demand.Words.ShouldBe(Math.Min(lists.Sum(list => Words(list.Places, target.Neurons, isSparse: true)), lists.Sum(list => Words(list.Places, target.Neurons, isSparse: false))));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Matrix_RandomSynapses_AxonsAsCounted(int seed)
    {
        var random = new Random(seed);
        Population from = new("from", random.Next(1, 60)), to = new("to", random.Next(1, 60));
        var lists = Enumerable.Range(0, from.Neurons).Select(_ => Enumerable.Range(0, to.Neurons).Where(_ => random.Next(4) == 0).ToArray()).ToList();
        var matrix = new MatrixProjection("m", 0, 1, Loihi.EightBits, from, to, lists);
        var partition = Partition.Cut(to, 1, 1, random.Next(1, to.Neurons + 1));
        var source = PatchOf(from, random);

        var pairs = partition.Parts.Select(part => Enumerable.Range(source.Channels.Start, source.Channels.Length).Count(i => lists[i].Any(j => part.Channels.Contains(j)))).ToList();
        matrix.AxonsFrom(source, partition).ShouldBe(pairs.Sum());
        partition.Parts.Select(part => matrix.Senders(source, part)).ShouldBe(pairs.Select(count => (long)count));
        matrix.GreatestFanOut(partition).ShouldBe(lists.Max(list => partition.Parts.Count(part => list.Any(part.Channels.Contains))));
        matrix.GreatestFanIn.ShouldBe(Enumerable.Range(0, to.Neurons).Max(j => lists.Count(list => list.Contains(j))));
        foreach (var part in partition.Parts)
        {
            var inside = lists.Select(list => list.Where(part.Channels.Contains).ToList()).Where(list => list.Count > 0).ToList();
            var demand = matrix.Demand(part, part.Neurons, Loihi.Limits);
            demand.Synapses.ShouldBe(inside.Sum(list => list.Count));
            demand.Words.ShouldBe(Math.Min(inside.Sum(list => Words(list, part.Neurons, true)), inside.Sum(list => Words(list, part.Neurons, false))));
        }
    }

    private static string Weights(IEnumerable<(int From, int To, int Weight)> list) => string.Join(",", list.OrderBy(s => s.To).Select(s => s.Weight));

    // 10 bits in front of up to 60 synapses of 8 bits; targets of 6 bits at least, with each synapse or once for a run.
    private static int Words(IReadOnlyList<int> places, int compartments, bool isSparse)
    {
        var index = Math.Max(6, (int)Math.Ceiling(Math.Log2(Math.Max(2, compartments))));
        if (isSparse)
        {
            return places.Chunk(60).Sum(entry => (int)Math.Ceiling(((entry.Length * (8 + index)) + 10) / 64.0));
        }

        var runs = places.Select((place, i) => place - i).GroupBy(start => start).Select(run => run.Count());
        return runs.Sum(run => Enumerable.Range(0, run).Chunk(60).Sum(entry => (int)Math.Ceiling(((entry.Length * 8) + 10 + index) / 64.0)));
    }

    private static Drawn Draw(Random random)
    {
        var (kernel, stride, padding) = (random.Next(1, 5), random.Next(1, 4), random.Next(0, 3));
        Population image = new("from", random.Next(1, 4), random.Next(kernel, kernel + 6), random.Next(kernel, kernel + 6));
        int Extent(int extent) => ((extent + (2 * padding) - kernel) / stride) + 1;
        Population to = new("to", random.Next(1, 4), Extent(image.Rows), Extent(image.Columns));
        var synapses = from o in Enumerable.Range(0, to.Channels)
                       from y in Enumerable.Range(0, to.Rows)
                       from x in Enumerable.Range(0, to.Columns)
                       from c in Enumerable.Range(0, image.Channels)
                       from ky in Enumerable.Range(0, kernel)
                       from kx in Enumerable.Range(0, kernel)
                       let row = (y * stride) - padding + ky
                       let column = (x * stride) - padding + kx
                       where row >= 0 && row < image.Rows && column >= 0 && column < image.Columns
                       select ((((c * image.Rows) + row) * image.Columns) + column, (((o * to.Rows) + y) * to.Columns) + x, (((((o * 8) + c) * 8) + ky) * 8) + kx);
        return new Drawn(image, to, Loihi.Convolution(0, 1, image, to, kernel, stride, padding), [.. synapses]);
    }

    private static Patch PatchOf(Population population, Random random)
    {
        Interval Part(int extent) => random.Next(extent) is var start ? new Interval(start, random.Next(start + 1, extent + 1)) : default;
        return new Patch(Part(population.Rows), Part(population.Columns), Part(population.Channels));
    }

    private static bool Contains(Patch patch, Population population, int neuron) =>
        population.PlaceOf(neuron) is var (channel, row, column) && patch.Contains(row, column, channel);

    private static int Place(Patch patch, Population population, int neuron)
    {
        var (channel, row, column) = population.PlaceOf(neuron);
        return ((((row - patch.Rows.Start) * patch.Columns.Length) + column - patch.Columns.Start) * patch.Channels.Length) + channel - patch.Channels.Start;
    }

    private sealed record Drawn(Population From, Population To, ConvolutionProjection Projection, IReadOnlyList<(int From, int To, int Weight)> Synapses);
}
