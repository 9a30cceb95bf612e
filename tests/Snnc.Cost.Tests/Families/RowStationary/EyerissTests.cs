using System;
using System.Collections.Generic;
using System.Linq;
using Shouldly;
using Snnc.Cost.Families;
using Snnc.Cost.Families.RowStationary;
using Xunit;

namespace Snnc.Cost.Tests.Families.RowStationary;

/// <summary>What Timeloop and Accelergy print for their reference design of Eyeriss (timeloop-accelergy-exercises, eyeriss_like).</summary>
public sealed class EyerissTests
{
    private static readonly IReadOnlyDictionary<string, RowStationaryMapping> Printed = new Dictionary<string, RowStationaryMapping>
    {
        ["c"] = new(
            RowTiles: 8, ColumnTiles: 2, FilterTiles: 4, ChannelTiles: 1, Rows: 14, Columns: 4,
            ArrayColumns: 14, ArrayFilters: 1, ArrayChannels: 3, ElementChannels: 1, ElementFilters: 8),
    };

    [Fact]
    public void Eyeriss_PrintedMapping_CountsWhatTimeloopPrints()
    {
        var counters = Reference().Counters;

        counters["cycles"].ShouldBe(86_016);
        counters["products"].ShouldBe(10_838_016);
        counters["utilisation"].ShouldBe(0.75);
        counters["spad.sum.accesses"].ShouldBe(18_063_360);
        counters["spad.weight.accesses"].ShouldBe(11_031_552);
        counters["spad.input.accesses"].ShouldBe(12_192_768);
        counters["buffer.accesses"].ShouldBe(1_913_456);
        counters["dram.accesses"].ShouldBe(572_528);
    }

    [Theory]
    [InlineData("mac", 207.69)]
    [InlineData("spad.sum", 386.77)]
    [InlineData("spad.weight", 1006.69)]
    [InlineData("spad.input", 112.37)]
    [InlineData("buffer", 375.27)]
    [InlineData("dram", 3380.86)]
    public void Eyeriss_PrintedMapping_TakesWhatTimeloopPrints(string component, double femtojoules)
    {
        var energy = Reference().Totals.Where(one => one.Class.StartsWith(component, StringComparison.Ordinal)).Sum(one => one.EnergyJ!.Value);

        (energy / 10_838_016 * 1e15).ShouldBe(femtojoules, 0.006);
    }

    [Fact]
    public void Eyeriss_PrintedMapping_TakesTheTotal()
    {
        (Reference().EnergyJ!.Value * 1e6).ShouldBe(59.28, 0.005);
        (Reference().AreaM2!.Value * 1e12).ShouldBe(217363.36892 + (168 * (747.64758 + 11632.88556 + 989.01878 + 191.82)), 1e-3);
    }

    [Fact]
    public void Eyeriss_OwnMapping_IsNoWorseThanThePrinted()
    {
        var own = CostFamilies.Estimate(NetworkFile.Workload("eyeriss-layer"), NetworkFile.Accelerator("eyeriss65", "free_mac_leakage"));

        own.Counters["products"].ShouldBe(10_838_016);
        own.Counters["cycles"].ShouldBeLessThanOrEqualTo(86_016);
        own.EnergyJ!.Value.ShouldBeLessThanOrEqualTo(Reference().EnergyJ!.Value);
    }

    [Fact]
    public void Eyeriss_RandomMappings_AccessWhatTheLoopsAskFor()
    {
        var random = new Random(65);
        int Pick(params int[] values) => values[random.Next(values.Length)];
        for (var trial = 0; trial < 30; trial++)
        {
            var map = new RowStationaryMapping(
                Pick(1, 2, 3), Pick(1, 2), Pick(1, 2, 4), Pick(1, 2, 3), Pick(1, 2, 5), Pick(1, 2),
                Pick(1, 2, 7), Pick(1, 2), Pick(1, 2), Pick(1, 3), Pick(1, 4));
            var (kernel, stride) = (Pick(1, 3), Pick(1, 2));
            var (rows, columns) = (map.RowTiles * map.Rows, map.ColumnTiles * map.Columns * map.ArrayColumns);
            var filters = map.FilterTiles * map.ArrayFilters * map.ElementFilters;
            var channels = map.ChannelTiles * map.ArrayChannels * map.ElementChannels;
            var work = new RowStationaryWork(rows, columns, filters, channels, kernel, kernel, stride, 1);

            var counts = new RowStationaryCounts(work, map);

            var (dramInputs, dramWeights, sumStarts) = Walk(map, kernel, stride, channels);
            double products = (double)rows * columns * filters * channels * kernel * kernel;
            counts.Memories["dram"].Reads.ShouldBe(dramInputs + dramWeights);
            counts.Memories["dram"].Writes.ShouldBe(rows * columns * filters);
            counts.Memories["spad.sum"].Reads.ShouldBe(products - sumStarts);
            counts.Cycles.ShouldBe(products / (map.ArrayColumns * map.ArrayFilters * map.ArrayChannels * kernel));
        }
    }

    [Fact]
    public void Eyeriss_OwnMappingsOfRandomLayers_DivideEvenlyAndFit()
    {
        var random = new Random(224);
        var accelerator = NetworkFile.Accelerator("eyeriss65");
        var mapper = new RowStationaryMapper(accelerator, new PriceList(accelerator));
        for (var trial = 0; trial < 60; trial++)
        {
            var kernel = random.Next(1, 8);
            var work = new RowStationaryWork(
                random.Next(1, 120), random.Next(1, 120), random.Next(1, 200), random.Next(1, 200), kernel, kernel, random.Next(1, 3), 1);

            var map = mapper.Of(work);

            (map.RowTiles * map.Rows).ShouldBe(work.Rows);
            (map.ColumnTiles * map.Columns * map.ArrayColumns).ShouldBe(work.Columns);
            (map.FilterTiles * map.ArrayFilters * map.ElementFilters).ShouldBe(work.Filters);
            (map.ChannelTiles * map.ArrayChannels * map.ElementChannels).ShouldBe(work.Channels);
            (map.ArrayColumns * map.ArrayFilters).ShouldBeLessThanOrEqualTo(14);
            (map.ArrayChannels * kernel).ShouldBeLessThanOrEqualTo(12);
            map.ElementFilters.ShouldBeLessThanOrEqualTo(16);
            (map.ElementChannels * kernel).ShouldBeLessThanOrEqualTo(24);
            (map.ElementFilters * map.ElementChannels * kernel).ShouldBeLessThanOrEqualTo(384);
            new RowStationaryCounts(work, map).BufferWords.ShouldBeLessThanOrEqualTo(131072);
        }
    }

    [Fact]
    public void Eyeriss_WindowWithMoreRowsThanTheArray_IsTakenInRounds()
    {
        var estimate = CostFamilies.Estimate(
            NetworkFile.WorkloadOf("network N { input x: frame[3, 64, 64]; x -> c: conv2d(8, kernel = 16, stride = 16); output y = c; }"),
            NetworkFile.Accelerator("eyeriss65"));

        estimate.Counters["utilisation"].ShouldBeInRange(0.01, 1);
        estimate.Counters["cycles"].ShouldBeGreaterThanOrEqualTo(3 * 8 * 16 * 256 / 168.0);
    }

    [Fact]
    public void Eyeriss_DenseLayerAndGroups_AreMapped()
    {
        var workload = NetworkFile.WorkloadOf("""
            network N {
                input x: frame[8, 12, 12];
                x -> d: conv2d(8, kernel = 3, padding = 1, groups = 8) -> relu -> flatten -> f: dense(40);
                output y = f;
            }
            """);

        var estimate = CostFamilies.Estimate(workload, NetworkFile.Accelerator("eyeriss65"));

        estimate.Counters["products"].ShouldBe((9.0 * 8 * 144) + (8 * 144 * 40));
        estimate.Counters["utilisation"].ShouldBeInRange(0.05, 1);
        estimate.Unknown.ShouldBeEmpty();
        estimate.NotModelled.ShouldContain(sentence => sentence.Contains("relu", StringComparison.Ordinal));
    }

    private static CostEstimate Reference() =>
        RowStationaryFamily.Estimate(NetworkFile.Workload("eyeriss-layer"), NetworkFile.Accelerator("eyeriss65", "free_mac_leakage"), Printed);

    // The outer loops in their order: what a tile needs is fetched when it is not the one before; sums start once for each round of an element.
    private static (double Inputs, double Weights, double SumStarts) Walk(RowStationaryMapping map, int kernel, int stride, int channels)
    {
        double inputs = 0, weights = 0, starts = 0;
        (int, int, int)? held = null;
        for (var row = 0; row < map.RowTiles; row++)
        {
            for (var column = 0; column < map.ColumnTiles; column++)
            {
                for (var filter = 0; filter < map.FilterTiles; filter++)
                {
                    for (var channel = 0; channel < map.ChannelTiles; channel++)
                    {
                        if (held != (row, column, channel))
                        {
                            var height = ((map.Rows - 1) * stride) + kernel;
                            var width = (((map.Columns * map.ArrayColumns) - 1) * stride) + kernel;
                            inputs += (double)height * width * channels / map.ChannelTiles;
                            held = (row, column, channel);
                        }

                        weights += (double)map.ArrayFilters * map.ElementFilters * channels / map.ChannelTiles * kernel * kernel;
                        starts += (double)map.Rows * map.Columns * map.ArrayColumns * map.ArrayFilters * map.ElementFilters * map.ArrayChannels * kernel;
                    }
                }
            }
        }

        return (inputs, weights, starts);
    }
}
