using System;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Plan;
using Snnc.Compiler.Targets;
using Xunit;

namespace Snnc.Compiler.Tests.Targets;

public sealed class KernelCostsTests
{
    private static readonly string[] Tiles = [Kernel.EventTiles, Kernel.StationaryTiles, Kernel.DenseTiles, Kernel.SkipTiles];

    private static readonly ConvWork Conv = new(16, 17 * 17, 32, 17 * 17, 3, 9) { Steps = 30 };

    public static TheoryData<ConnectionWork, string> Works()
    {
        var data = new TheoryData<ConnectionWork, string>();
        foreach (var n in (int[])[10, 256, 1024, 4096])
        {
            foreach (var kernel in (string[])[.. Tiles, Kernel.EventRows, Kernel.Event, Kernel.Dense])
            {
                data.Add(new DenseWork(n, n) { Steps = 25 }, kernel);
            }
        }

        data.Add(new DenseWork(1024, 1024) { Steps = 25, WeightBytes = 1 }, Kernel.EventTiles);
        foreach (var kernel in (string[])[Kernel.EventTiles, Kernel.DenseTiles, Kernel.Event, Kernel.Dense])
        {
            data.Add(Conv, kernel);
        }

        data.Add(new SparseWork(4000, 4000, 320_000), Kernel.EventRows);
        data.Add(new SparseWork(4000, 4000, 320_000), Kernel.Dense);
        return data;
    }

    // Rates measured where an event kernel stops winning against the product over all steps, layers n x n, 25 steps: C# on the Zen 4 class.
    [Theory]
    [InlineData(256, 0.54)]
    [InlineData(512, 0.58)]
    [InlineData(1024, 0.58)]
    [InlineData(2048, 0.62)]
    [InlineData(4096, 0.61)]
    public void BreakEven_OfEventsAgainstTheProduct_IsTheMeasuredOne(int n, double measured)
    {
        var work = new DenseWork(n, n) { Steps = 25 };

        string[] events = [Kernel.EventTiles, Kernel.StationaryTiles, Kernel.EventRows];
        bool Wins(double density) => events.Min(kernel => KernelCosts.Of(kernel, work with { Density = density }, CpuCosts.Default))
            < KernelCosts.Of(Kernel.DenseTiles, work, CpuCosts.Default);

        Wins(0.85 * measured).ShouldBeTrue();
        Wins(1.2 * measured).ShouldBeFalse();
    }

    // The same layers: up to 1024 on the Zen 3 class, the others, which go by blocks, on the Zen 4 class.
    [Theory]
    [InlineData(256, 0.1, 7.0)]
    [InlineData(512, 0.1, 32)]
    [InlineData(1024, 0.1, 182)]
    [InlineData(2048, 0.1, 630)]
    [InlineData(4096, 0.1, 4220)]
    public void EventTiles_AtTenPercent_TakeTheMeasuredTime(int n, double density, double microseconds)
    {
        var time = KernelCosts.Of(Kernel.EventTiles, new DenseWork(n, n) { Steps = 25, Density = density }, CpuCosts.Default);

        (time / 1000).ShouldBe(microseconds, 0.35 * microseconds);
    }

    [Theory]
    [MemberData(nameof(Works))]
    public void Time_OfAKernel_DoesNotFallAsMoreInputsAreActive(ConnectionWork work, string kernel)
    {
        var times = Enumerable.Range(0, 101).Select(i => KernelCosts.Of(kernel, work with { Density = i / 100.0 }, CpuCosts.Default)).ToList();

        times.ShouldBe(times.Order());
        times[0].ShouldBeGreaterThanOrEqualTo(0);
        double.IsFinite(times[100]).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Works))]
    public void Time_OfAKernel_GrowsWithTheSteps(ConnectionWork work, string kernel)
    {
        var once = KernelCosts.Of(kernel, work with { Steps = 10, Density = 0.1 }, CpuCosts.Default);
        var twice = KernelCosts.Of(kernel, work with { Steps = 20, Density = 0.1 }, CpuCosts.Default);

        twice.ShouldBeGreaterThanOrEqualTo(once);

        // Whole rows of more steps are more rows, of which a cache that does not hold all keeps a smaller share.
        var keepsLess = kernel == Kernel.EventRows && work.TotalBytes > CpuCosts.Default.L2Bytes;
        twice.ShouldBeLessThanOrEqualTo((keepsLess ? 3 : 2) * once + 1e-6);
    }

    [Fact]
    public void EventTiles_OfAConvolution_TakeTheRowsThatAnEventGivesToAndTheRunOfItsWeights()
    {
        var costs = CpuCosts.Default with { GatherEvent = 2, GatherWeight = 0.5, GatherPixel = 0, ConvList = 0.125, ConvSweep = 0 };
        var conv = new ConvWork(4, 10 * 10, 8, 5 * 5, 3, 9) { Density = 0.25, RowsMet = 1.5, Reach = 2 };

        KernelCosts.Of(Kernel.EventTiles, conv, costs).ShouldBe((400 * 0.25 * 1.5 * (2 + (2 * 8 * 0.5))) + (400 * 0.125), 1e-9);
    }

    // Under the window of a pixel lie 3 x 3 x 32 inputs, with 72 KiB of weights to 64 outputs.
    [Theory]
    [InlineData(64, 0.1, true)]
    [InlineData(64, 0.01, false)]
    [InlineData(48, 0.1, false)]
    public void EventTiles_OfAConvolution_WithManyEventsUnderAWindow_AreGathered(int outputs, double density, bool isGathered)
    {
        var costs = CpuCosts.Default with
        {
            GatherEvent = 5, GatherWeight = 0.5, WindowFrom = 0.05 * 288 * 64, WindowWeight = 0.25, WindowFar = 0.5, WindowEvent = 3,
            WindowPixel = 7, GatherPixel = 0, ConvList = 0, ConvSweep = 0, L1Bytes = 54 << 10,
        };
        var conv = new ConvWork(32, 8 * 8, outputs, 8 * 8, 3, 9) { Density = density };

        var visits = 3 * 32 * 64 * (5 + (3 * outputs * 0.5));
        var gathered = 64 * 9 * 32 * ((outputs * (0.25 + (0.25 * 0.5))) + 3);
        KernelCosts.Of(Kernel.EventTiles, conv, costs).ShouldBe(isGathered ? (density * gathered) + (64 * 7) : density * visits, 1e-6);
    }

    // Of the 72 KiB of a window's weights the first-level cache holds half, whether a pixel picks less or more than that.
    [Theory]
    [InlineData(0.3)]
    [InlineData(0.7)]
    public void EventTiles_OfAConvolution_WhoseWindowTheFirstCacheDoesNotHold_TakeTheRestFromTheNext(double density)
    {
        var costs = CpuCosts.Default with
        {
            WindowFrom = 0, WindowWeight = 0.25, WindowFar = 0.5, WindowEvent = 0, WindowPixel = 0, GatherPixel = 0, ConvList = 0, ConvSweep = 0,
            L1Bytes = 36 << 10,
        };
        var conv = new ConvWork(32, 8 * 8, 64, 8 * 8, 3, 9) { Density = density };

        KernelCosts.Of(Kernel.EventTiles, conv, costs).ShouldBe(density * 64 * 9 * 32 * 64 * (0.25 + (0.5 * 0.5)), 1e-6);
    }

    [Fact]
    public void DenseTiles_OfAConvolution_TakeUpWhatWindowsSeeAndBringInTheImage()
    {
        var costs = CpuCosts.Default with { ConvTileRate = 1e15, ConvInput = 0.5, ConvValue = 2, GatherPixel = 0, ConvSweep = 0 };
        var conv = new ConvWork(4, 16 * 16, 32, 8 * 8, 3, 9);

        KernelCosts.Of(Kernel.DenseTiles, conv, costs).ShouldBe((64 * 9 * 4 * 0.5) + (4 * 256 * 2), 1e-6);
    }

    [Theory]
    [InlineData(64, 64)]
    [InlineData(16, 28)]
    [InlineData(80, 92)]
    public void EventTiles_OfAPartOfATile_TakeAShareOfAFullOne(int outputs, double asMuchAs)
    {
        var costs = CpuCosts.Default with { EventTile = new LevelCosts(0.5, 0.5, 0.5), TileShare = 0.25, TileStep = 0, ListEvent = 0, TileSweep = 0, Search = 0 };

        KernelCosts.Of(Kernel.EventTiles, new DenseWork(32, outputs), costs).ShouldBe(32 * asMuchAs * 0.5, 1e-9);
    }

    [Theory]
    [InlineData(Kernel.EventTiles, true)]
    [InlineData(Kernel.StationaryTiles, true)]
    [InlineData(Kernel.SkipTiles, true)]
    [InlineData(Kernel.EventRows, true)]
    [InlineData(Kernel.DenseTiles, false)]
    public void Time_OfAKernelThatReadsLists_HasALookAtEachInput(string kernel, bool hasLists)
    {
        double Time(double search) => KernelCosts.Of(kernel, new DenseWork(256, 64) { Steps = 25 }, CpuCosts.Default with { Search = search });

        (Time(search: 0.01) - Time(search: 0)).ShouldBe(hasLists ? 0.01 * 256 * 25 : 0, 1e-6);
    }

    [Fact]
    public void EventRows_OfManySteps_TakeTheStartOfEach()
    {
        var costs = CpuCosts.Default with { EventRow = new LevelCosts(0, 0, 0), ListEvent = 0, StepSweep = 0.5, StepStart = 7, Search = 0 };

        KernelCosts.Of(Kernel.EventRows, new DenseWork(32, 16) { Steps = 10 }, costs).ShouldBe(10 * ((16 * 0.5) + 7), 1e-9);
    }

    // Two tiles, the second of which is narrow; in half of the steps neither of two inputs is active.
    [Fact]
    public void EventTiles_WithRareEvents_TakeATimeForStepsThatHaveAny()
    {
        var work = new DenseWork(2, 80) { Steps = 10, Density = 1 - Math.Sqrt(0.5) };
        double Time(double step) => KernelCosts.Of(Kernel.EventTiles, work, CpuCosts.Default with { TileStep = step });

        (Time(step: 5) - Time(step: 0)).ShouldBe(10 * 0.5 * 2 * 5, 1e-9);
    }

    // All weights are 16 MiB: what a thousandth of the inputs picks in four inferences of 7 steps is a part of it, which the shared cache keeps.
    [Theory]
    [InlineData(0.001, 0.5)]
    [InlineData(0.5, 2)]
    public void EventRows_OfRareEvents_ComeFromTheCacheThatKeepsWhatTheyPick(double density, double perWeight)
    {
        var costs = CpuCosts.Default with
        {
            EventRow = new LevelCosts(0.5, 0.5, 2), L2Bytes = 1, L3Bytes = 8 << 20, StepSweep = 0, StepStart = 0, ListEvent = 0, Search = 0,
        };
        var work = new DenseWork(2048, 2048) { Steps = 7, Density = density };

        (KernelCosts.Of(Kernel.EventRows, work, costs) / (7 * 2048 * 2048 * density)).ShouldBe(perWeight, 1e-6);
    }

    // Of a hundredth of the inputs in each of 25 steps, 22 % are active at least once.
    [Theory]
    [InlineData(0.5, 8, 1)]
    [InlineData(0.01, 25, 0.2221786)]
    public void EventRows_FromMemory_BringEachRowOnceForAllSteps(double density, int steps, double used)
    {
        var costs = CpuCosts.Default with
        {
            EventRow = new LevelCosts(0.5, 0.5, 2), L2Bytes = 1, L3Bytes = 1, TileSweep = 0, ListEvent = 0, Search = 0,
        };
        var work = new DenseWork(4096, 4096) { Steps = steps, Density = density };
        var expected = 4096.0 * 4096 * ((steps * density * 0.5) + (used * 1.5));

        KernelCosts.Of(Kernel.EventRows, work, costs).ShouldBe(expected, expected * 0.005);
    }

    [Theory]
    [InlineData(2048, 0.01, 25, sizeof(float), false)]
    [InlineData(2048, 0.02, 25, sizeof(float), true)]
    [InlineData(2048, 0.02, 7, sizeof(float), false)]
    [InlineData(4096, 0.02, 25, sizeof(short), false)]
    public void AreRowsBlocked_OfFarSingles_WhatSomeInferencesPickTells(int size, double density, int steps, int bytes, bool areBlocked) =>
        KernelCosts.AreRowsBlocked(new DenseWork(size, size) { Steps = steps, Density = density, WeightBytes = bytes }).ShouldBe(areBlocked);

    // Of 10 MiB half the way from near to far weights.
    [Theory]
    [InlineData(1024, 1024, 10)]
    [InlineData(2048, 1280, 20)]
    [InlineData(2048, 2048, 30)]
    public void EventTiles_OfTheSharedCache_GetPiecesMoreSlowlyTheFartherApartTheyLie(int inputs, int outputs, double perKilobyte)
    {
        var costs = CpuCosts.Default with { L2Bytes = 1, L3Bytes = CpuCosts.Never, L3Pieces = 102.4, L3FarPieces = 1024 / 30.0 };
        var work = new DenseWork(inputs, outputs) { Steps = 25, Density = 0.01 };
        double Time(CpuCosts with) => KernelCosts.Of(Kernel.EventTiles, work, with);
        var bytes = work.TotalBytes * (1 - Math.Pow(0.99, 25));

        var brought = Time(costs) - Time(costs with { L3Pieces = CpuCosts.Never, L3FarPieces = CpuCosts.Never });
        (brought / bytes * 1024).ShouldBe(perKilobyte, 1e-3);
    }

    [Theory]
    [InlineData(8, 8)]
    [InlineData(20, 24)]
    [InlineData(32, 32)]
    public void DenseTiles_OfAConvolution_ComputeHalfVectorsAndBringInTheWeightsOfARow(int outputs, int computed)
    {
        var costs = CpuCosts.Default with
        {
            ConvTileRate = 10, ConvNarrowRate = 10, ConvMargin = 3, ConvInput = 0, ConvValue = 0, GatherPixel = 0, ConvSweep = 0,
        };
        var conv = new ConvWork(4, 7 * 7, outputs, 7 * 7, 3, 9);

        KernelCosts.Of(Kernel.DenseTiles, conv, costs).ShouldBe(36 * computed * (49 + (7 * 3)) / 10.0, 1e-6);
    }

    // The outputs of half a vector, and of a whole one.
    [Theory]
    [InlineData(24, 5)]
    [InlineData(32, 10)]
    public void DenseTiles_OfAConvolution_WithOutputsThatAreNoFullVectors_HaveARateOfTheirOwn(int outputs, double rate)
    {
        var costs = CpuCosts.Default with
        {
            ConvTileRate = 10, ConvNarrowRate = 5, ConvMargin = 1e-9, ConvInput = 0, ConvValue = 0, GatherPixel = 0, ConvSweep = 0,
        };

        KernelCosts.Of(Kernel.DenseTiles, new ConvWork(4, 7 * 7, outputs, 7 * 7, 3, 9), costs).ShouldBe(36 * outputs * 49 / rate, 1e-4);
    }

    // A tile of 512 inputs: of 128 KiB the first-level cache holds 48, some of its sets less.
    [Fact]
    public void EventTiles_WhereAStepPicksMoreThanTheFirstCacheHolds_TakeWeightsFromTheNext()
    {
        var costs = CpuCosts.Default with
        {
            EventTile = new LevelCosts(0.02, 0.04, 0.08), L1Bytes = 48 << 10, L2Bytes = 2 << 20, TileStep = 0, ListEvent = 0,
            TileSweep = 0, Search = 0,
        };
        double PerWeight(double density) =>
            KernelCosts.Of(Kernel.EventTiles, new DenseWork(512, 64) { Steps = 10, Density = density }, costs) / (512 * 64 * 10 * density);

        PerWeight(0.1).ShouldBe(PerWeight(0.25), 1e-9);
        PerWeight(0.25).ShouldBeLessThan(0.9 * PerWeight(0.4));
        PerWeight(0.55).ShouldBe(0.04, 1e-9);
    }

    // Blocks of 64 inputs stay in the first-level cache, however much a step picks of a tile; a few events, and rows that are read less than three times,
    // are added step by step.
    [Fact]
    public void EventTiles_InBlocksOfInputs_TakeTheSamePerWeightAndATimeForEachBlock()
    {
        var costs = CpuCosts.Default with
        {
            EventTile = new LevelCosts(0.02, 0.04, 0.03), EventBlock = 100_000, BlockStep = 5, L2Bytes = 2 << 20, TileShare = 0, TileStep = 0,
            ListEvent = 0, TileSweep = 0, Search = 0,
        };
        double Time(int outputs, double density) =>
            KernelCosts.Of(Kernel.EventTiles, new DenseWork(512, outputs) { Steps = 8, Density = density }, costs);

        Time(64, 0.4).ShouldBe(8 * ((512 * 64 * 0.4 * 0.03) + (8 * 5)), 1e-6);
        Time(64, 0.9).ShouldBe(8 * ((512 * 64 * 0.9 * 0.03) + (8 * 5)), 1e-6);
        Time(64, 0.04).ShouldBeLessThan(8 * 512 * 64 * 0.04 * 0.04);
        Time(64, 0.35).ShouldBe(8 * 512 * 64 * 0.35 * 0.04, 1e-6);
        Time(48, 0.9).ShouldBe(8 * 512 * 48 * 0.9 * 0.04, 1e-6);
    }

    // Each tile looks at all inputs, used or not.
    [Fact]
    public void StationaryTiles_OfHardlyAnEvent_TakeTimeForEachInputAndTile()
    {
        var costs = CpuCosts.Default with { StationaryRow = new LevelCosts(0.01, 0.01, 0.01), Search = 0.2, TileSweep = 0 };
        double Time(int outputs) => KernelCosts.Of(Kernel.StationaryTiles, new DenseWork(512, outputs) { Steps = 25, Density = 0 }, costs);

        (Time(256) - Time(64)).ShouldBe(512 * 3 * 8 * 0.2, 1e-6);
    }

    // In few steps nothing is read twice, and no back end goes by blocks.
    [Theory]
    [InlineData(7, false)]
    [InlineData(8, true)]
    public void EventTiles_OfFewSteps_HaveNoBlocks(int steps, bool isBlocked)
    {
        var costs = CpuCosts.Default with { EventBlock = 100_000, BlockStep = 0 };
        double Time(double blockStep) =>
            KernelCosts.Of(Kernel.EventTiles, new DenseWork(2048, 2048) { Steps = steps, Density = 0.5 }, costs with { BlockStep = blockStep });

        (Time(blockStep: 100) > Time(blockStep: 0)).ShouldBe(isBlocked);
    }

    // What the first-level cache has lost of larger tiles says what smaller ones gain; of a machine where that is much it is not followed below nothing.
    [Fact]
    public void EventTiles_OfFewInputs_TakeTimeWhereverTheCacheEnds()
    {
        var costs = CpuCosts.Default with { EventTile = new LevelCosts(0.02, 0.08, 0.08), ListEvent = 0, TileSweep = 0, Search = 0, TileStep = 0 };
        double Time(double density) => KernelCosts.Of(Kernel.EventTiles, new DenseWork(16, 64) { Steps = 8, Density = density }, costs);

        Time(0.5).ShouldBeGreaterThan(1.5 * Time(0.25));
        Time(0.25).ShouldBeGreaterThan(0);
    }

    // The rows of 16 MiB of weights come from memory, and are asked for ahead in blocks, which pays where half of them are read.
    [Theory]
    [InlineData(1024, 0.29, false)]
    [InlineData(1024, 0.31, true)]
    [InlineData(2048, 0.04, false)]
    [InlineData(2048, 0.05, true)]
    public void EventTiles_OfFarWeights_GoByBlocksWhereRowsAreReadLessOften(int n, double density, bool isBlocked)
    {
        var costs = CpuCosts.Default with { EventTile = new LevelCosts(0.5, 0.5, 0.5), EventBlock = 100_000, BlockStep = 0, ListEvent = 0, TileSweep = 0 };
        double Time(double blockStep) =>
            KernelCosts.Of(Kernel.EventTiles, new DenseWork(n, n) { Steps = 10, Density = density }, costs with { BlockStep = blockStep });

        (Time(blockStep: 100) > Time(blockStep: 0)).ShouldBe(isBlocked);
    }

    // Blocks bring in all rows, events those that are read.
    [Theory]
    [InlineData(0.02, 1, false)]
    [InlineData(0.3, 1, true)]
    public void EventTiles_OfWeightsFromMemory_ComeAsFastAsBlocksOrEventsAskForThem(double density, double rate, bool isBlocked)
    {
        var work = new DenseWork(4096, 4096) { Steps = 10, Density = density, Footprint = 64 << 20 };
        var costs = CpuCosts.Default with { EventBlock = 100_000, EventHidden = 0, MemoryBlocks = CpuCosts.Never, MemoryPieces = CpuCosts.Never };
        double Brought(CpuCosts with) => KernelCosts.Of(Kernel.EventTiles, work, with) - KernelCosts.Of(Kernel.EventTiles, work, costs);

        Brought(costs with { MemoryBlocks = rate }).ShouldBe(isBlocked ? work.TotalBytes / rate : 0, 1);
        (Brought(costs with { MemoryPieces = rate }) > 0).ShouldBe(!isBlocked);
    }

    // Where most inputs are active in some step, the processor sees which row comes next.
    [Fact]
    public void StationaryTiles_OfRowsFromMemory_TakeLessWhereTheTwoRowsBeforeAreFetchedToo()
    {
        var costs = CpuCosts.Default with
        {
            StationaryRow = new LevelCosts(1, 2, 40), StationaryNext = 8, Stationary = 0, ListEvent = 0, RelistEvent = 0, TileSweep = 0,
            Search = 0,
        };
        double PerRow(double density) => KernelCosts.Of(
            Kernel.StationaryTiles, new DenseWork(4096, 4096) { Steps = 1, Density = density }, costs) / (4096 * 64 * density);

        PerRow(0.25).ShouldBe(38, 1e-9);
        PerRow(1).ShouldBe(8, 1e-9);
    }

    [Fact]
    public void Kernels_OfFewOutputs_ComputeFullVectors()
    {
        foreach (var kernel in new[] { Kernel.EventTiles, Kernel.DenseTiles, Kernel.SkipTiles, Kernel.StationaryTiles, Kernel.EventRows })
        {
            double Time(int outputs) => KernelCosts.Of(
                kernel, new DenseWork(128, outputs) { Steps = 25, Density = 0.3 }, CpuCosts.Default with { TileSweep = 0, StepSweep = 0 });
            Time(10).ShouldBe(Time(16), 1e-6, kernel);
        }
    }

    [Fact]
    public void Time_OfAKernelThatCannotDoIt_IsInfinite()
    {
        KernelCosts.Of(Kernel.StationaryTiles, Conv, CpuCosts.Default).ShouldBe(double.PositiveInfinity);
        KernelCosts.Of(Kernel.Line, new DenseWork(2, 2), CpuCosts.Default).ShouldBe(double.PositiveInfinity);
    }

    [Fact]
    public void ByteWeights_AtTenPercent_AreFasterByHalf()
    {
        var single = KernelCosts.Of(Kernel.EventTiles, new DenseWork(1024, 1024) { Steps = 25, Density = 0.1 }, CpuCosts.Default);
        var bytes = KernelCosts.Of(Kernel.EventTiles, new DenseWork(1024, 1024) { Steps = 25, Density = 0.1, WeightBytes = 1 }, CpuCosts.Default);

        (single / bytes).ShouldBeGreaterThan(1.5);
    }
}
