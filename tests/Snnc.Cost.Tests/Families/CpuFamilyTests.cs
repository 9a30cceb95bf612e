using System.Collections.Generic;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Targets;
using Snnc.Cost.Accelerators;
using Snnc.Cost.Families;
using Snnc.Cost.Workloads;
using Xunit;

namespace Snnc.Cost.Tests.Families;

public sealed class CpuFamilyTests
{
    private const string Spiking = """
        network N { time { steps = 50; } input x: spikes[512]; x -> f: dense(1024) -> h: leaky; output y = count(h); }
        """;

    [Fact]
    public void Time_OfALayer_IsTheSchedulers()
    {
        var workload = NetworkFile.WorkloadOf(Spiking, WorkloadActivity.AtRate(0.02));
        var layer = workload.Connections.Single();

        var estimate = CostFamilies.Estimate(workload, NetworkFile.Accelerator("cpu"));

        var work = new DenseWork(512, 1024) { Steps = layer.TileSteps, Density = 0.02 };
        var nanoseconds = KernelCosts.Of(layer.Kernel, work, CpuCosts.Default) * 50 / layer.TileSteps;
        var seconds = estimate.Nodes.Where(node => node.Name is "f" or "h").Sum(node => node.Cycles!.Value) / 3.1e9;
        seconds.ShouldBe(nanoseconds * 1e-9, 1e-3 * nanoseconds * 1e-9);
    }

    [Fact]
    public void Energy_OfAProcessorOfUnknownPower_IsUnknown()
    {
        var estimate = CostFamilies.Estimate(NetworkFile.WorkloadOf(Spiking), NetworkFile.Accelerator("cpu"));

        estimate.EnergyJ.ShouldBeNull();
        estimate.Unknown.ShouldBe(["core.power"]);
        estimate.LatencyS!.Value.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Energy_OfAProcessorOfKnownPower_IsPowerTimesTime()
    {
        var estimate = CostFamilies.Estimate(NetworkFile.WorkloadOf(Spiking), NetworkFile.Accelerator("cpu").With(("core.power", 5)));

        estimate.EnergyJ!.Value.ShouldBe(5 * estimate.LatencyS!.Value, 1e-9 * estimate.EnergyJ.Value);
    }

    [Fact]
    public void Constants_OfTheFile_StandForTheSchedulers()
    {
        var workload = NetworkFile.WorkloadOf(Spiking, passes: Snnc.Compiler.Passes.PassOptions.Default);
        var cpu = NetworkFile.Accelerator("cpu");
        KeyValuePair<string, Constant> Slow(string name) => new(name, new(name, 4.2, "ns", "a slow machine", 0));
        string[] levels = ["event_tile.l2", "event_tile.l3", "event_tile.memory"];
        var slow = cpu with { Constants = cpu.Constants.Concat(levels.Select(Slow)).ToDictionary() };

        CostFamilies.Estimate(workload, slow).LatencyS!.Value.ShouldBeGreaterThan(10 * CostFamilies.Estimate(workload, cpu).LatencyS!.Value);
    }

    [Fact]
    public void MoreSpikes_OnAnEventKernel_TakeMoreTime()
    {
        double Latency(double rate) =>
            CostFamilies.Estimate(NetworkFile.WorkloadOf(Spiking, WorkloadActivity.AtRate(rate)), NetworkFile.Accelerator("cpu")).LatencyS!.Value;

        Latency(0.05).ShouldBeGreaterThan(Latency(0.01));
        Latency(0.3).ShouldBeGreaterThan(Latency(0.05));
    }
}
