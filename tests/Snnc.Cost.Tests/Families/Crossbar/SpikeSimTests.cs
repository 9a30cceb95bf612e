using System;
using System.Linq;
using Shouldly;
using Snnc.Cost.Accelerators;
using Snnc.Cost.Families;
using Snnc.Cost.Tests.Families.Systolic;
using Snnc.Cost.Workloads;
using Xunit;

namespace Snnc.Cost.Tests.Families.Crossbar;

/// <summary>What SpikeSim's engine (Intelligent-Computing-Lab-Yale/SpikeSim, c2627bc) prints.</summary>
public sealed class SpikeSimTests
{
    private const double Exact = 1e-12;
    private static readonly string[] Quirks = ["converters_twice", "serial_latency", "membranes_of_inputs", "one_kernel"];

    [Theory]
    [InlineData("spikesim-vgg9", 5, "spikesim65", 64, 48, 6, 15906934.026, 8425528.756, 62832640.0)]
    [InlineData("spikesim-vgg9", 1, "spikesim65", 64, 48, 6, 3181386.805, 8425528.756, 12566528.0)]
    [InlineData("spikesim-vgg9", 5, "spikesim65-sram", 64, 48, 6, 941181496.07, 8704114.583, 62832640.0)]
    [InlineData("spikesim-vgg9", 5, "spikesim65", 128, 14, 2, 13978902.266, 6347938.740, 62832640.0)]
    [InlineData("spikesim-conv4", 5, "spikesim65", 64, 8, 1, 2120924.537, 1612385.353, 12247040.0)]
    [InlineData("spikesim-vgg16", 5, "spikesim65", 64, 400, 50, 25716210.009, 35113601.994, null)]
    public void SpikeSim_Configurations_GiveWhatTheToolPrints(
        string network, int steps, string target, int size, double elements, double tiles, double picojoules, double squareMicrometres, double? nanoseconds)
    {
        var accelerator = NetworkFile.Accelerator(target, Quirks).With(("crossbar.size", size));

        var estimate = CostFamilies.Estimate(SataWorks.Workload(network, steps), accelerator);

        estimate.Counters["elements"].ShouldBe(elements);
        estimate.Counters["tiles"].ShouldBe(tiles);
        (estimate.EnergyJ!.Value * 1e12).ShouldBe(picojoules, 6e-3);
        (estimate.AreaM2!.Value * 1e12).ShouldBe(squareMicrometres, 6e-4);
        if (nanoseconds is { } expected)
        {
            (estimate.LatencyS!.Value * 1e9).ShouldBe(expected, expected * Exact);
        }
    }

    [Fact]
    public void SpikeSim_LayersOfVgg9_CostWhatTheToolPrints()
    {
        var estimate = CostFamilies.Estimate(NetworkFile.Workload("spikesim-vgg9"), NetworkFile.Accelerator("spikesim65", Quirks));

        double[] expected = [4241849.074, 1060462.268, 2120924.537, 1060462.268, 2120924.537, 4241849.074, 1060462.268];
        var actual = estimate.Nodes.Where(node => node.Instructions.Count > 0).Select(node => node.EnergyJ!.Value * 1e12).ToList();
        actual.Count.ShouldBe(expected.Length);
        actual.Zip(expected).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 6e-4);
        (estimate.Counters["membranes"] * 0.7391 * 22).ShouldBeGreaterThan(2264460.49);
    }

    [Theory]
    [InlineData("S-BP", 5.2)]
    [InlineData("BNTT", 4)]
    [InlineData("Direct", 4)]
    [InlineData("TSSL", 16)]
    [InlineData("LTH", 2)]
    [InlineData("TDBN", 25)]
    public void SpikeSim_TableOfBhattacharjee_IsTheRatioOfSteps(string work, double published)
    {
        var (network, steps, _, baseSteps) = SataWorks.All[work];
        var accelerator = NetworkFile.Accelerator("spikesim65", Quirks);

        var ratio = CostFamilies.Estimate(SataWorks.Workload(network, baseSteps), accelerator).EnergyJ!.Value
            / CostFamilies.Estimate(SataWorks.Workload(network, steps), accelerator).EnergyJ!.Value;

        ratio.ShouldBe(published, published * Exact);
    }

    [Fact]
    public void SpikeSim_RandomConvolutions_FollowTheClosedForm()
    {
        var random = new Random(17);
        for (var trial = 0; trial < 25; trial++)
        {
            var (channels, filters, pixels, steps) = (random.Next(1, 300), random.Next(1, 300), random.Next(3, 20), random.Next(1, 12));
            var x = new[] { 32, 64, 128, 256 }[random.Next(4)];
            var workload = NetworkFile.WorkloadOf($$"""
                network N {
                    time { steps = {{steps}}; }
                    input x: spikes[{{channels}}, {{pixels}}, {{pixels}}];
                    x -> c: conv2d({{filters}}, kernel = 3, padding = 1) -> n: leaky;
                    output y = n;
                }
                """);
            var accelerator = NetworkFile.Accelerator("spikesim65").With(("crossbar.size", x));

            var (tool, honest) = (
                CostFamilies.Estimate(workload, accelerator.Imitating(Quirks)), CostFamilies.Estimate(workload, accelerator));

            var elements = Math.Ceiling(channels / (double)x) * Math.Ceiling(filters / (double)x);
            var columns = x / 8.0;
            var read = (9 * 1.76423) + (columns * (2.03084 + 0.094245));
            var rest = 157.12 + 4.64 + 5.096 + 397 + (columns * ((16 * 1.15e-6) + 0.2));
            var readings = elements * pixels * pixels * steps;
            (tool.EnergyJ!.Value * 1e12).ShouldBe(readings * (rest + (columns * read)), readings * 1e-8);
            (honest.EnergyJ!.Value * 1e12).ShouldBe(readings * (rest + read), readings * 1e-8);
            (tool.LatencyS!.Value * 1e9).ShouldBe(pixels * pixels * filters * steps * 104.0, 1e-3);
            (honest.LatencyS!.Value * 1e9).ShouldBe(pixels * pixels * steps * 104.0, 1e-3);
            honest.Counters["membranes"].ShouldBe(pixels * pixels * filters);
        }
    }

    [Fact]
    public void SpikeSim_DenseLayer_TakesAllCrossbarsOfAnElement()
    {
        var workload = NetworkFile.WorkloadOf("""
            network N {
                time { steps = 3; }
                input x: spikes[1152];
                x -> f: dense(65) -> n: leaky;
                output y = n;
            }
            """);

        var estimate = CostFamilies.Estimate(workload, NetworkFile.Accelerator("spikesim65"));

        // 1152 inputs are 18 crossbars, nine to an element; 65 filters are two columns of elements.
        estimate.Counters["elements"].ShouldBe(4);
        estimate.Counters["crossbars"].ShouldBe(36);
        estimate.Counters["readings"].ShouldBe(12);
    }

    [Fact]
    public void SpikeSim_NumbersThatComeIn_AreReadBitByBit()
    {
        const string Text = "network N { time { steps = 2; } input x: KIND[8, 8, 8]; x -> c: conv2d(8, kernel = 3) -> n: leaky; output y = n; }";
        var accelerator = NetworkFile.Accelerator("spikesim65");

        var spikes = CostFamilies.Estimate(NetworkFile.WorkloadOf(Text.Replace("KIND", "spikes", StringComparison.Ordinal)), accelerator);
        var numbers = CostFamilies.Estimate(NetworkFile.WorkloadOf(Text.Replace("KIND", "signal", StringComparison.Ordinal)), accelerator);

        numbers.EnergyJ!.Value.ShouldBe(8 * spikes.EnergyJ!.Value, 1e-18);
        numbers.NotModelled.ShouldContain(sentence => sentence.Contains("bit by bit", StringComparison.Ordinal));
    }
}
