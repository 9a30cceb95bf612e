using System;
using System.Collections.Generic;
using Shouldly;
using Snnc.Cost.Families;
using Snnc.Cost.Workloads;
using Xunit;

namespace Snnc.Cost.Tests.Families;

/// <summary>
/// The comparison over sparsity of Ottati et al. 2023: a convolution of 3 x 3 over 512 channels of 14 x 14 to one, and 512 recurrent units of 1024 inputs.
/// </summary>
public sealed class OttatiSparsityTests
{
    private const double Nanojoule = 1e-9;
    private const double ScriptError = 0.03;

    private const string ConvAnn = "network N { input x: frame[512, 14, 14]; x -> c: conv2d(1, kernel = 3, bias = none) -> relu -> y: flatten; output o = y; }";

    private const string ConvSnn = """
        network N { time { steps = 1; } input x: spikes[512, 14, 14]; x -> c: conv2d(1, kernel = 3, bias = none) -> n: leaky; output o = n; }
        """;

    private const string UnitSnn = "network N { time { steps = 1; } input x: spikes[1024]; x -> c: dense(512, bias = none) -> n: leaky; output o = n; }";

    private const string UnitAnn = """
        neuron unit { param u = 0; state h = 0; input i; update { h = u * h + i; } emit h; }
        network N { time { steps = 1; } weights w = "c.weight[512, 1024] u[512]";
          input x: signal[1024]; x -> c: dense(512, bias = none) -> n: unit(u = w["u"]); output o = n; }
        """;

    [Theory]
    [InlineData(0.90, 189.4, 347.4)]
    [InlineData(0.95, 95.1, 173.9)]
    [InlineData(0.99, 19.7, 35.1)]
    public void Sparsity_OfAConvolution_CostsWhatTheScriptPrints(double sparsity, double snn, double ann)
    {
        Cost(ConvSnn, sparsity, "x").ShouldBe(snn, ScriptError * snn);
        Cost(ConvAnn, sparsity, "x").ShouldBe(ann, ScriptError * ann);
    }

    [Theory]
    [InlineData(0.90, 151.7, 279.4)]
    [InlineData(0.95, 77.2, 142.3)]
    [InlineData(0.99, 17.6, 32.7)]
    public void Sparsity_OfARecurrentUnit_CostsWhatTheScriptPrints(double sparsity, double snn, double ann)
    {
        Cost(UnitSnn, sparsity, "x", "writes_only_spikes").ShouldBe(snn, ScriptError * snn);
        Cost(UnitAnn, sparsity, "x").ShouldBe(ann, ScriptError * ann);
    }

    // Per output: an access of 2.5 pJ for a weight, an eighth of it for a spike, 0.03 pJ a sum; the membrane is read, decayed (0.23 pJ) and written.
    [Theory]
    [InlineData(0.2)]
    [InlineData(0.77)]
    [InlineData(0.999)]
    public void Sparsity_OfAConvolution_FollowsTheClosedForm(double sparsity)
    {
        var n = 4608 * (1 - sparsity);

        Cost(ConvSnn, sparsity, "x").ShouldBe(144 * ((n * 2.8425) + 5.5425) * 1e-3, 1e-9);
        Cost(ConvAnn, sparsity, "x").ShouldBe(144 * ((n * 5.23) + 2.5) * 1e-3, 1e-9);
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.77)]
    [InlineData(0.999)]
    public void Sparsity_OfARecurrentUnit_FollowsTheClosedForm(double sparsity)
    {
        var n = 1024 * (1 - sparsity);

        Cost(UnitSnn, sparsity, "x", "writes_only_spikes").ShouldBe(512 * ((n * 2.8425) + 5.23) * 1e-3, 1e-9);
        Cost(UnitAnn, sparsity, "x").ShouldBe(512 * ((n * 5.23) + 10.23) * 1e-3, 1e-9);
    }

    [Fact]
    public void Spike_OfANeuron_CostsItsResetBesides()
    {
        var (silent, firing) = (Cost(ConvSnn, 0.9, "x", rate: 0), Cost(ConvSnn, 0.9, "x", rate: 0.25));

        (firing - silent).ShouldBe(144 * 0.25 * 0.03e-3, 1e-12);
    }

    // At equal activity a step of the spiking network is less than twice as cheap, so two steps lose.
    [Theory]
    [InlineData(0.9)]
    [InlineData(0.95)]
    [InlineData(0.99)]
    public void Spiking_OverTwoSteps_LosesToTheAnn(double sparsity)
    {
        var twice = ConvSnn.Replace("steps = 1", "steps = 2", StringComparison.Ordinal);

        Cost(ConvSnn, sparsity, "x").ShouldBeLessThan(Cost(ConvAnn, sparsity, "x"));
        Cost(twice, sparsity, "x").ShouldBeGreaterThan(Cost(ConvAnn, sparsity, "x"));
    }

    // In nanojoules.
    private static double Cost(string text, double sparsity, string input, string? quirk = null, double rate = 0)
    {
        var activity = WorkloadActivity.Recorded("N", new Dictionary<string, NodeActivity>
        {
            [input] = new(1 - sparsity, 1 - sparsity),
            ["n"] = new(rate, rate),
        });
        var estimate = CostFamilies.Estimate(
            NetworkFile.WorkloadOf(text, activity), NetworkFile.Accelerator("ottati2023-sparsity", quirk is null ? [] : [quirk]));
        return estimate.EnergyJ!.Value / Nanojoule;
    }
}
