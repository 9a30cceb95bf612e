using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.Intrinsics;
using Snnc.Compiler.Plan;
using Snnc.Compiler.Targets;
using Snnc.Runtime.Kernels;

namespace Snnc.Execution.Calibration;

/// <summary>
/// Measures what kernels cost within compiled networks of one layer, for one back end. Two densities tell what is proportional to events from what is
/// not, two widths tell what is for each weight from what is for each event. Layers of 256 inputs fit a core's own cache, those of 1024 by 1024 do not, and
/// those of 3072 by 3072 come from memory, and of 2048 by 2048 what other programs leave no room for in the shared cache.
/// </summary>
internal sealed class NetworkCalibration
{
    private const int ByteBits = 8;
    private const int Inputs = 256;
    private const int Vector = 16;
    private const int Narrow = 64;
    private const int Wide = 256;
    private const int Middle = 1024;
    private const int Far = 2048;
    private const int Large = 3072;
    private const double Rarest = 0.005;
    private const double Rare = 0.01;
    private const double Fewer = 0.015;
    private const double Few = 0.05;
    private const double Some = 0.15;
    private const double Between = 0.3;
    private const double Many = 0.4;
    private const double Most = 0.8;
    private const double All = 1;

    // The least that a difference of two times may be, which noise can make negative.
    private const double Least = 1e-3;

    // The size of what is left of the shared cache is found to a thousandth.
    private const int Halvings = 10;

    // The share of the rows of a middle layer that do not come from the core's own cache, at least: that of some is as large as the layer.
    private const double LeastBeyond = 0.25;

    // Small images of many channels, and large ones of few.
    private static readonly LayerImage[] Images =
    [
        new(16, 17, 32), new(16, 17, 16), new(16, 17, 8), new(1, 28, 8), new(2, 34, 16), new(4, 32, 24), new(8, 24, 48), new(32, 8, 64),
        new(64, 16, 64, Stride: 2),
    ];

    // The share of an event with many weights that these take at least.
    private const double LeastOfWeights = 0.8;

    private readonly string _backend;
    private readonly Timings _times;

    private NetworkCalibration(string backend, Timings times) => (_backend, _times) = (backend, times);

    /// <summary>Takes the constants of a back end's kernels.</summary>
    /// <param name="costs">What is known already; where the level of memory makes a difference, the ratios are kept.</param>
    /// <param name="times">What is asked for the times of layers.</param>
    public static CpuCosts Run(string backend, CpuCosts costs, Timings times)
    {
        var calibration = new NetworkCalibration(backend, times);
        return calibration.OfImages(calibration.OfLargeLayers(calibration.OfFarLayers(calibration.OfProducts(calibration.OfEvents(costs)))));
    }

    private CpuCosts OfEvents(CpuCosts costs)
    {
        var (tile, listed) = PerWeightAndEvent(Kernel.EventTiles);
        var (row, bytes) = (PerWeightAndEvent(Kernel.EventRows).Weight, PerWeightAndEvent(Kernel.EventTiles, isByte: true).Weight);
        var stationary = Math.Max((PerEvent(Kernel.StationaryTiles, Wide) - listed - costs.RelistEvent) / Wide, Least);
        var left = Time(Kernel.StationaryTiles, Wide, Few) - Time(Kernel.StationaryTiles, Wide, 0) - (Few * Events * PerEvent(Kernel.StationaryTiles, Wide));
        var touched = Inputs * Wide / KernelCosts.TileWidth * Used(Few);

        // A vector of outputs and a full tile.
        var part = (PerEvent(Kernel.EventTiles, Vector) - listed) / Math.Max(PerEvent(Kernel.EventTiles, Narrow) - listed, Least);
        var share = (part - ((double)Vector / Narrow)) / (1 - ((double)Vector / Narrow));
        return OfSweeps(costs with
        {
            EventTile = new(tile, tile, tile),
            ByteEventTile = new(bytes, bytes, bytes),
            TileShare = Math.Clamp(share, Least, 1),
            ListEvent = listed,
            Stationary = stationary,
            StationaryRow = costs.StationaryRow with { L2 = Math.Max(left / touched, Least) },
            EventRow = costs.EventRow with { L2 = row },
            StepStart = RowStep(),
        });
    }

    // What layers without events take: in a step each, for a look at an input, a neuron in tiles, one through memory, and a step of those besides. Small
    // layers count as much as large ones, whose rows are not added step by step.
    private CpuCosts OfSweeps(CpuCosts costs)
    {
        const double Whole = 1000;
        (int Inputs, int Outputs)[] layers = [(Inputs, Narrow), (Inputs, Wide), (Middle, Middle), (Large, Large)];
        IEnumerable<(double[] Counts, double Time)> Of(string kernel, int rows) => layers.Take(layers.Length - rows).Select(of =>
        {
            var idle = _times.Of(new NetworkLayer(_backend, kernel, of.Inputs, of.Outputs), 0);
            double[] counts = [1, of.Inputs, (1 - rows) * of.Outputs, rows * of.Outputs, rows];
            return (Array.ConvertAll(counts, count => count * Whole / idle), Whole);
        });
        var each = Fit(Of(Kernel.EventTiles, 0).Concat(Of(Kernel.EventRows, 1)));
        return costs with { Search = each[1], TileSweep = each[2], StepSweep = each[3], StepStart = costs.StepStart + each[4] };
    }

    // What rare events take besides what each does, in a step of all rows that has any.
    private double RowStep()
    {
        double Time(double rate) => this.Time(Kernel.EventRows, Wide, rate);
        double[] rates = [Rare, Few];
        var besides = rates.Sum(rate => Time(rate) - Time(0) - (rate * Events * PerEvent(Kernel.EventRows, Wide)));
        return Math.Max(besides / (rates.Sum(rate => KernelCosts.EverActive(rate, Inputs)) * LayerNetwork.Steps), Least);
    }

    // What a product takes besides the layer's sweep and what is proportional to events.
    private CpuCosts OfProducts(CpuCosts costs)
    {
        var (idle, products) = (Time(Kernel.EventTiles, Wide, 0), (double)Inputs * Wide * LayerNetwork.Steps);
        return costs with { DenseRate = products / Math.Max(Product(Inputs, Wide) - idle + Searched(Inputs, costs), 1) };
    }

    private CpuCosts OfFarLayers(CpuCosts costs)
    {
        var weights = (double)Middle * Middle;
        var bytes = weights * sizeof(float) * costs.LeavesL2(weights * sizeof(float));
        double Beyond(double rate) => Math.Max(costs.BeyondL2Rows(KernelCosts.Kept(Layer(Middle, rate))), LeastBeyond);
        double Time(string kernel, double rate) => TimeOf(kernel, Middle, rate);
        var (idle, steps) = (Time(Kernel.EventTiles, 0), weights * LayerNetwork.Steps);

        // From there on all weights are used in some step.
        var adding = Math.Max(Time(Kernel.EventTiles, Most) - Time(Kernel.EventTiles, Between), 1) / (Most - Between);
        var tile = Math.Max((adding / steps) - (costs.ListEvent / Middle), Least);

        // Rows may pay where events are few, whose rows are far.
        var row = RowWeight(Middle, Rare, costs);
        var blocks = Blocks(steps);
        var known = costs with
        {
            EventTile = new(costs.EventTile.L2, Lost(costs), tile),
            EventBlock = InputBlocking.NearBytes,
            BlockStep = Math.Max((Time(Kernel.EventTiles, Between) - idle - (Between * adding)) / blocks, Least),
        };

        // What few events pick is added step by step. A step of a tile takes longer where there are many: where each list ends is no longer foretold.
        double Picked(double rate) => weights * sizeof(float) * Used(rate) * Beyond(rate);
        var each = Fit(new[] { Rarest, Rare }.Select(rate => (
            (double[])[KernelCosts.EverActive(rate, Middle) * Middle / KernelCosts.TileWidth, Picked(rate) / LayerNetwork.Steps],
            Time(Kernel.EventTiles, rate) - idle - (rate * ((steps * known.EventTile.L3) + (Middle * LayerNetwork.Steps * costs.ListEvent))))));
        var pieces = 1 / each[1];

        // All of the product with more to look up, which takes longer in layers whose tiles the nearest cache does not hold.
        var lists = Most * Middle * LayerNetwork.Steps * (costs.ListEvent + costs.RelistEvent);
        var skipping = Time(Kernel.SkipTiles, Most) - idle - lists - (weights * sizeof(float) * Beyond(Most) / pieces);
        return known with
        {
            TileStep = each[0],
            L3Pieces = pieces,
            SkipRate = Math.Min(steps / Math.Max(skipping, 1), costs.DenseRate),
            StationaryRow = costs.StationaryRow with { L3 = PerRow(Middle, Rare, costs) },
            L3Stream = KernelTimer.Rate(bytes, Product(Middle, Middle) - idle + Searched(Middle, costs) - (steps / costs.DenseRate)),
            EventRow = costs.EventRow with { L3 = costs.EventRow.L2 + (Math.Max(row - costs.EventRow.L2, 0) / Beyond(Rare)) },
        };
    }

    // With few events adding takes next to nothing beside what comes from memory; with more of them part of it goes on behind that.
    private CpuCosts OfLargeLayers(CpuCosts costs)
    {
        var steps = (double)Large * Large * LayerNetwork.Steps;
        var work = Layer(Large, 0);
        double Time(double rate) => TimeOf(Kernel.EventTiles, Large, rate);
        var near = costs with { MemoryPieces = CpuCosts.Never, MemoryBlocks = CpuCosts.Never, EventHidden = 0 };
        double Added(double rate) => KernelCosts.Of(Kernel.EventTiles, work with { Density = rate }, near);
        var idle = Time(0);
        var start = idle - Added(0);

        // Fewer are not gone through in blocks, and yet pick in some inferences about as much as the shared cache holds.
        double Rate(double rate, double share) => KernelTimer.Rate(work.TotalBytes * share, Time(rate) - start - Added(rate));
        var pieces = Rate(Fewer, Used(Fewer));
        var blocks = Rate(Few, 1);
        var brought = work.TotalBytes / blocks;

        // Products ask for rows in order as blocks of events do, however little of it shows beside multiplying.
        var stream = KernelTimer.Rate(work.TotalBytes, Product(Large, Large) - idle + Searched(Large, costs) - (steps / costs.DenseRate));
        var hidden = (start + Added(Between) + brought - Time(Between)) / Math.Min(Added(Between), brought);

        // Rows come once for all steps, whose events add them from nearer.
        var row = (RowWeight(Large, Few, costs) - costs.EventRow.L3) * Few * LayerNetwork.Steps / Used(Few);

        // Of two rates, at which some and nearly all rows follow another.
        var (one, many) = (PerRow(Large, Rare, costs), PerRow(Large, Some, costs));
        var (after, afterMost) = (KernelCosts.Followed(Used(Rare)), KernelCosts.Followed(Used(Some)));
        var next = Math.Max(((many * (1 - after)) - (one * (1 - afterMost))) / (afterMost - after), costs.StationaryRow.L2);
        var known = costs with
        {
            EventHidden = Math.Clamp(hidden, Least, 1),
            MemoryPieces = pieces,
            MemoryBlocks = blocks,
            MemoryStream = Math.Max(stream, blocks),
            EventRow = costs.EventRow with { Memory = costs.EventRow.L3 + Math.Max(row, Least) },
            StationaryRow = costs.StationaryRow with { Memory = Math.Max(((one * afterMost) - (many * after)) / (afterMost - after), next) },
            StationaryNext = next,
        };
        return known with { L3Bytes = Math.Min(Calibrator.Unmeasured.L3Bytes, L3Left(known)), L3FarPieces = Math.Min(L3FarPieces(known), known.L3Pieces) };
    }

    // What rare events pick of a far layer in some inferences the shared cache holds.
    private double L3FarPieces(CpuCosts costs)
    {
        var (idle, work) = (Layer(Far, 0), Layer(Far, Rarest));
        var near = costs with { L3Bytes = CpuCosts.Never, L3Pieces = CpuCosts.Never, L3FarPieces = CpuCosts.Never };
        var added = KernelCosts.Of(Kernel.EventTiles, work, near) - KernelCosts.Of(Kernel.EventTiles, idle, near);
        var picked = work.TotalBytes * Used(Rarest) * costs.BeyondL2Rows(KernelCosts.Kept(work));
        return KernelTimer.Rate(picked, TimeOf(Kernel.EventTiles, Far, Rarest) - TimeOf(Kernel.EventTiles, Far, 0) - added);
    }

    // The size of a shared cache of which as much is left as the time of a far layer shows.
    private double L3Left(CpuCosts costs)
    {
        var work = Layer(Far, Few);
        var start = TimeOf(Kernel.EventTiles, Far, 0) - KernelCosts.Of(Kernel.EventTiles, work with { Density = 0 }, costs);
        double Off(double size) => TimeOf(Kernel.EventTiles, Far, Few) - start - KernelCosts.Of(Kernel.EventTiles, work, costs with { L3Bytes = size });
        var (least, most) = (work.TotalBytes, work.TotalBytes * 8 / 3);
        for (var halving = 0; halving < Halvings; halving++)
        {
            var middle = (least + most) / 2;
            (least, most) = Off(middle) > 0 ? (least, middle) : (middle, most);
        }

        return least;
    }

    // What a layer without events takes for its lists, which products do not read.
    private static double Searched(int inputs, CpuCosts costs) => inputs * LayerNetwork.Steps * costs.Search;

    // A weight of a whole row that an event adds, in a layer of so many inputs and outputs.
    private double RowWeight(int size, double rate, CpuCosts costs)
    {
        var events = rate * size * LayerNetwork.Steps;
        var time = TimeOf(Kernel.EventRows, size, rate) - TimeOf(Kernel.EventRows, size, 0);
        return Math.Max(time - (events * costs.ListEvent), 1) / (events * size);
    }

    // What a row of a stationary tile takes in a layer of so many inputs and outputs, besides what each event does.
    private double PerRow(int size, double rate, CpuCosts costs)
    {
        var events = rate * size * LayerNetwork.Steps;
        var time = TimeOf(Kernel.StationaryTiles, size, rate) - TimeOf(Kernel.EventTiles, size, 0);
        var rows = (double)size * size / KernelCosts.TileWidth * Used(rate);
        return Math.Max((time - (events * ((size * costs.Stationary) + costs.ListEvent + costs.RelistEvent))) / rows, costs.StationaryRow.L2);
    }

    private static DenseWork Layer(int size, double rate) => new(size, size) { Steps = LayerNetwork.Steps, Density = rate };

    // Tiles of blocks of inputs, of so many weights.
    private static double Blocks(double weights) => weights / KernelCosts.TileWidth / InputBlocking.InputsOf(ByteBits * sizeof(float));

    // The share of the inputs that are active in any step.
    private static double Used(double rate) => KernelCosts.EverActive(rate, LayerNetwork.Steps);

    private CpuCosts OfImages(CpuCosts known)
    {
        var costs = known with
        {
            WindowFrom = IsNative ? ConvRows.GatheredVectors * NativeLanes : ConvEventTiles.GatheredFrom,
            WindowOutputs = IsNative ? NativeLanes / 2 : ConvEventTiles.GatheredOutputs,
            WindowInputs = IsNative ? KeptLists.PixelChannels : 1,
        };
        var (pixel, sweep, listed) = PerImage();
        var (perEvent, perWeight) = PerVisit(costs);
        var window = PerWindow(costs);
        var product = PerProduct(image => (image.Work.OutPixels * pixel) + (image.Work.OutputCount * sweep));
        return costs with
        {
            GatherEvent = perEvent,
            GatherWeight = perWeight,
            GatherPixel = pixel,
            ConvSweep = sweep,
            ConvList = listed,
            WindowPixel = window[0],
            WindowEvent = window[1],
            WindowWeight = window[2],
            WindowFar = window[3],
            ConvTileRate = 1 / product[0],
            ConvNarrowRate = 1 / product[1],
            ConvMargin = Math.Max(product[2] / product[0], Least),
            ConvInput = product[3],
            ConvValue = product[4],
        };
    }

    // A pixel, a neuron, and an input that is looked at.
    private (double Pixel, double Sweep, double Listed) PerImage()
    {
        var each = Fit(Images.Select(image => ((double[])[image.Work.OutPixels, image.Work.OutputCount, image.Work.InputCount], Idle(image))));
        return (each[0], each[1], each[2]);
    }

    // An event that gives to a row of outputs, and each weight of its run, at about the rate where products begin to be faster.
    private (double Event, double Weight) PerVisit(CpuCosts costs)
    {
        var each = Fit(EventsOf(costs, Between, isGathered: false).Select(of =>
        {
            var visits = of.Work.Visits * Between;
            return ((double[])[visits, visits * of.Work.RunLength], of.Time);
        }));
        return (each[0], each[1]);
    }

    // A pixel that gathers, an event under its window, each weight, and the same where these are far.
    private double[] PerWindow(CpuCosts costs) => Fit(new[] { Many, Most }.SelectMany(rate => EventsOf(costs, rate, isGathered: true).Select(of =>
    {
        var weights = of.Work.Products * of.Work.Inside * rate;
        return ((double[])[of.Work.OutPixels, weights / of.Work.OutChannels, weights, weights * costs.BeyondL1(of.Work.TotalBytes)], of.Time);
    })));

    // What events take at a rate, of images that gather them or do not.
    private IEnumerable<(ConvWork Work, double Time)> EventsOf(CpuCosts costs, double rate, bool isGathered) => Images
        .Where(image => KernelCosts.IsGathered(image.Work with { Density = rate }, costs) == isGathered)
        .Select(image => (image.Work, TimeOf(Kernel.EventTiles, image, rate) - Idle(image)));

    // A product, one of outputs that are no full vectors, both for each row of pixels, what an input of a window takes besides, and one of the image.
    private double[] PerProduct(Func<LayerImage, double> sweep) => Fit(Images.Select(image =>
    {
        var work = image.Work;
        var narrow = KernelCosts.IsNarrow(work) ? work.Products : 0;
        return ((double[])[work.Products - narrow, narrow, work.Products / image.Out, work.Products / image.Outputs, work.InputCount],
            TimeOf(Kernel.DenseTiles, image, Few) - (LayerNetwork.Steps * sweep(image)));
    }));

    // Of counts of a step and times of all.
    private static double[] Fit(IEnumerable<(double[] Counts, double Time)> times) => Array.ConvertAll(
        LeastSquares.NotNegative(times.Select(of => (Array.ConvertAll(of.Counts, count => count * LayerNetwork.Steps), Math.Max(of.Time, 1)))),
        each => Math.Max(each, Least));

    private double Idle(LayerImage image) => TimeOf(Kernel.EventTiles, image, 0);

    // Products take as long at any rate: the least of two.
    private double Product(int inputs, int outputs)
    {
        var layer = new NetworkLayer(_backend, Kernel.DenseTiles, inputs, outputs);
        return Math.Min(_times.Of(layer, Few), _times.Of(layer, Many));
    }

    private bool IsNative => _backend == LayerNetwork.Native;

    // The floats of a vector of native code.
    private static int NativeLanes => Vector512.IsHardwareAccelerated ? 16 : 8;

    // What is added of a tile of 64 KiB where all of it is picked in a step, of which the first-level cache has kept nothing until the next.
    private double Lost(CpuCosts costs)
    {
        var added = Time(Kernel.EventTiles, Wide, All) - Time(Kernel.EventTiles, Wide, 0) - (Events * costs.ListEvent);
        return Math.Max(added / (Events * Wide), costs.EventTile.L2);
    }

    private static double Events => (double)Inputs * LayerNetwork.Steps;

    private double Time(string kernel, int outputs, double rate, bool isByte = false) =>
        _times.Of(new NetworkLayer(_backend, kernel, Inputs, outputs) { IsByte = isByte }, rate);

    private double TimeOf(string kernel, int size, double rate) => _times.Of(new NetworkLayer(_backend, kernel, size, size), rate);

    private double TimeOf(string kernel, LayerImage image, double rate) =>
        _times.Of(new NetworkLayer(_backend, kernel, image.Channels, image.Outputs, image.Extent) { Stride = image.Stride }, rate);

    private double PerEvent(string kernel, int outputs, bool isByte = false) =>
        (Time(kernel, outputs, Many, isByte) - Time(kernel, outputs, Few, isByte)) / (Events * (Many - Few));

    // An event is little beside its weights where these are many: the difference of two widths, which is that of nearly equal times, has bounds.
    private (double Weight, double Event) PerWeightAndEvent(string kernel, bool isByte = false)
    {
        var (narrow, wide) = (PerEvent(kernel, Narrow, isByte), Math.Max(PerEvent(kernel, Wide, isByte), Least));
        var weight = Math.Clamp((wide - narrow) / (Wide - Narrow), LeastOfWeights * wide / Wide, wide / Wide);
        return (weight, Math.Max(wide - (weight * Wide), Least));
    }
}
