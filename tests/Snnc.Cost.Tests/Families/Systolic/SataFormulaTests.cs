using System;
using Shouldly;
using Snnc.Cost.Families;
using Xunit;

namespace Snnc.Cost.Tests.Families.Systolic;

/// <summary>Networks that nobody published, against the formulas written once more.</summary>
public sealed class SataFormulaTests
{
    private const double CycleNanoseconds = 2.5;

    [Fact]
    public void Sata_RandomConvolutions_FollowTheClosedForms()
    {
        var random = new Random(28);
        for (var trial = 0; trial < 40; trial++)
        {
            var (channels, filters, kernel, steps) = (random.Next(1, 70), random.Next(1, 70), (2 * random.Next(0, 3)) + 1, random.Next(2, 12));
            var (pixels, stride, padding) = (random.Next(6, 14), random.Next(1, 3), random.Next(0, 3));
            var (rows, columns, sparsity) = (random.Next(2, 33), random.Next(2, 33), random.Next(0, 100) / 100.0);
            var workload = NetworkFile.WorkloadOf($$"""
                network N {
                    time { steps = {{steps}}; }
                    input x: spikes[{{channels}}, {{pixels}}, {{pixels}}];
                    x -> c: conv2d({{filters}}, kernel = {{kernel}}, padding = {{padding}}, stride = {{stride}}) -> n: leaky;
                    output y = n;
                }
                """);
            var accelerator = SataWorks.Sata(sparsity).With(("array.rows", rows), ("array.columns", columns), ("sparsity", sparsity));

            var estimate = CostFamilies.Estimate(workload, accelerator);

            var side = ((pixels + (2 * padding) - kernel) / stride) + 1;
            double outputs = side * side, window = kernel * kernel * channels;
            var (r, c, w) = (Math.Ceiling(outputs / rows), Math.Ceiling(filters / (double)columns), Math.Ceiling(window / rows));
            var cycles = (steps * ((r * c * (window + rows + columns - 2)) - 1))
                + (w * c * (outputs + (2 * rows) + columns - 2)) - (outputs + rows + columns - 2) - 1;
            var sums = filters * outputs * window * steps * (1 - sparsity);
            var updates = filters * outputs * steps;
            estimate.Counters["cycles"].ShouldBe(cycles);
            estimate.Counters["sums"].ShouldBe(sums, 1e-9 * sums);
            estimate.Counters["sram.input.reads"].ShouldBe(outputs * window * c * steps);
            estimate.Counters["neuron.updates"].ShouldBe(updates);

            var elements = rows * columns;
            var picojoules = CycleNanoseconds * (
                (sums * (0.02511 + 0.11241)) + (updates * (0.01886 + 0.05625))
                + (cycles * elements * (0.01924 + 0.21233 + 6.2e-5 + 5.23e-4 + 8.4e-5)) + (cycles * (6.25862 + 24.9086 + 6.25862)));
            picojoules += 11.0295 * outputs * window * c * steps / 8;
            picojoules += 28.6315 * window * filters;
            picojoules += 12.772 * outputs * filters * steps / 8;
            // All inputs, a bit each, fit the buffer at these sizes.
            picojoules += 468.762 * ((channels * pixels * pixels * steps / 8.0) + (window * filters) + (outputs * filters * steps / 8));
            (estimate.EnergyJ!.Value * 1e12).ShouldBe(picojoules, 1e-9 * picojoules);
        }
    }

    [Fact]
    public void Sata_GroupsOfChannels_TakePassesOfTheirOwn()
    {
        var workload = NetworkFile.WorkloadOf("""
            network N {
                time { steps = 3; }
                input x: spikes[32, 8, 8];
                x -> c: conv2d(32, kernel = 3, padding = 1, groups = 32) -> n: leaky;
                output y = n;
            }
            """);

        var estimate = CostFamilies.Estimate(workload, SataWorks.Sata(0.5));

        // 64 pixels are 4 folds of 16; each of 32 filters is a fold by itself; a window has 9 products.
        estimate.Counters["sums"].ShouldBe(32 * 64 * 9 * 3 * 0.5);
        estimate.Counters["sram.input.reads"].ShouldBe(64 * 9 * 32 * 3);
        estimate.Counters["dram.weight.reads"].ShouldBe(9 * 32);
    }

    [Fact]
    public void Sata_ConstantMissing_HasNoTotal()
    {
        var estimate = CostFamilies.Estimate(SataWorks.Workload("sata-netv", 2), SataWorks.Sata(0.9).With(("dram.access.energy", null)));

        estimate.EnergyJ.ShouldBeNull();
        estimate.Unknown.ShouldContain("dram.access.energy");
        estimate.KnownEnergyJ.ShouldBeGreaterThan(0);
    }
}
