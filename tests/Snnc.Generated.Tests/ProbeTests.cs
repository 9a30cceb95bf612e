using System;
using System.Linq;
using Shouldly;
using Snnc.Generated.Tests.Networks;
using Snnc.Runtime;
using Xunit;

namespace Snnc.Generated.Tests;

/// <summary>Looking into a network while it runs.</summary>
public sealed class ProbeTests
{
    [Fact]
    public void Probe_OfNodesAndStates_RecordsEachStep()
    {
        var network = Echo.Load();
        using var spikes = network.Probe("h");
        using var membrane = network.Probe("h.v");
        var (raster, v) = (new float[6], new float[6]);
        for (var step = 0; step < 12; step++)
        {
            network.Step(EchoRun.Left(step), EchoRun.Right(step), raster, v);
            spikes[step].ToArray().ShouldBe(raster.Select(x => (double)x));
            membrane[step].ToArray().ShouldBe(v.Select(x => (double)x));
            membrane.StepOf(step).ShouldBe(step);
        }

        (spikes.Count, spikes.Width, membrane.Name).ShouldBe((12, 6, "h.v"));
        membrane.Clear();
        membrane.Count.ShouldBe(0);
    }

    [Fact]
    public void Probe_OfAFrameAndOfSpikes_RecordsWhatTheOutputsSay()
    {
        var network = Digits.Load();
        using var relu = network.Probe("relu");
        using var spikes = network.Probe("h");
        var raster = new float[Digits.RasterLength];
        network.Run(DigitImages.Pixels.AsSpan(0, Digits.ImageLength), raster: raster);

        (relu.Count, relu.StepOf(0), relu.Width).ShouldBe((1, -1, 12 * 24 * 24));
        Enumerable.Range(0, 25).SelectMany(step => spikes[step].ToArray()).ShouldBe(raster.Select(x => (double)x));
    }

    [Fact]
    public void Dispose_OfTheLastProbe_LeavesTheObserverThatWasThere()
    {
        var network = Digits.Load();
        var first = network.Probe("h");
        network.Observer = null;
        var observer = Digits.Load().Probe("h");
        network.Observer = observer;
        var (second, third) = (network.Probe("h"), network.Probe("relu"));
        network.Run(DigitImages.Pixels.AsSpan(0, Digits.ImageLength));
        (observer.Count, second.Count, third.Count, first.Count).ShouldBe((25, 25, 1, 0));

        second.Dispose();
        third.Dispose();

        network.Observer.ShouldBe(observer);
    }

    [Fact]
    public void Probe_OfWhatNeverLeavesTheRegisters_SaysWhatToDo()
    {
        var network = Digits.Load();
        using var membrane = network.Probe("h.v");
        network.Run(DigitImages.Pixels.AsSpan(0, Digits.ImageLength));

        membrane.Count.ShouldBe(0);
        Should.Throw<InvalidOperationException>(() => membrane[0].Length).Message.ShouldContain("showed no values of 'h.v'");
    }

    [Fact]
    public void Probe_OfANodeThatThereIsNot_NamesThoseThatThereAre() =>
        Should.Throw<ArgumentException>(() => Digits.Load().Probe("hidden")).Message.ShouldContain("it has image, scale, conv1");
}
