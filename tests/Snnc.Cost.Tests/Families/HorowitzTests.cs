using System;
using System.Linq;
using Shouldly;
using Snnc.Cost.Families;
using Snnc.Cost.Workloads;
using Xunit;

namespace Snnc.Cost.Tests.Families;

/// <summary>Estimates with 4.6 pJ a product and 0.9 pJ an addition, as many publications make them: arithmetic alone.</summary>
public sealed class HorowitzTests
{
    private const double Millijoule = 1e-3;

    // G of products and of additions, and the millijoules that syops-counter prints for them.
    [Theory]
    [InlineData("resnet18", 1.82, 0, 8.372, 1e-9)]
    [InlineData("spiking_resnet18", 0.14, 0.10, 0.734, 1e-9)]
    [InlineData("sew_resnet18", 2.75, 0.50, 13.10, 0.01)]
    [InlineData("DSNN18", 0.20, 1.69, 2.44, 0.01)]
    public void ComputeOnly_OfTheseOperations_CostsWhatIsPrinted(string network, double products, double additions, double millijoules, double tolerance)
    {
        var text = $$"""
            network N {
                time { steps = 1; }
                input x: frame[100, 1000]; input s: spikes[100, 1000];
                x -> macs: dense({{Math.Round(products * 1e4)}}, bias = none) -> a: flatten;
                {{(additions > 0 ? $"s -> acs: dense({Math.Round(additions * 1e4)}, bias = none); output b = acs;" : "output b = s;")}}
                output y = a;
            }
            """;

        var estimate = CostFamilies.Estimate(NetworkFile.WorkloadOf(text, WorkloadActivity.Worst), NetworkFile.Accelerator("horowitz45-fp32", "compute_only"));

        (estimate.EnergyJ!.Value / Millijoule).ShouldBe(millijoules, tolerance * millijoules, network);
    }

    [Fact]
    public void ComputeOnly_OfResNet18_IsNearWhatIsPrintedOfIt()
    {
        var estimate = CostFamilies.Estimate(NetworkFile.Workload("resnet18"), NetworkFile.Accelerator("horowitz45-fp32", "compute_only"));

        estimate.Counters["dense_macs"].ShouldBe(1.814e9, 0.001e9);
        (estimate.EnergyJ!.Value / Millijoule).ShouldBe(8.372, 0.01 * 8.372);
    }

    [Fact]
    public void Memory_OfResNet18_CostsMoreThanItsArithmetic()
    {
        var workload = NetworkFile.Workload("resnet18");

        var (all, compute) = (
            CostFamilies.Estimate(workload, NetworkFile.Accelerator("horowitz45-fp32")),
            CostFamilies.Estimate(workload, NetworkFile.Accelerator("horowitz45-fp32", "compute_only")));

        all.EnergyJ!.Value.ShouldBeGreaterThan(5 * compute.EnergyJ!.Value);
    }

    // 10, 20 and 100 pJ for 64 bits from 8 KiB, 32 KiB and 1 MiB; between them a line; 1300 pJ from DRAM. One weight is 32 bits.
    [Theory]
    [InlineData(32, 64, 10)]
    [InlineData(64, 80, 15)]
    [InlineData(64, 128, 20)]
    [InlineData(512, 512, 100)]
    [InlineData(512, 1024, 1300)]
    public void Weights_OfALayer_CostByTheSizeOfTheirMemory(int inputs, int outputs, double picojoules)
    {
        var expected = inputs * outputs == 64 * 80 ? 10 + (10 * ((64 * 80 * 4.0) - 8192) / (32768 - 8192)) : picojoules;

        var estimate = CostFamilies.Estimate(
            NetworkFile.WorkloadOf($"network N {{ input x: frame[{inputs}]; x -> c: dense({outputs}, bias = none); output y = c; }}"),
            NetworkFile.Accelerator("horowitz45-fp32"));

        var read = estimate.Nodes[0].Instructions.Single(instruction => instruction.Class == "weight.read");
        read.EnergyJ!.Value.ShouldBe(inputs * outputs * expected / 2 * 1e-12, 1e-20);
    }
}
