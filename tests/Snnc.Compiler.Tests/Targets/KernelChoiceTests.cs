using System;
using Shouldly;
using Snnc.Compiler.Plan;
using Snnc.Compiler.Targets;
using Xunit;

namespace Snnc.Compiler.Tests.Targets;

public sealed class KernelChoiceTests
{
    private static readonly string[] Tiles = [Kernel.EventTiles, Kernel.StationaryTiles, Kernel.DenseTiles];

    [Theory]
    [InlineData(0, Kernel.EventTiles)]
    [InlineData(0.02, Kernel.EventTiles)]
    [InlineData(0.3, Kernel.EventTiles)]
    [InlineData(0.6, Kernel.DenseTiles)]
    [InlineData(1, Kernel.DenseTiles)]
    public void Choose_OfALayer_FollowsTheDensity(double density, string expected) =>
        KernelChoice.Choose(Layer(1024, density), Tiles, CpuCosts.Default, "measured").Kernel.ShouldBe(expected);

    [Fact]
    public void Choose_BigLayerAtALowRate_StreamsWholeRows() =>
        KernelChoice.Choose(Layer(4096, 0.02), [.. Tiles, Kernel.EventRows], CpuCosts.Default, "measured").Kernel.ShouldBe(Kernel.EventRows);

    [Fact]
    public void Choose_OtherWeightsBetweenTwoUses_StreamsWholeRowsSooner()
    {
        var alone = KernelCosts.Of(Kernel.EventTiles, Layer(1024, 0.02), CpuCosts.Default);
        var among = KernelCosts.Of(Kernel.EventTiles, Layer(1024, 0.02) with { Footprint = 64 << 20 }, CpuCosts.Default);

        among.ShouldBeGreaterThan(alone);
    }

    [Fact]
    public void Reason_OfAChoice_NamesTheRunnerUpAndTheBreakEven()
    {
        var choice = KernelChoice.Choose(Layer(256, 0.1), Tiles, CpuCosts.Default, "activity block");

        choice.Reason.ShouldStartWith("10 % of the inputs are active (activity block): ");
        choice.Reason.ShouldContain("with stationary tiles");
        choice.Reason.ShouldContain("above ");
        choice.Reason.ShouldEndWith("dense tiles would be faster");
        choice.Range.From.ShouldBe(0);
        choice.Range.To.ShouldBe(0.54, 0.08);
    }

    [Fact]
    public void Range_OfAChoice_EndsWhereAnotherKernelIsAboutAsFast()
    {
        var work = Layer(512, 0.1);
        var choice = KernelChoice.Choose(work, Tiles, CpuCosts.Default, "measured");
        var edge = work with { Density = choice.Range.To };

        var events = KernelCosts.Of(Kernel.EventTiles, edge, CpuCosts.Default);

        events.ShouldBe(KernelCosts.Of(Kernel.DenseTiles, edge, CpuCosts.Default), 0.08 * events);
    }

    // At the break-even of events and products, what leaves out the silent inputs is nearly as fast as both, and loses less than either elsewhere.
    [Fact]
    public void Choose_KernelsAboutAsFast_TakesTheOneThatLosesLeastWhereTheDensityIsOff()
    {
        string[] kernels = [Kernel.EventTiles, Kernel.DenseTiles, Kernel.SkipTiles];
        var costs = CpuCosts.Default with { SkipRate = 0.93 * CpuCosts.Default.DenseRate, RelistEvent = 0.1 };
        var work = Layer(512, KernelChoice.Choose(Layer(512, 0.1), [Kernel.EventTiles, Kernel.DenseTiles], costs, "given").Range.To);

        var choice = KernelChoice.Choose(work, kernels, costs, "given");

        choice.Kernel.ShouldBe(Kernel.SkipTiles);
        choice.Reason.ShouldContain(" tiles, which would lose more at half or twice of that; ");
        choice.Reason.ShouldEndWith(" would be chosen");

        // Where the code may have both, they make up for what either loses.
        KernelChoice.Choose(work, kernels, costs, "given", (Kernel.EventTiles, Kernel.DenseTiles)).Kernel.ShouldNotBe(Kernel.SkipTiles);
    }

    [Fact]
    public void Choose_OneKernel_TakesIt()
    {
        var choice = KernelChoice.Choose(Layer(16, 0.1), [Kernel.EventRows], CpuCosts.Default, "assumed of spikes");

        choice.Kernel.ShouldBe(Kernel.EventRows);
        choice.Reason.ShouldContain("nothing else can do it");
    }

    [Fact]
    public void Choose_NoKernelThatCanDoIt_IsRefused() =>
        Should.Throw<ArgumentException>(() => KernelChoice.Choose(Layer(16, 0.1), [Kernel.Line], CpuCosts.Default, "measured"));

    [Theory]
    [InlineData(0.05, Kernel.EventTiles)]
    [InlineData(0.7, Kernel.DenseTiles)]
    public void Choose_OfAConvolution_FollowsTheDensity(double density, string expected)
    {
        var conv = new ConvWork(16, 17 * 17, 32, 17 * 17, 3, 9) { Steps = 30, Density = density };

        string[] kernels = [Kernel.EventTiles, Kernel.DenseTiles, Kernel.Event, Kernel.Dense];

        KernelChoice.Choose(conv, kernels, CpuCosts.Default, "measured").Kernel.ShouldBe(expected);
    }

    // Either kernel alone would take up to twice as long as the other.
    [Theory]
    [InlineData(0.42)]
    [InlineData(0.55)]
    public void Switch_NearTheBreakEven_HasBothKernelsAndEqualsThemThere(double density)
    {
        var choice = KernelChoice.Choose(Layer(256, density), Tiles, CpuCosts.Default, "measured", (Kernel.EventTiles, Kernel.DenseTiles));
        var edge = Layer(256, choice.Switch!.FromDensity);

        choice.Kernel.ShouldBe(Kernel.EventTiles);
        choice.Switch.Kernel.ShouldBe(Kernel.DenseTiles);
        var events = KernelCosts.Of(Kernel.EventTiles, edge, CpuCosts.Default);
        events.ShouldBe(KernelCosts.Of(Kernel.DenseTiles, edge, CpuCosts.Default), 1e-3 * events);
        choice.Reason.ShouldContain("dense tiles take over in tiles of steps with ");
    }

    // Products take as long as events at 0.77: at 0.8 events take 1.04 of them, and at any rate less than the 1.4 from which on one alone is not enough.
    [Fact]
    public void Switch_WhereTheSlowerIsChosenForBeingClose_HasBothKernels()
    {
        var costs = CpuCosts.Default with
        {
            EventTile = new LevelCosts(0.02, 0.02, 0.02), DenseRate = 1 / (0.77 * 0.02), TileStep = 0, ListEvent = 0, Search = 0, TileSweep = 0,
        };
        var choice = KernelChoice.Choose(
            Layer(64, 0.8), [Kernel.EventTiles, Kernel.DenseTiles], costs, "measured", (Kernel.EventTiles, Kernel.DenseTiles));

        choice.Kernel.ShouldBe(Kernel.EventTiles);
        choice.Switch!.FromDensity.ShouldBe(0.77, 0.03);
    }

    [Theory]
    [InlineData(0.1, Kernel.EventTiles)]
    [InlineData(1, Kernel.DenseTiles)]
    public void Switch_WhereOneKernelIsGoodEnough_ThereIsNone(double density, string expected)
    {
        var choice = KernelChoice.Choose(Layer(256, density), Tiles, CpuCosts.Default, "measured", (Kernel.EventTiles, Kernel.DenseTiles));

        choice.Kernel.ShouldBe(expected);
        choice.Switch.ShouldBeNull();
    }

    // What is not offered together, or is equal nowhere, cannot be had.
    [Fact]
    public void Switch_WithoutAPairOrABreakEven_ThereIsNone()
    {
        var costs = CpuCosts.Default with { DenseRate = 1 };

        KernelChoice.Choose(Layer(256, 0.4), Tiles, CpuCosts.Default, "measured").Switch.ShouldBeNull();
        KernelChoice.Choose(Layer(256, 0.4), Tiles, costs, "measured", (Kernel.EventTiles, Kernel.DenseTiles)).Switch.ShouldBeNull();
    }

    private static DenseWork Layer(int n, double density) => new(n, n) { Steps = 25, Density = density };
}
