using System.Linq;
using Shouldly;
using Snnc.Cost.Families.Systolic;
using Xunit;

namespace Snnc.Cost.Tests.Families.Systolic;

/// <summary>The remedies of Bhattacharjee et al. 2023 (arXiv 2309.03388).</summary>
public sealed class RemedyTests
{
    [Theory]
    [InlineData("sata-netv", true)]
    [InlineData("sata-netv", false)]
    [InlineData("vgg9-tinyimagenet", true)]
    [InlineData("vgg9-tinyimagenet", false)]
    public void Remedies_OneUponTheOther_LowerTheEnergy(string network, bool asTool)
    {
        var remedies = SystolicRemedies.Of(SataWorks.Workload(network, 4), SataWorks.Sata(0.9, asTool ? ["lif_never_idle"] : []), 4, 2.14);

        var energies = remedies.Select(remedy => remedy.Estimate.EnergyJ!.Value).ToList();
        energies.Count.ShouldBe(4);
        energies.Zip(energies.Skip(1)).ShouldAllBe(pair => pair.Second < pair.First);
    }

    [Fact]
    public void LifSharing_ByFourChannels_SavesThreeQuartersOfWhatTheModulesTake()
    {
        var remedies = SystolicRemedies.Of(SataWorks.Workload("sata-netv", 20), SataWorks.Sata(0.91, SataWorks.Stored), 4, 20);

        var (own, shared) = (SataWorks.Millijoules(remedies[1].Estimate, "lif"), SataWorks.Millijoules(remedies[2].Estimate, "lif"));
        (100 * (1 - (shared / own))).ShouldBe(75, 1);
        remedies[2].Estimate.LatencyS.ShouldBe(remedies[1].Estimate.LatencyS);
    }

    [Fact]
    public void LifSharing_OfModulesThatIdle_SavesAreaAndLeakageAlone()
    {
        var accelerator = SataWorks.Sata(0.91).With(("sram.area", 0));
        var remedies = SystolicRemedies.Of(SataWorks.Workload("sata-netv", 20), accelerator, 4, 20);

        (SataWorks.Millijoules(remedies[2].Estimate, "lif.busy") / SataWorks.Millijoules(remedies[1].Estimate, "lif.busy")).ShouldBe(1, 1e-12);
        (SataWorks.Millijoules(remedies[2].Estimate, "lif.leakage") / SataWorks.Millijoules(remedies[1].Estimate, "lif.leakage")).ShouldBe(0.25, 1e-12);
        (remedies[1].Estimate.AreaM2!.Value - remedies[2].Estimate.AreaM2!.Value).ShouldBe(96 * 129.2e-12, 1e-16);
    }

    [Fact]
    public void TickBatching_FourStepsOfTinyImageNet_SavesMostOfTheMovement()
    {
        var remedies = SystolicRemedies.Of(SataWorks.Workload("vgg9-tinyimagenet", 4), SataWorks.Sata(0.9), 4, 4);

        double Movement(int index) => SataWorks.Millijoules(remedies[index].Estimate, "dram", "sram");
        (100 * (1 - (Movement(1) / Movement(0)))).ShouldBe(62.5, 10);
    }

    [Fact]
    public void DynamicSteps_HalfOfThem_HalveWhatEveryStepCosts()
    {
        var workload = SataWorks.Workload("sata-netv", 20);

        var (all, half) = (
            SystolicFamily.Estimate(workload, SataWorks.Sata(0.9), new SystolicOptions(true, 1)),
            SystolicFamily.Estimate(workload, SataWorks.Sata(0.9), new SystolicOptions(true, 1, 10)));

        half.Counters["sums"].ShouldBe(all.Counters["sums"] / 2);
        half.Counters["neuron.updates"].ShouldBe(all.Counters["neuron.updates"] / 2);
        half.Counters["dram.weight.reads"].ShouldBe(all.Counters["dram.weight.reads"]);
        SystolicFamily.Options(SataWorks.Sata(0.9).With(("mean.steps", 10), ("lif.sharing", 2), ("tick.batch", 0)))
            .ShouldBe(new SystolicOptions(false, 2, 10));
    }
}
