using System;
using System.Linq;
using Shouldly;
using Snnc.Cost.Placement;
using Xunit;
using Xunit.Abstractions;

namespace Snnc.Cost.Tests.Placement;

/// <summary>Networks in cores.</summary>
public sealed class PlacerTests(ITestOutputHelper output)
{
    [Fact]
    public void Place_NetworkOfNxtf_TakesFewCores()
    {
        Population[] layers = [new("image", 1, 28, 28), new("c1", 16, 12, 12), new("c2", 32, 10, 10), new("c3", 64, 4, 4), new("c4", 10, 1, 1)];
        var network = new SpikingNetwork("nxtf", layers,
        [
            Loihi.Convolution(0, 1, layers[0], layers[1], 5, 2),
            Loihi.Convolution(1, 2, layers[1], layers[2], 3),
            Loihi.Convolution(2, 3, layers[2], layers[3], 3, 2),
            Loihi.Convolution(3, 4, layers[3], layers[4], 4),
        ]);

        ShouldTakeFewCores(network);
    }

    [Fact]
    public void Place_NetworkOfEventCamera_TakesFewCores()
    {
        Population[] layers =
        [
            new("events", 2, 34, 34) { IsOutside = true }, new("n1", 16, 16, 16), new("n3", 16, 16, 16), new("n6", 8, 8, 8), new("n10", 256), new("n12", 10),
        ];
        var network = new SpikingNetwork("nmnist", layers,
        [
            Loihi.Convolution(0, 1, layers[0], layers[1], 5, 2, 1),
            Loihi.Convolution(1, 2, layers[1], layers[2], 3, 1, 1),
            Loihi.Convolution(2, 3, layers[2], layers[3], 6, 2, 2),
            Loihi.Dense(3, 4, layers[3], layers[4], sharing: 4),
            Loihi.Dense(4, 5, layers[4], layers[5]),
        ]);

        ShouldTakeFewCores(network);
    }

    private void ShouldTakeFewCores(SpikingNetwork network)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var placed = Placer.Place(network, Loihi.Limits);
        output.WriteLine($"{network.Name}: {placed.Cores.Count} cores, at least {ResourceBound.Cores(network, Loihi.Limits)}; {clock.ElapsedMilliseconds} ms");
        foreach (var core in placed.Cores)
        {
            output.WriteLine($"{core.Index}: {string.Join("; ", core.Parts.Select(p => $"{network.Populations[p.Population].Name} {p.Patch}"))} "
                + string.Join(", ", core.Load.Uses(Loihi.Limits).Select(u => $"{u.Resource} {u.Taken}")));
        }

        placed.Cores.ShouldAllBe(core => core.Load.Exceeded(Loihi.Limits) == null);
        ((double)placed.Cores.Count).ShouldBeLessThanOrEqualTo(1.25 * ResourceBound.Cores(network, Loihi.Limits));
    }
}
