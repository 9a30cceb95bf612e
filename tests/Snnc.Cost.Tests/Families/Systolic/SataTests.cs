using System;
using Shouldly;
using Snnc.Cost.Families;
using Xunit;

namespace Snnc.Cost.Tests.Families.Systolic;

/// <summary>
/// What SATA_Sim (RuokaiYin/SATA_Sim, d447058) stores and prints, through the whole path from a network's text. Switches of the tool are on where the
/// figures are its own.
/// </summary>
public sealed class SataTests
{
    [Theory]
    [InlineData("S-BP", 44617153, 527892479, 9907200, 4.301, 4.357, 2.066, 10.724)]
    [InlineData("BNTT", 18726463, 190041292, 3962880, 1.794, 1.935, 2.066, 5.795)]
    [InlineData("Direct", 87425155, 1065222143, 6118400, 8.437, 9.717, 20.160, 38.314)]
    [InlineData("TSSL", 49381270, 532611071, 3059200, 4.742, 6.157, 20.160, 31.059)]
    [InlineData("LTH", 95410747, 228733747, 7220480, 8.887, 11.822, 36.172, 56.880)]
    [InlineData("TDBN", 79977597, 1372402483, 5776384, 7.855, 10.378, 36.172, 54.405)]
    public void Sata_StoredWork_TakesWhatTheToolStored(
        string work, long cycles, long sums, long updates, double compute, double sram, double dram, double total)
    {
        var estimate = SataWorks.Estimate(work, SataWorks.Stored);

        estimate.Counters["cycles"].ShouldBe(cycles);
        estimate.LatencyS!.Value.ShouldBe(cycles / 400e6, 1e-12);
        estimate.Counters["sums"].ShouldBe(sums, 1);
        estimate.Counters["neuron.updates"].ShouldBe(updates);
        SataWorks.Compute(estimate).ShouldBe(compute, 5.5e-4);
        SataWorks.Millijoules(estimate, "sram").ShouldBe(sram, 5.5e-4);
        SataWorks.Millijoules(estimate, "dram").ShouldBe(dram, 5.5e-4);
        (1e3 * estimate.EnergyJ!.Value).ShouldBe(total, 5.5e-4);
    }

    [Theory]
    [InlineData("S-BP", 48.951, 4.5648, 4.5)]
    [InlineData("BNTT", 16.807, 2.9004, 2.8)]
    [InlineData("Direct", 87.703, 2.2890, 2.3)]
    [InlineData("TSSL", 151.602, 4.8810, 4.9)]
    [InlineData("LTH", 75.078, 1.3199, 1.3)]
    [InlineData("TDBN", 368.657, 6.7762, 6.8)]
    public void Sata_TableOfBhattacharjee_HasThePublishedRatios(string work, double baseMillijoules, double ratio, double published)
    {
        var basis = SataWorks.Base(work, SataWorks.Stored).EnergyJ!.Value;

        (1e3 * basis).ShouldBe(baseMillijoules, 5.5e-4);
        var actual = basis / SataWorks.Estimate(work, SataWorks.Stored).EnergyJ!.Value;
        actual.ShouldBe(ratio, 1e-4);
        actual.ShouldBe(published, 0.04 * published);
    }

    [Theory]
    [InlineData("S-BP", 4.705)]
    [InlineData("BNTT", 3.064)]
    [InlineData("Direct", 2.752)]
    [InlineData("TSSL", 6.781)]
    [InlineData("LTH", 1.627)]
    [InlineData("TDBN", 12.843)]
    public void Sata_SwitchesOfTheCurrentCode_GiveTheOtherRatios(string work, double ratio)
    {
        var (_, steps, sparsity, baseSteps) = SataWorks.All[work];

        var actual = SataWorks.Base(work, SataWorks.Current).EnergyJ!.Value / SataWorks.Estimate(work, SataWorks.Current).EnergyJ!.Value;

        actual.ShouldBe(ratio, 6e-4);
        actual.ShouldBeGreaterThan(1);
        actual.ShouldBeLessThanOrEqualTo(baseSteps * 0.5 / (steps * (1 - sparsity)));
    }

    [Fact]
    public void Sata_RunOfTheCurrentCode_GivesItsFourFigures()
    {
        var estimate = SataWorks.Estimate("BNTT", SataWorks.Current);

        estimate.Counters["cycles"].ShouldBe(18_726_463);
        estimate.Counters["sums"].ShouldBe(167_392_051, 1);
        estimate.Counters["neuron.updates"].ShouldBe(3_717_120);
        SataWorks.Compute(estimate).ShouldBe(1.786485796, 1e-9);
        SataWorks.Millijoules(estimate, "dram").ShouldBe(1.614720496, 1e-9);
        SataWorks.Millijoules(estimate, "sram").ShouldBe(1.863391995, 1e-9);
        (1e3 * estimate.EnergyJ!.Value).ShouldBe(5.264598287, 1e-8);
    }

    // A step is a bit of what comes in, scratchpads are an Eyeriss's, and the input buffer has 8 KiB.
    [Theory]
    [InlineData(2, 21_115_699, 1.2072, 2.3169)]
    [InlineData(4, 42_231_398, 1.9479, 2.7979)]
    [InlineData(8, 84_462_796, 3.4291, 3.7598)]
    public void Sata_StoredRunsWithASmallBuffer_TakeWhatTheToolStored(int steps, long sums, double compute, double memory)
    {
        const double RegisterMilliwatts = 0.01249;
        var accelerator = SataWorks.Sata(
            0.9, "fc_as_padded_conv", "inputs_read_once", "dram_outputs_once", "stray_output_writes", "cycles_without_padding", "lif_never_idle").With(
            ("spike.width", steps), ("output.width", 8), ("sram.input.capacity", 8), ("sram.input.read.energy", 0.00665794),
            ("sram.input.leakage", 1.81265), ("pe.spad.gated.power", 288 * RegisterMilliwatts), ("pe.spad.ungated.power", 73 * RegisterMilliwatts),
            ("pe.spad.leakage", 361 * 2.01e-5));

        var estimate = CostFamilies.Estimate(SataWorks.Workload("sata-netv", steps), accelerator);

        estimate.Counters["sums"].ShouldBe(sums, 1);
        SataWorks.Compute(estimate).ShouldBe(compute, 6e-5);
        SataWorks.Millijoules(estimate, "sram", "dram").ShouldBe(memory, 6e-5);
    }

    [Theory]
    [InlineData("TDBN", 0.713)]
    [InlineData("BNTT", 0.726)]
    public void Sata_NeuronModules_TakeMostOfTheArithmetic(string work, double share)
    {
        var estimate = SataWorks.Estimate(work, SataWorks.Stored);

        var lif = SataWorks.Millijoules(estimate, "lif");
        (lif / (lif + SataWorks.Millijoules(estimate, "mac"))).ShouldBe(share, 1e-3);
    }

    [Fact]
    public void Sata_HonestDefault_CountsEverySpikeOfEveryStep()
    {
        var honest = SataWorks.Estimate("BNTT");
        var tool = SataWorks.Estimate("BNTT", SataWorks.Current);

        honest.Counters["dram.output.writes"].ShouldBe(20 * 185_856);
        honest.Counters["sram.input.reads"].ShouldBeGreaterThan(20 * tool.Counters["sram.input.reads"]);
        SataWorks.Millijoules(honest, "lif").ShouldBeLessThan(SataWorks.Millijoules(tool, "lif"));
        honest.EnergyJ.ShouldNotBeNull();
        (honest.AreaM2!.Value * 1e6).ShouldBe(0.772872 + (128 * (97 + 891 + 129.2) * 1e-6), 1e-9);
        honest.Unknown.ShouldBeEmpty();
        honest.NotModelled.ShouldContain(sentence => sentence.Contains("DRAM", StringComparison.Ordinal));
    }

    [Fact]
    public void Sata_EveryConstant_HasASource()
    {
        var accelerator = NetworkFile.Accelerator("sata28");

        accelerator.Constants.Values.ShouldAllBe(constant => constant.Source.Length > 5);
        SataWorks.Estimate("BNTT").Ledger.Count.ShouldBeGreaterThan(20);
    }
}
