using System.Collections.Generic;
using System.Linq;
using Shouldly;
using Snnc.Cost.Placement;
using Xunit;

namespace Snnc.Cost.Tests.Placement;

/// <summary>Each limit of a core: a network that just keeps it, and one that exceeds it by one and fits in no way.</summary>
public sealed class CoreLimitTests
{
    public static TheoryData<CoreResource> Resources() =>
    [
        CoreResource.Compartments, CoreResource.InputAxons, CoreResource.OutputAxons, CoreResource.OutputAxonsPerNeuron, CoreResource.SynapseWords,
        CoreResource.WordsPerAxon, CoreResource.SynapseFormats, CoreResource.Synapses,
    ];

    [Theory]
    [MemberData(nameof(Resources))]
    public void Network_AtTheLimit_IsPlaced(CoreResource resource)
    {
        var (network, limits) = Network(resource, beyond: 0);

        Placer.Place(network, limits).Cores.ShouldAllBe(core => core.Load.Exceeded(limits) == null);
    }

    [Theory]
    [MemberData(nameof(Resources))]
    public void Network_BeyondTheLimit_FitsInNoWay(CoreResource resource)
    {
        var (network, limits) = Network(resource, beyond: 1);

        Should.Throw<PlacementException>(() => Placer.Place(network, limits)).Shortage.Resource.ShouldBe(resource);
    }

    // A kernel of one weight lets axons begin at every row; 17 rows are one group too many, so that they are cut.
    [Fact]
    public void Convolution_OfMoreGroupsThanACoreHas_IsCut()
    {
        Placer.Place(Pointwise(16), Loihi.Limits).Partitions[1]!.Rows.Count.ShouldBe(1);
        Placer.Place(Pointwise(17), Loihi.Limits).Partitions[1]!.Rows.Count.ShouldBe(2);
    }

    private static SpikingNetwork Pointwise(int rows)
    {
        Population[] layers = [new("in", 2, rows, 4) { IsOutside = true }, new("out", 2, rows, 4)];
        return new SpikingNetwork("pointwise", layers, [Loihi.Convolution(0, 1, layers[0], layers[1], 1)]);
    }

    // The limits are the chip's where a single neuron can reach them, and smaller where only many can.
    private static (SpikingNetwork Network, ChipLimits Limits) Network(CoreResource resource, int beyond) => resource switch
    {
        CoreResource.Compartments => (new("one", [new("n", 1, 1, 1, 1024 + beyond)], []), Loihi.Limits),
        CoreResource.InputAxons => (FanIn(4096 + beyond), Loihi.Limits),
        CoreResource.OutputAxons => (FanOut(40 + beyond), Loihi.Limits with { OutputAxons = 40 }),
        CoreResource.OutputAxonsPerNeuron => (FanOut(511 + beyond), Loihi.Limits),
        CoreResource.SynapseWords => (FanIn(100 + beyond), Loihi.Limits with { SynapseWords = 100 }),
        CoreResource.WordsPerAxon => (FanIn(10), Loihi.Limits with { WordsPerAxon = 1 - beyond }),
        CoreResource.SynapseFormats => (Formats(7 + beyond), Loihi.Limits),
        _ => (FanIn(100 + beyond), Loihi.Limits with { Synapses = 100 }),
    };

    private static SpikingNetwork FanIn(int sources)
    {
        Population[] layers = [new("in", sources) { IsOutside = true }, new("n", 1)];
        return new SpikingNetwork("fan in", layers, [Loihi.Dense(0, 1, layers[0], layers[1])]);
    }

    // Each target fills a core.
    private static SpikingNetwork FanOut(int targets)
    {
        Population[] layers = [new("n", 1), new("out", targets, 1, 1, 1024)];
        return new SpikingNetwork("fan out", layers, [Loihi.Dense(0, 1, layers[0], layers[1])]);
    }

    // One format for each power of two that weights are scaled by.
    private static SpikingNetwork Formats(int formats)
    {
        Population[] layers = [new("in", 1) { IsOutside = true }, new("n", 1)];
        IEnumerable<Projection> projections = Enumerable.Range(0, formats)
            .Select(exponent => new DenseProjection($"p{exponent}", 0, 1, new SynapseSize(8, 0, exponent), 1, 1));
        return new SpikingNetwork("formats", layers, [.. projections]);
    }
}
