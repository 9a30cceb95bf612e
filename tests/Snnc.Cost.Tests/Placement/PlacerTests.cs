using System.Linq;
using Shouldly;
using Snnc.Cost.Families.Manycore;
using Snnc.Cost.Placement;
using Snnc.Tests;
using Xunit;
using Xunit.Abstractions;

namespace Snnc.Cost.Tests.Placement;

/// <summary>Networks in cores.</summary>
public sealed class PlacerTests(ITestOutputHelper output)
{
    [Fact]
    public void Place_NetworkOfNxtf_TakesFewCores()
    {
        Population[] layers = [new("image", 1, 28, 28), new("c1", 16, 12, 12), new("c2", 32, 10, 10), new("c3", 64, 4, 4), new("c4", 10, 1, 1)];
        var network = new SpikingNetwork("nxtf", layers,
        [
            Loihi.Convolution(0, 1, layers[0], layers[1], 5, 2),
            Loihi.Convolution(1, 2, layers[1], layers[2], 3),
            Loihi.Convolution(2, 3, layers[2], layers[3], 3, 2),
            Loihi.Convolution(3, 4, layers[3], layers[4], 4),
        ]);

        ShouldTakeFewCores(network);
    }

    [Fact]
    public void Place_NetworkOfEventCamera_TakesFewCores()
    {
        Population[] layers =
        [
            new("events", 2, 34, 34) { IsOutside = true }, new("n1", 16, 16, 16), new("n3", 16, 16, 16), new("n6", 8, 8, 8), new("n10", 256), new("n12", 10),
        ];
        var network = new SpikingNetwork("nmnist", layers,
        [
            Loihi.Convolution(0, 1, layers[0], layers[1], 5, 2, 1),
            Loihi.Convolution(1, 2, layers[1], layers[2], 3, 1, 1),
            Loihi.Convolution(2, 3, layers[2], layers[3], 6, 2, 2),
            Loihi.Dense(3, 4, layers[3], layers[4], sharing: 4),
            Loihi.Dense(4, 5, layers[4], layers[5]),
        ]);

        ShouldTakeFewCores(network);
    }

    [DataFact("smnist-lsnn")]
    public void Place_NetworkOfSmnist_TakesOneCore()
    {
        var sample = new SampleProgram(System.IO.Path.Combine("loihi-smnist", "smnist.snn"), "smnist-lsnn", "Direct");
        var chip = ChipMapping.Of(sample.Graph, sample, "loihi", Loihi.Limits);

        chip.Problems.ShouldBeEmpty();
        chip.Network.Projections.Sum(projection => projection.Synapses).ShouldBe(4263 + 10566 + 846);
        ShouldTakeFewCores(chip.Network);
    }

    // From the program and its weights: pooling windows become part of the kernel behind them, and share the weights of the dense layer.
    [DataFact("nmnist", "nir")]
    public void Place_SampleOfNmnist_AsItsLayersByHand()
    {
        var sample = new SampleProgram(System.IO.Path.Combine("nmnist", "nmnist.snn"), "nir/02_cnn", "Nmnist");
        var chip = ChipMapping.Of(sample.Graph, sample, "loihi", Loihi.Limits);

        chip.Problems.ShouldBeEmpty();
        chip.Network.Projections.OfType<ConvolutionProjection>().Select(p => (p.Rows.Kernel, p.Rows.Stride, p.Rows.Padding)).ShouldBe([(5, 2, 1), (3, 1, 1), (6, 2, 2)]);
        chip.Network.Projections.OfType<DenseProjection>().Select(p => (p.Sources, p.Sharing)).ShouldContain((512, 4));
        ShouldTakeFewCores(chip.Network);
    }

    // 100 layers of 16 channels, each of 16 x 16: every layer four cores' worth of compartments.
    [Fact]
    public void Place_HundredLayers_KeepsEveryLimit()
    {
        var layers = Enumerable.Range(0, 101).Select(i => new Population($"n{i}", 16, 16, 16) { IsOutside = i == 0 }).ToList();
        var network = new SpikingNetwork(
            "deep", layers, [.. Enumerable.Range(0, 100).Select(i => Loihi.Convolution(i, i + 1, layers[i], layers[i + 1], 3, 1, 1))]);

        ShouldTakeFewCores(network);
    }

    [Fact]
    public void Place_SeveralChips_CountsAxonsToOthersTwice()
    {
        Population[] layers = [new("a", 300, 1, 1, 512), new("b", 300, 1, 1, 512)];
        var placed = Placer.Place(new SpikingNetwork("two chips", layers, [Loihi.Dense(0, 1, layers[0], layers[1])]), Loihi.Limits);

        placed.Chips.ShouldBe(3);
        foreach (var core in placed.Cores.Where(core => core.Parts.Any(part => part.Population == 0)))
        {
            var targets = placed.Cores.SelectMany(other => other.Parts.Where(part => part.Population == 1).Select(_ => placed.ChipOf(other.Index))).ToList();
            core.Load.OutputAxons.ShouldBe(core.Parts.Sum(part => part.Patch.Neurons) * targets.Sum(chip => chip == placed.ChipOf(core.Index) ? 1 : 2));
        }
    }

    private void ShouldTakeFewCores(SpikingNetwork network)
    {
        var placed = Placer.Place(network, Loihi.Limits);
        output.WriteLine(PlacementText.Of(placed));
        placed.Cores.ShouldAllBe(core => core.Load.Exceeded(Loihi.Limits) == null);
        ((double)placed.Cores.Count).ShouldBeLessThanOrEqualTo(1.25 * ResourceBound.Cores(network, Loihi.Limits));
    }
}
