using Shouldly;
using Snnc.Cost.Families;
using Snnc.Cost.Workloads;
using Xunit;

namespace Snnc.Cost.Tests.Families;

/// <summary>
/// Chandarana et al. 2022 (arXiv 2210.05006): classification on Loihi with 27 times less power and 5 times less energy than on the Neural Compute Stick 2, and
/// so some 5 times slower. Of the stick no latency is published: the direction of energy can be shown, from below on both sides; that of power cannot.
/// </summary>
public sealed class ChandaranaTests
{
    private const string Ann = """
        network Nxtf {
            input x: frame[1, 28, 28];
            x -> a: conv2d(16, kernel = 5, stride = 2) -> relu -> b: conv2d(32, kernel = 3) -> relu -> c: conv2d(64, kernel = 3, stride = 2) -> relu
              -> d: conv2d(10, kernel = 4) -> y: flatten;
            output scores = y;
        }
        """;

    [Fact]
    public void Stick_OnAConvolutionalNetwork_HasALowerBoundAndNoTotal()
    {
        var estimate = CostFamilies.Estimate(NetworkFile.WorkloadOf(Ann), NetworkFile.Accelerator("ncs2"));

        estimate.EnergyJ.ShouldBeNull();
        estimate.LatencyS.ShouldBeNull();
        estimate.KnownEnergyJ.ShouldBe(823_552 * 0.199e-9, 1e-12);
        estimate.Unknown.ShouldContain("weight.read.energy");
    }

    [Fact]
    public void Loihi_OnTheSameNetworkInSpikes_TakesLessEnergyThanTheSticksProductsAlone()
    {
        const string Spiking = """
            network NxtfSpikes {
                time { step = 1 ms; steps = 100; }
                input x: spikes[1, 28, 28];
                x -> a: conv2d(16, kernel = 5, stride = 2) -> n1: if_neuron -> b: conv2d(32, kernel = 3) -> n2: if_neuron
                  -> c: conv2d(64, kernel = 3, stride = 2) -> n3: if_neuron -> d: conv2d(10, kernel = 4) -> n4: if_neuron;
                output counts = count(n4);
            }
            """;

        var stick = CostFamilies.Estimate(NetworkFile.WorkloadOf(Ann), NetworkFile.Accelerator("ncs2"));
        var loihi = CostFamilies.Estimate(NetworkFile.WorkloadOf(Spiking, WorkloadActivity.AtRate(0.02)), NetworkFile.Accelerator("loihi-davies18"));

        (stick.KnownEnergyJ / loihi.KnownEnergyJ).ShouldBeGreaterThan(1);
        loihi.LatencyS!.Value.ShouldBeGreaterThan(100 * 1e-6, "a hundred steps of a microsecond at least");
        loihi.Unknown.ShouldContain("barrier.energy");
    }
}
