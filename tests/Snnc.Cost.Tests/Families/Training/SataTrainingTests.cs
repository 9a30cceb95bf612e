using System;
using System.Linq;
using Shouldly;
using Snnc.Cost.Accelerators;
using Snnc.Cost.Families;
using Snnc.Cost.Tests.Families.Systolic;
using Xunit;

namespace Snnc.Cost.Tests.Families.Training;

/// <summary>What the first generation of SATA_Sim (training_energy_cal) prints, in products and sums of an ANN of 16 bits.</summary>
public sealed class SataTrainingTests
{
    private const double AnnProduct = (0.239 + 0.0389) * 1e-12;
    private static readonly string[] Quirks = ["dense_overwrites_forward_sums", "dense_ignores_sparsity", "last_layer_left_out"];

    [Theory]
    [InlineData(4, 2, 4_798_986_139, 250_572_777, 625_845, 249_946_932)]
    [InlineData(8, 16, 7_501_254_532, 2_103_103_177, 10_013_525, 2_093_089_653)]
    public void Training_Vgg5_TakesWhatTheToolPrints(int steps, int bits, double total, double forward, double compute, double memory)
    {
        var estimate = CostFamilies.Estimate(SataWorks.Workload("sata-vgg5", steps), Legacy(bits, Quirks));

        (estimate.EnergyJ!.Value / AnnProduct).ShouldBe(total, 0.51);
        Products(estimate, "forward.").ShouldBe(forward, 0.51);
        Products(estimate, "forward.sum", "forward.neuron").ShouldBe(compute, 0.51);
        Products(estimate, "forward.dram", "forward.sram", "forward.spad").ShouldBe(memory, 0.51);
    }

    [Fact]
    public void Training_WithoutTheToolsErrors_CountsAllSums()
    {
        var workload = SataWorks.Workload("sata-vgg5", 4);

        var (honest, tool) = (CostFamilies.Estimate(workload, Legacy(2)), CostFamilies.Estimate(workload, Legacy(2, Quirks)));

        double Sums(CostEstimate estimate) => estimate.Totals.Single(one => one.Class == "forward.sum").Count;
        Sums(tool).ShouldBe(8192.0 * 1024 * 4);
        Sums(honest).ShouldBe(0.1 * 4 * ((9.0 * 3 * 64 * 1024) + (9.0 * 64 * 128 * 256) + (9.0 * 128 * 128 * 256) + (8192.0 * 1024) + (1024 * 10)), 1);
        honest.LatencyS.ShouldBeNull();
        honest.NotModelled.ShouldContain(sentence => sentence.Contains("iteration of training", StringComparison.Ordinal));
    }

    [Fact]
    public void Training_RandomDenseLayers_FollowTheClosedForms()
    {
        var random = new Random(16);
        for (var trial = 0; trial < 20; trial++)
        {
            var (inputs, outputs, steps, bits) = (random.Next(1, 400), random.Next(1, 400), random.Next(2, 20), random.Next(1, 17));
            var workload = NetworkFile.WorkloadOf(
                $$"""network N { time { steps = {{steps}}; } input x: spikes[{{inputs}}]; x -> f: dense({{outputs}}) -> n: leaky; output y = n; }""");

            var estimate = CostFamilies.Estimate(workload, Legacy(bits));

            double w = inputs * outputs, o = outputs * steps, i = inputs * steps / (double)bits;
            var forward = (0.1 * w * steps * (0.0389 + 0.000794)) + (o * (0.00967 + 0.00309 + (2 * 0.00172) + (3 * 0.0301) + 0.00605))
                + (55.58 * (w + o + i)) + (1.95 * 2 * (w + o + i)) + (0.2779 * 2 * (w + i));
            var backward = (0.3 * w * steps * (0.239 + 0.0389)) + (o * (0.239 + (2 * 0.00967) + 0.00172 + (2 * 0.00605)))
                + (55.58 * (o + i)) + (1.95 * ((7 * o) + (2 * i) + w)) + (0.2779 * (w + o));
            var update = (0.1 * w * steps * (0.0389 + 0.000794)) + (55.58 * 2 * w) + (1.95 * ((2 * (1 + steps) * w) + i + o))
                + (0.2779 * ((2 * (1 + steps) * w) + i + o + (2 * steps * w)));
            var expected = (forward * bits / 16) + backward + update;
            (estimate.EnergyJ!.Value * 1e12).ShouldBe(expected, 1e-9 * expected);
        }
    }

    private static Accelerator Legacy(int bits, params string[] quirks) => NetworkFile.Accelerator("sata-legacy16", quirks)
        .With(("forward.width", bits), ("sparsity.spikes", 0.9), ("sparsity.gradients", 0.7));

    private static double Products(CostEstimate estimate, params string[] beginnings) =>
        SataWorks.Millijoules(estimate, beginnings) * 1e-3 / AnnProduct;
}
