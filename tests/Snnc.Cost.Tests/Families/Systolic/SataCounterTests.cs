using System.Collections.Generic;
using System.Linq;
using Shouldly;
using Snnc.Cost.Families.Systolic;
using Xunit;

namespace Snnc.Cost.Tests.Families.Systolic;

/// <summary>The counters that SATA_Sim's authors stored for each layer of three networks, and its DRAM reads by our own buffer.</summary>
public sealed class SataCounterTests
{
    private const double BufferBytes = 32 << 10;

    // Inputs read, weights read, cycles of a step, cycles of weights, inputs from DRAM.
    private static readonly IReadOnlyDictionary<string, long[][]> Stored = new Dictionary<string, long[][]>
    {
        ["sata-netv"] =
        [
            [194400, 1728, 22343, 14085, 3072], [4147200, 36864, 272687, 269221, 649682], [1806336, 73728, 124383, 134565, 276832],
            [663552, 147456, 56351, 85189, 8192], [147456, 294912, 37567, 96741, 2048], [294912, 589824, 74431, 193509, 4096],
            [294912, 589824, 74431, 193509, 4096], [131072, 1048576, 133887, 319464, 1024], [65536, 524288, 66943, 159720, 1024],
        ],
        ["sata-netd"] =
        [
            [388800, 3456, 44687, 29093, 3072], [33177600, 294912, 2141375, 2160229, 7501612], [28901376, 1179648, 1935231, 2156325, 6799586],
            [21233664, 4718592, 1777919, 2727877, 7320866], [2359296, 4718592, 591231, 1548261, 1058891],
            [1048576, 8388608, 1051391, 2555880, 8192], [65536, 524288, 66943, 159720, 1024],
        ],
        ["sata-netr"] =
        [
            [388800, 3456, 44687, 29093, 3072],
            .. Enumerable.Repeat<long[]>([16588800, 147456, 1070687, 1079653, 3748404], 6),
            [9437184, 294912, 601087, 677097, 4721068],
            .. Enumerable.Repeat<long[]>([14450688, 589824, 967615, 1078053, 3398786], 5),
            [9437184, 1179648, 595455, 939945, 6273799],
            .. Enumerable.Repeat<long[]>([10616832, 2359296, 888959, 1363909, 3658466], 3),
            [262144, 2097152, 262847, 638952, 8192],
        ],
    };

    [Theory]
    [InlineData("sata-netv")]
    [InlineData("sata-netd")]
    [InlineData("sata-netr")]
    public void Passes_LayersOfStoredNetworks_CountWhatScaleSimWalked(string network)
    {
        var passes = new ArrayPasses(16, 8);
        var works = SataWorks.Workload(network, 4).Connections.Select(ArrayWork.WithoutPadding).ToList();

        works.Select(passes.InputReads).ShouldBe(Stored[network].Select(layer => layer[0]));
        works.Select(work => work.Weights).ShouldBe(Stored[network].Select(layer => layer[1]));
        works.Select(passes.StepCycles).ShouldBe(Stored[network].Select(layer => layer[2]));
        works.Select(passes.WeightCycles).ShouldBe(Stored[network].Select(layer => layer[3]));
    }

    [Theory]
    [InlineData("sata-netv")]
    [InlineData("sata-netd")]
    [InlineData("sata-netr")]
    public void InputBuffer_LayersOfStoredNetworks_ReadsWhatTheToolRead(string network)
    {
        var (passes, buffer) = (new ArrayPasses(16, 8), new InputBuffer(BufferBytes));

        var reads = SataWorks.Workload(network, 4).Connections.Select(layer => buffer.Reads(ArrayWork.WithoutPadding(layer), passes));

        reads.ShouldBe(Stored[network].Select(layer => (double)layer[4]));
    }
}
