using System.Linq;
using Shouldly;
using Snnc.Cost.Families;
using Xunit;

namespace Snnc.Cost.Tests.Families;

/// <summary>Machines of which a size is missing: whatever is counted by it is unknown, and no total is made of it.</summary>
public sealed class MissingSizeTests
{
    [Theory]
    [InlineData("sata28", "array.rows", null)]
    [InlineData("sata28", "array.columns", 0.0)]
    [InlineData("sata28", "spike.width", null)]
    [InlineData("sata28", "sram.input.capacity", null)]
    [InlineData("sata28", "sram.weight.capacity", 0.0)]
    [InlineData("spikesim65", "crossbar.size", null)]
    [InlineData("spikesim65", "pes.per.tile", 0.0)]
    [InlineData("spikesim65", "columns.per.adc", null)]
    [InlineData("eyeriss65", "array.rows", 0.0)]
    [InlineData("eyeriss65", "buffer.words", null)]
    [InlineData("eyeriss65", "spad.weight.words", null)]
    [InlineData("sata-legacy16", "forward.width", null)]
    [InlineData("sata-legacy16", "word.width", 0.0)]
    public void Estimate_WithoutASize_HasNoTotal(string target, string size, double? value)
    {
        var estimate = CostFamilies.Estimate(NetworkFile.Workload("sata-vgg5"), NetworkFile.Accelerator(target).With((size, value)));

        estimate.EnergyJ.ShouldBeNull();
        estimate.KnownEnergyJ.ShouldBe(0);
        estimate.LatencyS.ShouldBeNull();
        estimate.AreaM2.ShouldBeNull();
        estimate.Unknown.ShouldContain(size);
    }

    [Theory]
    [InlineData("sata28", "dram.access.energy")]
    [InlineData("sata28", "lif.ungated.power")]
    [InlineData("spikesim65", "adc.energy")]
    [InlineData("eyeriss65", "spad.sum.read.energy")]
    [InlineData("sata-legacy16", "sparsity.gradients")]
    public void Estimate_WithoutAPrice_HasNoTotalButWhatIsKnown(string target, string price)
    {
        var estimate = CostFamilies.Estimate(NetworkFile.Workload("sata-vgg5"), NetworkFile.Accelerator(target).With((price, null)));

        estimate.EnergyJ.ShouldBeNull();
        estimate.KnownEnergyJ.ShouldBeGreaterThan(0);
        estimate.Unknown.ShouldBe([price]);
        estimate.Totals.Count(one => one.EnergyJ is null).ShouldBeInRange(1, 3);
    }
}
