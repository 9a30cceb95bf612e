using Shouldly;
using Snnc.Cost.Families;
using Snnc.Cost.Workloads;
using Xunit;

namespace Snnc.Cost.Tests.Families;

/// <summary>The comparison of Ottati et al. 2023 (arXiv 2306.15749), as their scripts print it.</summary>
public sealed class OttatiTests
{
    private const double Picojoule = 1e-12;
    private const double Microjoule = 1e-6;

    [Fact]
    public void Ottati_ConvolutionAsAnn_CostsWhatTheScriptPrints()
    {
        var accelerator = NetworkFile.Accelerator("ottati2023", "one_filter_of_weights", "free_spiking_biases");

        var estimate = CostFamilies.Estimate(NetworkFile.Workload("ottati-ann", WorkloadActivity.Worst), accelerator);

        estimate.Counters["dense_macs"].ShouldBe(32_514_048);
        (estimate.EnergyJ!.Value / Microjoule).ShouldBe(823.00, 0.005);
        (estimate.MemoryBytes!.Value * 8 / 1024).ShouldBe(12.125);
    }

    [Fact]
    public void Ottati_ConvolutionAsSnn_CostsWhatTheScriptPrints()
    {
        var accelerator = NetworkFile.Accelerator("ottati2023", "one_filter_of_weights", "free_spiking_biases");
        var (ann, snn) = (
            CostFamilies.Estimate(NetworkFile.Workload("ottati-ann", WorkloadActivity.Worst), accelerator),
            CostFamilies.Estimate(NetworkFile.Workload("ottati-snn", WorkloadActivity.Worst), accelerator));

        (snn.EnergyJ!.Value / Microjoule).ShouldBe(461.23, 0.005);
        (100 * snn.EnergyJ.Value / ann.EnergyJ!.Value).ShouldBe(56.04, 0.005);
        (snn.MemoryBytes!.Value * 8 / 1024).ShouldBe(208.125);
        (100 * snn.MemoryBytes.Value / ann.MemoryBytes!.Value).ShouldBe(1716.49, 0.005);
    }
}
