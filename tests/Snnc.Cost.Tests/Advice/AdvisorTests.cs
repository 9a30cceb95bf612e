using System.Collections.Generic;
using System.Linq;
using Shouldly;
using Snnc.Cost.Advice;
using Snnc.Cost.Workloads;
using Xunit;

namespace Snnc.Cost.Tests.Advice;

/// <summary>
/// The conclusions of Ottati et al. 2023: (1) ANNs process still data with less energy, (2) what event cameras see may suit SNNs, (3) hybrids may be best.
/// </summary>
public sealed class AdvisorTests
{
    // Measured on twenty of N-MNIST's recordings.
    private static readonly WorkloadActivity Recorded = WorkloadActivity.Recorded("Nmnist", new Dictionary<string, NodeActivity>
    {
        ["events"] = new(0.0056, 0.0056),
        ["n1"] = new(0.0045, 0.0045),
        ["n3"] = new(0.0099, 0.0099),
        ["sumpool2d"] = new(0.0297, 0.0394),
        ["n6"] = new(0.0636, 0.0636),
        ["sumpool2d_2"] = new(0.1707, 0.2545),
        ["n10"] = new(0.0962, 0.0962),
        ["n12"] = new(0.1077, 0.1077),
    });

    public static TheoryData<string> Machines => ["horowitz45-fp32", "horowitz45-int8", "lemaire", "ottati2023", "ottati2023-sparsity"];

    [Theory]
    [MemberData(nameof(Machines))]
    public void Advice_OnStillImages_IsAnAnn(string machine)
    {
        var workload = NetworkFile.Workload("static-images", WorkloadActivity.AtRate(0.1));

        var advice = Advisor.Of(workload, NetworkFile.Accelerator(machine), new AdviceOptions(workload.Steps, Frames: 1));

        advice.Spiking.Estimate.EnergyJ!.Value.ShouldBeGreaterThan(2 * advice.Ann.Estimate.EnergyJ!.Value);
        advice.Best!.Kind.ShouldBe(CutKind.Ann);
    }

    // Arrays that are made for spikes take an ANN's numbers bit by bit, or with eight bits a spike: it still costs less, but not by much.
    [Theory]
    [InlineData("sata28")]
    [InlineData("spikesim65")]
    public void Advice_OnStillImagesOnAnArrayForSpikes_IsNotSpikesThroughout(string machine)
    {
        var workload = NetworkFile.Workload("static-images", WorkloadActivity.AtRate(0.1));

        var advice = Advisor.Of(workload, NetworkFile.Accelerator(machine), new AdviceOptions(workload.Steps, Frames: 1));

        advice.Spiking.Estimate.EnergyJ!.Value.ShouldBeGreaterThan(1.05 * advice.Ann.Estimate.EnergyJ!.Value);
        advice.Best!.Kind.ShouldNotBe(CutKind.Spiking);
    }

    [Theory]
    [InlineData("sata28")]
    [InlineData("spikesim65")]
    public void Advice_OnEventsOnAnArrayForSpikes_IsAHybrid(string machine)
    {
        var advice = OnEvents(machine, frames: 300);

        advice.Spiking.Estimate.EnergyJ!.Value.ShouldBeLessThan(0.5 * advice.Ann.Estimate.EnergyJ!.Value);
        advice.Best!.Kind.ShouldBe(CutKind.SpikingThenAnn);
    }

    [Theory]
    [MemberData(nameof(Machines))]
    public void Advice_OnEventsInEveryStep_IsSpikes(string machine)
    {
        var advice = OnEvents(machine, frames: 300);

        advice.IsEventDriven.ShouldBeTrue();
        advice.Spiking.Estimate.EnergyJ!.Value.ShouldBeLessThan(0.5 * advice.Ann.Estimate.EnergyJ!.Value);
        advice.Layers.Count(layer => layer.SpikingJ < layer.AnnJ).ShouldBeGreaterThanOrEqualTo(4);
    }

    // Why (2) says "may": one frame of all events is less for an ANN than 300 steps for any neuron.
    [Theory]
    [MemberData(nameof(Machines))]
    public void Advice_OnEventsInOneFrame_IsAnAnn(string machine)
    {
        var advice = OnEvents(machine, frames: 1);

        advice.Best!.Kind.ShouldBe(CutKind.Ann);
        advice.BreakEvenFrames!.Value.ShouldBeInRange(2, 60);
    }

    [Theory]
    [MemberData(nameof(Machines))]
    public void Advice_OnEventsInEveryStep_IsAHybrid(string machine)
    {
        var advice = OnEvents(machine, frames: 300);

        advice.Best!.Kind.ShouldBe(CutKind.SpikingThenAnn);
        advice.Best.Estimate.EnergyJ!.Value.ShouldBeLessThan(advice.Spiking.Estimate.EnergyJ!.Value);
        advice.Best.Estimate.Nodes.ShouldContain(node => node.Name.EndsWith("(decoded)", System.StringComparison.Ordinal), "decoders are counted");
    }

    [Fact]
    public void Advice_OnAMachineWithUnknownConstants_HasNoVerdict()
    {
        var workload = NetworkFile.Workload("static-images");

        Advisor.Of(workload, NetworkFile.Accelerator("ncs2"), new AdviceOptions(25, 1)).Best.ShouldBeNull();
    }

    [Fact]
    public void BreakEven_OfALayer_IsWhereBothCostTheSame()
    {
        var workload = NetworkFile.Workload("static-images", WorkloadActivity.AtRate(0.1));
        var accelerator = NetworkFile.Accelerator("lemaire");
        var layer = Advisor.Of(workload, accelerator, new AdviceOptions(25, 1)).Layers.Single(layer => layer.Name == "f1");
        layer.BreakEvenRate!.Value.ShouldBeInRange(0.001, 0.5);

        var there = Advisor.Of(
            NetworkFile.Workload("static-images", WorkloadActivity.Recorded("StaticImages", new Dictionary<string, NodeActivity>
            {
                ["sumpool2d_2"] = new(layer.BreakEvenRate.Value, layer.BreakEvenRate.Value),
                ["n3"] = new(0.1, 0.1),
            })),
            accelerator,
            new AdviceOptions(25, 1)).Layers.Single(other => other.Name == "f1");

        there.SpikingJ!.Value.ShouldBe(there.AnnJ!.Value, 1e-6 * there.AnnJ.Value);
    }

    private static NetworkAdvice OnEvents(string machine, int frames) =>
        Advisor.Of(NetworkFile.Workload("nmnist", Recorded), NetworkFile.Accelerator(machine), new AdviceOptions(300, frames));

    // Two connections that lead to one population: its neurons are counted once, and both spike.
    [Fact]
    public void Advice_OnARecurrentLayer_CountsItsNeuronsOnce()
    {
        var workload = NetworkFile.WorkloadOf("""
            network N { time { steps = 8; } input x: spikes[16]; x -> a: dense(32) -> n: leaky -> f: dense(4) -> o: leaky;
              n -> r: dense(32, delay = 1 step) -> n; output y = count(o); }
            """);

        var advice = Advisor.Of(workload, NetworkFile.Accelerator("lemaire"), new AdviceOptions(8, 8));

        advice.Layers.ShouldAllBe(layer => layer.Spikes);
        advice.Spiking.Estimate.Nodes.Count(node => node.Instructions.Any(i => i.Class == "neuron.mul")).ShouldBe(2);
        advice.Spiking.Estimate.Counters["membrane_updates"].ShouldBe(8 * (32 + 4));
    }
}
