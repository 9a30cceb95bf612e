using System;
using System.Linq;
using Shouldly;
using Snnc.Cost.Families;
using Snnc.Cost.Workloads;
using Xunit;

namespace Snnc.Cost.Tests.Families;

/// <summary>Convolutions and dense layers of drawn sizes, steps and rates, against sums written out here.</summary>
public sealed class ClosedFormTests
{
    private const double Pico = 1e-12;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 25)];

    // Horowitz, 45 nm: 64 bits from memories of 8 KiB, 32 KiB and 1 MiB take 10, 20 and 100 pJ, from DRAM 1300.
    [Theory]
    [MemberData(nameof(Seeds))]
    public void Horowitz_OnADrawnSpikingConvolution_IsTheSumOfItsInstructions(int seed)
    {
        var (draw, text) = Draw(seed);
        var synapticOperations = draw.Products * draw.Rate * draw.Steps;
        var outputs = (double)draw.Outputs * draw.Steps;
        var weights = draw.Filters * draw.Channels * draw.Kernel * draw.Kernel;
        var expected = synapticOperations * (0.03 + Sram(weights, 8) + Sram(draw.Channels * draw.Height * draw.Height / 8.0, 1))
            + (outputs * 0.1) + (draw.Filters * draw.Steps * Sram(4.0 * draw.Filters, 32))
            + (outputs * (0.1 + 3.1 + 0.1)) + (outputs * draw.Rate * 0.1)
            + (outputs * ((2 * Sram(4.0 * draw.Outputs, 32)) + Sram(draw.Outputs / 8.0, 1)));

        var estimate = CostFamilies.Estimate(NetworkFile.WorkloadOf(text, WorkloadActivity.AtRate(draw.Rate)), NetworkFile.Accelerator("horowitz45-int8"));

        estimate.EnergyJ!.Value.ShouldBe(expected * Pico, 1e-9 * expected * Pico);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Lemaire_OnADrawnSpikingConvolution_ReadsAndWritesASumForEachEvent(int seed)
    {
        var (draw, text) = Draw(seed);

        var node = CostFamilies.Estimate(NetworkFile.WorkloadOf(text, WorkloadActivity.AtRate(draw.Rate)), NetworkFile.Accelerator("lemaire")).Nodes[0];

        double Count(string name) => node.Instructions.Single(instruction => instruction.Class == name).Count;
        var events = draw.Products * draw.Rate * draw.Steps;
        new[] { Count("ac"), Count("weight.read"), Count("sum.read"), Count("sum.write") }.ShouldAllBe(count => Math.Abs(count - events) < 1e-6 * events);
        var sum = node.Instructions.Single(instruction => instruction.Class == "sum.read").EnergyJ!.Value / events;
        sum.ShouldBe(Pieces(4.0 * draw.Outputs, 0) * Pico, 1e-18);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Ottati_OnADrawnConvolutionAsAnn_IsTheScriptsSum(int seed)
    {
        var (draw, _) = Draw(seed);
        var frame = $"frame[{draw.Channels}, {draw.Height}, {draw.Height}]";
        var text = $"network N {{ input x: {frame}; x -> c: conv2d({draw.Filters}, kernel = {draw.Kernel}); output y = c; }}";
        var expected = (draw.Products * (0.2 + 0.1 + (2 * 12.5))) + (draw.Outputs * (3 + 0.1 + 0.03 + 12.5)) + (2 * draw.Filters * 50);

        var estimate = CostFamilies.Estimate(NetworkFile.WorkloadOf(text), NetworkFile.Accelerator("ottati2023"));

        estimate.EnergyJ!.Value.ShouldBe(expected * Pico, 1e-9 * expected * Pico);
    }

    // Twice the steps are twice the energy of all that runs in a step.
    [Theory]
    [MemberData(nameof(Seeds))]
    public void Energy_OfASpikingLayer_GrowsWithStepsAndRate(int seed)
    {
        var (draw, text) = Draw(seed);
        double Energy(string program, double rate) =>
            CostFamilies.Estimate(NetworkFile.WorkloadOf(program, WorkloadActivity.AtRate(rate)), NetworkFile.Accelerator("horowitz45-fp32")).EnergyJ!.Value;
        var twice = text.Replace($"steps = {draw.Steps}", $"steps = {2 * draw.Steps}", StringComparison.Ordinal);

        Energy(twice, draw.Rate).ShouldBe(2 * Energy(text, draw.Rate), 1e-9 * Energy(twice, draw.Rate));
        Energy(text, draw.Rate / 2).ShouldBeLessThan(Energy(text, draw.Rate));
    }

    private static (Drawn Layer, string Text) Draw(int seed)
    {
        var random = new Random(seed);
        var (height, kernel) = (random.Next(6, 24), random.Next(1, 5));
        var drawn = new Drawn(random.Next(1, 40), height, kernel, random.Next(1, 60), random.Next(1, 30), Math.Round(0.01 + (0.9 * random.NextDouble()), 3));
        return (drawn, $$"""
            network N {
                time { steps = {{drawn.Steps}}; }
                input x: spikes[{{drawn.Channels}}, {{height}}, {{height}}];
                x -> c: conv2d({{drawn.Filters}}, kernel = {{kernel}}) -> n: leaky;
                output y = n;
            }
            """);
    }

    private static double Sram(double bytes, double bits) => (bytes > 1 << 20 ? 1300 : Pieces(bytes, 10)) * bits / 64;

    private static double Pieces(double bytes, double least) => bytes switch
    {
        <= 8192 => least + ((10 - least) * bytes / 8192),
        <= 32768 => 10 + (10 * (bytes - 8192) / 24576),
        _ => 20 + (80 * (Math.Min(bytes, 1 << 20) - 32768) / ((1 << 20) - 32768)),
    };

    private sealed record Drawn(int Channels, int Height, int Kernel, int Filters, int Steps, double Rate)
    {
        public int Edge => Height - Kernel + 1;

        public int Outputs => Filters * Edge * Edge;

        public double Products => (double)Outputs * Channels * Kernel * Kernel;
    }
}
