using System;
using System.Linq;
using Shouldly;
using Snnc.Cost.Families.Manycore;
using Snnc.Cost.Placement;
using Xunit;

namespace Snnc.Cost.Tests.Placement;

/// <summary>The published mapping of RelNet: 22 chips, with at most 40,000 synapses to a core and each core for one layer.</summary>
public sealed class RelNetTests
{
    private static readonly ChipLimits Limits = Loihi.Limits with { Synapses = 40_000 };
    private static readonly SpikingNetwork Network = RelNet.Build();

    [Fact]
    public void Place_CoreForEachLayer_TakesTheChipsAndCoresThatArePublished()
    {
        var placed = Placer.Place(Network, Limits, sharesCores: false);

        placed.Chips.ShouldBeInRange(20, 24);
        placed.Cores.ShouldAllBe(core => core.Load.Exceeded(Limits) == null);
        Cores(placed, ".0").ShouldBe(840);
        Cores(placed, ".1").ShouldBe(420);
        placed.Cores.Count.ShouldBeGreaterThanOrEqualTo(RelNet.PublishedCores);
        ((double)placed.Cores.Count).ShouldBe(RelNet.PublishedCores, 0.01 * RelNet.PublishedCores);
    }

    // From its text: nothing is read of the weights, as none are published.
    [Fact]
    public void Program_CoreForEachLayer_TakesThePublishedChips()
    {
        var chip = ChipMapping.Of(NetworkFile.GraphOf(RelNetProgram.Text()), null, "loihi", Limits);
        chip.Problems.ShouldBeEmpty();
        chip.Network.Populations.Where(population => !population.IsOutside).Sum(population => population.Neurons)
            .ShouldBe(Network.Populations.Sum(population => population.Neurons));

        var placed = Placer.Place(chip.Network, Limits, sharesCores: false);

        placed.Chips.ShouldBeInRange(20, 24);
        ((double)placed.Cores.Count).ShouldBe(RelNet.PublishedCores, 0.01 * RelNet.PublishedCores);
    }

    [Fact]
    public void Place_LayersInSharedCores_TakesNoMore()
    {
        var placed = Placer.Place(Network, Limits);

        placed.Cores.Count.ShouldBeLessThan(RelNet.PublishedCores);
        placed.Cores.Count.ShouldBeGreaterThanOrEqualTo(ResourceBound.Cores(Network, Limits));
        placed.Cores.ShouldAllBe(core => core.Load.Exceeded(Limits) == null);
    }

    private static int Cores(PlacedNetwork placed, string layer) => placed.Cores.SelectMany(core => core.Parts)
        .Select(part => Network.Populations[part.Population].Name)
        .Count(name => name.StartsWith("pair", StringComparison.Ordinal) && name.EndsWith(layer, StringComparison.Ordinal));
}
