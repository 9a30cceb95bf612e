using System;
using System.Globalization;
using System.Linq;
using Shouldly;
using Snnc.Cost.Accelerators;
using Snnc.Cost.Families;
using Snnc.Cost.Families.Manycore;
using Snnc.Cost.Workloads;
using Xunit;

namespace Snnc.Cost.Tests.Families.Manycore;

/// <summary>Energy and time of chips of many cores, against closed forms written here, on networks drawn at random.</summary>
public sealed class ManycoreFamilyTests
{
    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 12)];

    // Few enough neurons for one core each, so that nothing hops: a dense chain with its spikes at one rate.
    [Theory]
    [MemberData(nameof(Seeds))]
    public void Davies_RandomDenseChain_EnergyAndTimeByTheClosedForm(int seed)
    {
        var random = new Random(seed);
        int[] sizes = [random.Next(1, 200), random.Next(1, 100), random.Next(1, 100), random.Next(1, 100)];
        var (steps, rate) = (random.Next(1, 200), random.NextDouble());
        var estimate = Estimate(Chain(sizes, steps), rate, "loihi-davies18");

        double neurons = sizes[1..].Sum(), spikes = neurons * rate;
        var synops = sizes.Zip(sizes[1..], (from, to) => (double)from * to).Sum() * rate;
        var messages = (sizes[1] + sizes[2]) * rate;
        var energy = steps * ((((neurons - spikes) * 52) + (spikes * 81) + (synops * 23.6) + (messages * 1.7)) * 1e-12);
        estimate.Counters["cores"].ShouldBe(1);
        estimate.KnownEnergyJ.ShouldBe(energy, 1e-9 * energy);
        var time = (((neurons - spikes) * 5.3) + (spikes * 8.4) + (synops * 3.5) + 113) * 1e-9;
        estimate.Counters["step.time"].ShouldBe(time, 1e-9 * time);
        estimate.LatencyS!.Value.ShouldBe(steps * time, 1e-9 * steps * time);
        estimate.Counters["static.energy"].ShouldBe(steps * time * 0.104, 1e-9 * steps * time);
    }

    // Units that overlap: the slowest counts alone.
    [Theory]
    [MemberData(nameof(Seeds))]
    public void Overlapped_RandomDenseChain_TimeOfTheSlowestUnit(int seed)
    {
        var random = new Random(seed);
        int[] sizes = [random.Next(1, 200), random.Next(1, 100), random.Next(1, 100)];
        var rate = random.NextDouble() / 10;
        var estimate = CostFamilies.Estimate(
            NetworkFile.WorkloadOf(Chain(sizes, 10), WorkloadActivity.AtRate(rate)), NetworkFile.Accelerator("loihi-davies18", "overlapped_units"));

        double neurons = sizes[1] + sizes[2], spikes = neurons * rate;
        var synops = ((sizes[0] * sizes[1]) + (sizes[1] * sizes[2])) * rate;
        var slowest = new[] { ((neurons - spikes) * 5.3) + (spikes * 8.4), synops * 3.5, 113 }.Max() * 1e-9;
        estimate.Counters["step.time"].ShouldBe(slowest, 1e-9 * slowest);
    }

    // A convolution without padding: every pixel that comes out has a whole window.
    [Theory]
    [MemberData(nameof(Seeds))]
    public void SanaFe_RandomConvolution_HasTheConvolutionsOwnPrice(int seed)
    {
        var random = new Random(seed);
        var (kernel, channels, filters) = (random.Next(1, 5), random.Next(1, 4), random.Next(1, 4));
        int edge = kernel + random.Next(0, 8), outEdge = edge - kernel + 1;
        var estimate = Estimate(string.Create(CultureInfo.InvariantCulture, $$"""
            network Conv {
                time { step = 1 ms; steps = 7; }
                input x: spikes[{{channels}}, {{edge}}, {{edge}}];
                x -> conv2d({{filters}}, kernel = {{kernel}}, weight = uniform(-1, 1, seed = 1), bias = none) -> a: if_neuron();
                output y = count(a);
            }
            """), 0.25, "loihi-sanafe");

        double neurons = filters * outEdge * outEdge, synops = neurons * channels * kernel * kernel * 0.25;
        var energy = 7 * ((neurons * (51.2 + 21.6)) + (neurons * 0.25 * 69.3) + (synops * 24.0)) * 1e-12;
        estimate.KnownEnergyJ.ShouldBe(energy, 1e-9 * energy);
        var arriving = channels * edge * edge * 0.25;
        var time = ((neurons * 9.7) + (neurons * 0.25 * 30) + (synops * 3.1) + (arriving * 16) + 600) * 1e-9;
        estimate.Counters["step.time"].ShouldBe(time, 1e-9 * time);
    }

    // Two full cores and a bit: the third core is the second tile's neighbour on the row; cores 0 to 3 share a tile.
    [Fact]
    public void Davies_LayersOnTwoTiles_HopsAreCounted()
    {
        var estimate = Estimate(Chain([4, 4096, 1024], 10), 0.5, "loihi-davies18");

        estimate.Counters["cores"].ShouldBeGreaterThan(4);
        var hops = estimate.Totals.Where(total => total.Class is "hop.ew" or "hop.ns").Sum(total => total.Count);
        hops.ShouldBeGreaterThan(0);
        estimate.Counters["step.busiest_link"].ShouldBeGreaterThan(0);
        estimate.Totals.First(total => total.Class == "hop.ew").EnergyJ!.Value.ShouldBe(estimate.Totals.First(total => total.Class == "hop.ew").Count * 3.0e-12, 1e-18);
    }

    [Theory]
    [InlineData(1, 1, 113e-9)]
    [InlineData(1, 32, 465e-9)]
    [InlineData(1, 16.5, 289e-9)]
    [InlineData(2, 1, 5.8e-6)]
    [InlineData(256, 32, 14.3e-6)]
    [InlineData(768, 32, 16.2e-6)]
    [InlineData(22, 32, 5.8e-6 + (8.5e-6 * 3.4594316186 / 7))]
    public void Barrier_Davies_GrowsWithTilesThenWithTheLogarithmOfChips(int chips, double tiles, double seconds)
    {
        var accelerator = NetworkFile.Accelerator("loihi-davies18");
        var found = tiles % 1 == 0
            ? Barrier.Seconds(new PriceList(accelerator), accelerator, chips, (int)tiles)
            : (Barrier.Seconds(new PriceList(accelerator), accelerator, chips, (int)tiles) + Barrier.Seconds(new PriceList(accelerator), accelerator, chips, (int)tiles + 1)) / 2;

        found!.Value.ShouldBe(seconds, 1e-9 * seconds);
    }

    [Fact]
    public void Network_OnSeveralChips_WaitsLongerAndHasNoTotal()
    {
        var one = Estimate(Chain([4, 100_000], 10), 0.1, "loihi-davies18");
        var two = Estimate(
            """
            network Wide {
                time { step = 1 ms; steps = 10; }
                input x: spikes[70000];
                x -> sparse(one_to_one, weight = 2) -> a;
                a[70000]: if_neuron();
                a -> sparse(one_to_one, weight = 2) -> b;
                b[70000]: if_neuron();
                output y = count(b);
            }
            """,
            0.1,
            "loihi-davies18");

        one.Counters["chips"].ShouldBe(1);
        two.Counters["chips"].ShouldBe(2);
        two.Counters["step.barrier.time"].ShouldBe(5.8e-6, 1e-12);
        two.Totals.First(total => total.Class == "hop.chip").EnergyJ.ShouldBeNull();
        two.EnergyJ.ShouldBeNull();
        two.Unknown.ShouldContain("hop.chip.energy");
    }

    [Fact]
    public void Network_OfFramesAlone_HasNoTotalAndSaysWhy()
    {
        var estimate = Estimate("network Frames { input x: frame[4]; x -> d: dense(2, weight = uniform(-1, 1, seed = 1), bias = none) -> y: relu; output z = y; }", 0.1, "loihi-davies18");

        estimate.EnergyJ.ShouldBeNull();
        estimate.LatencyS.ShouldBeNull();
        estimate.NotModelled.ShouldContain(sentence => sentence.StartsWith("It does not run on loihi-davies18", StringComparison.Ordinal));
    }

    // A price for what cannot run would be none.
    [Fact]
    public void Network_ThatDoesNotFit_HasNoPrice()
    {
        var estimate = Estimate(Chain([5000, 2], 10), 0.1, "loihi-sanafe");

        estimate.EnergyJ.ShouldBeNull();
        estimate.KnownEnergyJ.ShouldBe(0);
        estimate.LatencyS.ShouldBeNull();
        estimate.NotModelled[0].ShouldBe("It does not run on loihi-sanafe: a part of 'n0' needs 5000 input axons, and a core has 4096.");
    }

    // Both files state the same limits, and neither has a figure of the other.
    [Fact]
    public void Constants_OfBothFiles_ShareLimitsAndNothingElse()
    {
        Accelerator davies = NetworkFile.Accelerator("loihi-davies18"), sanafe = NetworkFile.Accelerator("loihi-sanafe");

        ChipLimitsReader.Of(davies).ShouldBe(ChipLimitsReader.Of(sanafe));
        davies.Constants.Values.ShouldAllBe(constant => !constant.Source.Contains("calibrated", StringComparison.Ordinal));
        sanafe.Constants.Values.ShouldAllBe(constant => !constant.Source.Contains("Table 2", StringComparison.Ordinal));
    }

    private static CostEstimate Estimate(string network, double rate, string accelerator) =>
        CostFamilies.Estimate(NetworkFile.WorkloadOf(network, WorkloadActivity.AtRate(rate)), NetworkFile.Accelerator(accelerator));

    private static string Chain(int[] sizes, int steps) => string.Create(CultureInfo.InvariantCulture, $$"""
        network Chain {
            time { step = 1 ms; steps = {{steps}}; }
            input x: spikes[{{sizes[0]}}];
            x {{string.Concat(sizes[1..].Select((size, i) => $"-> d{i}: dense({size}, weight = uniform(-1, 1, seed = {i}), bias = none) -> n{i} "))}};
            {{string.Concat(sizes[1..].Select((size, i) => $"n{i}[{size}]: if_neuron();\n    "))}}
            output y = count(n{{sizes.Length - 2}});
        }
        """);
}
