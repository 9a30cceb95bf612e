using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Plan;
using Snnc.Compiler.Targets;

namespace Snnc.Execution.Calibration;

/// <summary>
/// Measures what kernels cost within compiled networks of one layer, for one back end. Two densities tell what is proportional to events from what is
/// not, two widths tell what is for each weight from what is for each event. Layers of 256 inputs fit a core's own cache, that of 1024 by 1024 does not.
/// </summary>
internal sealed class NetworkCalibration
{
    private const int Inputs = 256;
    private const int Narrow = 64;
    private const int Wide = 256;
    private const int Middle = 1024;
    private const double Few = 0.05;
    private const double Many = 0.4;
    private const int SkippedSteps = 5;

    // The convolution: 16 channels of 17 x 17 to a few channels and to many.
    private const int Channels = 16;
    private const int Extent = 17;
    private const int FewChannels = 8;
    private const int ManyChannels = 32;

    // The least that a difference of two times may be, which noise can make negative.
    private const double Least = 1e-3;

    // What else the machine does comes and goes in seconds: everything is timed in rounds, and the least counts.
    private const int Rounds = 3;
    private const double Between = 0.3;

    private readonly string _backend;
    private readonly Dictionary<(string Kernel, int Inputs, int Outputs, bool IsByte), LayerNetwork> _layers = [];
    private readonly Dictionary<(string Kernel, int Outputs), LayerNetwork> _images = [];
    private readonly Dictionary<(LayerNetwork Network, double Rate), double> _times = [];

    private NetworkCalibration(string backend)
    {
        _backend = backend;
        AddNetworks();
        LayerNetwork.WarmUp(_layers.Values.Concat(_images.Values));
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var network in _layers.Values.Concat(_images.Values))
            {
                TakeTimes(network);
            }
        }
    }

    private void TakeTimes(LayerNetwork network)
    {
        foreach (var rate in new[] { 0, Few, Between, Many })
        {
            var before = _times.TryGetValue((network, rate), out var time) ? time : double.PositiveInfinity;
            _times[(network, rate)] = Math.Min(before, network.Time(rate));
        }
    }

    private void AddNetworks()
    {
        foreach (var (kernel, outputs) in LayerNetwork.DenseKernels.SelectMany(kernel => new[] { Narrow, Wide }.Select(outputs => (kernel, outputs))))
        {
            Add(kernel, Inputs, outputs);
        }

        Add(Kernel.EventTiles, Inputs, Narrow, isByte: true);
        Add(Kernel.EventTiles, Inputs, Wide, isByte: true);
        Add(Kernel.EventTiles, Middle, Middle);
        Add(Kernel.StationaryTiles, Middle, Middle);
        Add(Kernel.DenseTiles, Middle, Middle);
        Add(Kernel.EventRows, Middle, Middle);
        foreach (var (kernel, outputs) in new[] { (Kernel.EventTiles, FewChannels), (Kernel.EventTiles, ManyChannels), (Kernel.DenseTiles, ManyChannels) })
        {
            _images[(kernel, outputs)] = LayerNetwork.Conv(Channels, Extent, outputs, kernel, _backend);
        }
    }

    /// <summary>Takes the constants of a back end's kernels.</summary>
    /// <param name="costs">What is known already; where the level of memory makes a difference, the ratios are kept.</param>
    public static CpuCosts Run(string backend, CpuCosts costs)
    {
        var calibration = new NetworkCalibration(backend);
        return calibration.OfImages(calibration.OfFarLayers(calibration.OfProducts(calibration.OfEvents(costs))));
    }

    private CpuCosts OfEvents(CpuCosts costs)
    {
        var (tile, listed) = PerWeightAndEvent(Kernel.EventTiles);
        var (stationary, relisted) = PerWeightAndEvent(Kernel.StationaryTiles);
        var (tileSweep, rowSweep) = (Sweep(Kernel.EventTiles), Sweep(Kernel.EventRows));
        var rows = PerWeightAndEvent(Kernel.EventRows).Weight;
        var left = Time(Kernel.StationaryTiles, Wide, Few) - Time(Kernel.StationaryTiles, Wide, 0) - (Few * Events * ((stationary * Wide) + relisted));
        var touched = Inputs * Wide / KernelCosts.TileWidth * (1 - Math.Pow(1 - Few, LayerNetwork.Steps));
        return costs with
        {
            EventTile = Scaled(costs.EventTile, tile),
            ByteEventTile = Scaled(costs.ByteEventTile, PerWeightAndEvent(Kernel.EventTiles, isByte: true).Weight),
            ListEvent = listed,
            Stationary = stationary,
            RelistEvent = Math.Max(relisted - listed, Least),
            StationaryRow = costs.StationaryRow with { L2 = Math.Max(left / touched, Least) },
            EventRow = costs.EventRow with { L2 = rows },
            TileSweep = tileSweep,
            StepSweep = Math.Max(rowSweep, tileSweep),
        };
    }

    // What a product takes besides the layer's sweep and what is proportional to events.
    private CpuCosts OfProducts(CpuCosts costs)
    {
        var (idle, products) = (Time(Kernel.EventTiles, Wide, 0), (double)Inputs * Wide * LayerNetwork.Steps);
        var listed = Events * Between * (costs.ListEvent + costs.RelistEvent);
        var met = products * (1 - Math.Pow(1 - Between, SkippedSteps));
        var rate = products / Math.Max(Time(Kernel.DenseTiles, Wide, Many) - idle, 1);

        // The same product with more to look up: what makes it look faster is the error of the differences.
        var skipping = Math.Min(met / Math.Max(Time(Kernel.SkipTiles, Wide, Between) - idle - listed, 1), rate);
        return costs with
        {
            DenseRate = rate,
            SkipRate = skipping,
        };
    }

    private CpuCosts OfFarLayers(CpuCosts costs)
    {
        var weights = (double)Middle * Middle;
        var bytes = weights * sizeof(float) * costs.BeyondL2(weights * sizeof(float));
        double Time(string kernel, double rate) => _times[(_layers[(kernel, Middle, Middle, false)], rate)];
        var idle = Time(Kernel.EventTiles, 0);
        var events = Many * Middle * LayerNetwork.Steps;
        double Stream(string kernel, double computing) => KernelTimer.Rate(bytes, Time(kernel, Many) - idle - computing);
        var row = Math.Max(Time(Kernel.EventRows, Many) - Time(Kernel.EventRows, Few), 1) / ((Many - Few) * weights * LayerNetwork.Steps);
        var pieces = Stream(Kernel.EventTiles, events * ((Middle * costs.EventTile.L2) + costs.ListEvent));
        var fetched = PerRow(Time(Kernel.StationaryTiles, Few) - idle, costs);
        return costs with
        {
            L3Pieces = pieces,
            StationaryRow = costs.StationaryRow with { L3 = fetched, Memory = fetched * Math.Max(1, pieces / costs.MemoryPieces) },
            L3Stream = Stream(Kernel.DenseTiles, weights * LayerNetwork.Steps / costs.DenseRate),
            EventRow = costs.EventRow with { L3 = row, Memory = row * costs.EventRow.Memory / costs.EventRow.L3 },
        };
    }

    // What the rows of a tile take, besides what each event does.
    private static double PerRow(double time, CpuCosts costs)
    {
        var events = Few * Middle * LayerNetwork.Steps;
        var touched = Middle * Middle / KernelCosts.TileWidth * (1 - Math.Pow(1 - Few, LayerNetwork.Steps));
        return Math.Max((time - (events * ((Middle * costs.Stationary) + costs.ListEvent + costs.RelistEvent))) / touched, costs.StationaryRow.L2);
    }

    private CpuCosts OfImages(CpuCosts costs)
    {
        double Time(string kernel, int outputs, double rate) => _times[(_images[(kernel, outputs)], rate)];
        double PerAddition(int outputs) => Math.Max(Time(Kernel.EventTiles, outputs, Many) - Time(Kernel.EventTiles, outputs, Few), 1)
            / ((Many - Few) * ProductsOf(outputs));
        var (few, many) = (PerAddition(FewChannels), PerAddition(ManyChannels));
        var perEvent = Math.Max((few - many) / ((1.0 / (3 * FewChannels)) - (1.0 / (3 * ManyChannels))), Least);
        var sweep = Extent * Extent * ManyChannels * LayerNetwork.Steps * costs.TileSweep;
        var pixels = (double)Extent * Extent * LayerNetwork.Steps;
        return costs with
        {
            GatherEvent = perEvent,
            GatherWeight = Math.Max(many - (perEvent / (3 * ManyChannels)), Least),
            GatherPixel = Math.Max((Time(Kernel.EventTiles, ManyChannels, 0) - sweep) / pixels, Least),
            ConvTileRate = ProductsOf(ManyChannels) / Math.Max(Time(Kernel.DenseTiles, ManyChannels, Many) - sweep, 1),
        };
    }

    private static double Events => (double)Inputs * LayerNetwork.Steps;

    private static double ProductsOf(int outputs) => (double)Extent * Extent * 9 * Channels * outputs * LayerNetwork.Steps;

    private static LevelCosts Scaled(LevelCosts costs, double near) => new(near, near * costs.L3 / costs.L2, near * costs.Memory / costs.L2);

    private void Add(string kernel, int inputs, int outputs, bool isByte = false) =>
        _layers[(kernel, inputs, outputs, isByte)] = LayerNetwork.Dense(inputs, outputs, kernel, _backend, isByte);

    private double Time(string kernel, int outputs, double rate, bool isByte = false) => _times[(_layers[(kernel, Inputs, outputs, isByte)], rate)];

    private (double Weight, double Event) PerWeightAndEvent(string kernel, bool isByte = false)
    {
        double PerEvent(int outputs) => (Time(kernel, outputs, Many, isByte) - Time(kernel, outputs, Few, isByte)) / (Events * (Many - Few));
        var (narrow, wide) = (PerEvent(Narrow), PerEvent(Wide));
        var weight = Math.Max((wide - narrow) / (Wide - Narrow), Least);
        return (weight, Math.Max(narrow - (weight * Narrow), Least));
    }

    private double Sweep(string kernel) =>
        Math.Max((Time(kernel, Wide, 0) - Time(kernel, Narrow, 0)) / ((Wide - Narrow) * (double)LayerNetwork.Steps), Least);
}
