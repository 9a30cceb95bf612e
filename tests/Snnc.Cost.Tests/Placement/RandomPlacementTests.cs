using System;
using System.Collections.Generic;
using System.Linq;
using Shouldly;
using Snnc.Cost.Placement;
using Xunit;

namespace Snnc.Cost.Tests.Placement;

/// <summary>Placements of networks drawn at random, counted again synapse by synapse: each neuron in one core, and what every core is said to hold.</summary>
public sealed class RandomPlacementTests
{
    // Small cores, so that small networks fill many, and chips of four.
    private static readonly ChipLimits Small = Loihi.Limits with { Compartments = 12, InputAxons = 90, OutputAxons = 200, SynapseWords = 120, Cores = 4, CoresPerTile = 2, TilesPerRow = 2 };

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Place_RandomNetwork_EveryNeuronOnceAndEveryAxonCounted(int seed)
    {
        var (network, synapses) = Draw(new Random(seed));
        var placed = Placer.Place(network, Small);
        var coreOf = CoresOf(placed);

        for (var population = 0; population < network.Populations.Count; population++)
        {
            coreOf.Count(place => place.Key.Population == population).ShouldBe(network.Populations[population].Neurons, "every neuron is placed");
        }

        placed.Cores.Select(core => core.Place).ShouldBeUnique();
        foreach (var core in placed.Cores)
        {
            core.Load.Exceeded(Small).ShouldBeNull();
            var held = core.Parts.Select(part => (part.Population, part.Part)).ToHashSet();
            core.Load.Compartments.ShouldBe(coreOf.Count(place => place.Value.Core == core.Index));
            Pairs(synapses, coreOf).Where(axon => axon.To.Core == core.Index).Count().ShouldBe((int)core.Load.Input.Axons);
            Pairs(synapses, coreOf).Where(axon => axon.From.Core == core.Index)
                .Sum(axon => placed.Chips > 1 && placed.ChipOf(axon.To.Core) != placed.ChipOf(core.Index) ? 2 : 1).ShouldBe((int)core.Load.OutputAxons);
            synapses.SelectMany(s => s.List.Select(pair => coreOf[(s.Target, pair.To)].Core)).Count(index => index == core.Index).ShouldBe((int)core.Load.Input.Synapses);
            held.Count.ShouldBe(core.Parts.Count);
        }

        placed.Cores.Count.ShouldBeGreaterThanOrEqualTo(ResourceBound.Cores(network, Small));
    }

    // An axon is a neuron's, through one connection, to one part.
    private static List<(int Projection, int Neuron, (int Core, int Part) From, (int Core, int Part) To)> Pairs(
        IReadOnlyList<Drawn> synapses, Dictionary<(int Population, int Neuron), (int Core, int Part)> coreOf) =>
    [
        .. synapses.SelectMany((s, projection) => s.List.Select(pair => (projection, pair.From, coreOf[(s.Source, pair.From)], coreOf[(s.Target, pair.To)]))).Distinct(),
    ];

    private static Dictionary<(int Population, int Neuron), (int Core, int Part)> CoresOf(PlacedNetwork placed)
    {
        var places = new Dictionary<(int, int), (int, int)>();
        foreach (var (core, part) in placed.Cores.SelectMany(core => core.Parts.Select(part => (core, part))))
        {
            var population = placed.Network.Populations[part.Population];
            foreach (var neuron in Enumerable.Range(0, population.Neurons))
            {
                var (channel, row, column) = population.PlaceOf(neuron);
                if (part.Patch.Contains(row, column, channel))
                {
                    places.Add((part.Population, neuron), (core.Index, part.Part));
                }
            }
        }

        return places;
    }

    private static (SpikingNetwork Network, IReadOnlyList<Drawn> Synapses) Draw(Random random)
    {
        List<Population> populations = [.. Enumerable.Range(0, random.Next(2, 5)).Select(i => random.Next(2) == 0
            ? new Population($"p{i}", random.Next(1, 4), random.Next(2, 6), random.Next(2, 6)) : new Population($"p{i}", random.Next(1, 30)))];
        List<Drawn> drawn = [];
        List<Projection> projections = [];
        for (var target = 0; target < populations.Count; target++)
        {
            // Backwards and to itself too.
            var source = random.Next(populations.Count);
            var (projection, list) = Connect(source, target, populations[source], populations[target], random);
            projections.Add(projection);
            drawn.Add(new Drawn(source, target, list));
        }

        return (new SpikingNetwork("drawn", populations, projections), drawn);
    }

    private static (Projection Projection, IReadOnlyList<(int From, int To)> List) Connect(int source, int target, Population from, Population to, Random random)
    {
        if (from.Neurons > 1 && from.Rows * from.Columns > 1 && from.Rows == to.Rows && from.Columns == to.Columns)
        {
            return (Loihi.Convolution(source, target, from, to, 3, 1, 1), [.. Window(from, to)]);
        }

        if (random.Next(2) == 0)
        {
            return (Loihi.Dense(source, target, from, to), [.. Enumerable.Range(0, from.Neurons).SelectMany(i => Enumerable.Range(0, to.Neurons).Select(j => (i, j)))]);
        }

        var lists = Enumerable.Range(0, from.Neurons).Select(_ => Enumerable.Range(0, to.Neurons).Where(_ => random.Next(3) == 0).ToArray()).ToList();
        return (
            new MatrixProjection($"m{target}", source, target, Loihi.EightBits, from, to, lists),
            [.. lists.SelectMany((list, i) => list.Select(j => (i, j)))]);
    }

    private static IEnumerable<(int From, int To)> Window(Population source, Population target) =>
        from i in Enumerable.Range(0, source.Neurons)
        from j in Enumerable.Range(0, target.Neurons)
        let a = source.PlaceOf(i)
        let b = target.PlaceOf(j)
        where Math.Abs(a.Row - b.Row) <= 1 && Math.Abs(a.Column - b.Column) <= 1
        select (i, j);

    private sealed record Drawn(int Source, int Target, IReadOnlyList<(int From, int To)> List);
}
