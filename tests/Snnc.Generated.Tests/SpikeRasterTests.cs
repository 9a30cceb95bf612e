using System;
using System.Linq;
using Shouldly;
using Snnc.Runtime;
using Xunit;

namespace Snnc.Generated.Tests;

/// <summary>Spikes as numbers, bits and events.</summary>
public sealed class SpikeRasterTests
{
    private static readonly float[] Counts = [0, 1, 0, 0, 0, 0, 0, 0, 0, 2, .. new float[10], 1, .. new float[8], 1];

    [Fact]
    public void Raster_OfThreeSteps_HasEventsAndBits()
    {
        var raster = new SpikeRaster(Counts, neurons: 10, firstStep: 5);

        (raster.Steps, raster.Count, raster.BytesPerStep).ShouldBe((3, 4, 2));
        raster.ToEvents().ShouldBe([new SpikeEvent(5, 1, 1), new SpikeEvent(5, 9, 2), new SpikeEvent(7, 0, 1), new SpikeEvent(7, 9, 1)]);
        var bits = Enumerable.Repeat((byte)0xFF, 7).ToArray();
        raster.ToBits(bits);
        bits.ShouldBe(new byte[] { 0b10, 0b10, 0, 0, 0b1, 0b10, 0xFF });
        raster[2].ToArray().ShouldBe(Counts[20..]);
    }

    [Fact]
    public void Foreach_OverARaster_AllocatesNothing()
    {
        var neurons = 0;
        void Sum()
        {
            foreach (var spike in new SpikeRaster(Counts, 10))
            {
                neurons += spike.Neuron;
            }
        }

        Sum();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Sum();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        neurons.ShouldBe(2 * 19);
    }

    [Fact]
    public void Raster_OfWhatAreNoRows_IsRefused()
    {
        Should.Throw<ArgumentException>(() => new SpikeRaster(new float[7], 2).Count);
        Should.Throw<ArgumentException>(() => new SpikeRaster([], 0).Count);
        Should.Throw<ArgumentException>(() => new SpikeRaster(new float[8], 4).ToBits(new byte[1]));
        new SpikeRaster([], 4).ToEvents().ShouldBeEmpty();
    }
}
