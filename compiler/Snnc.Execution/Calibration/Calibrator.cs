using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Plan;
using Snnc.Compiler.Targets;
using Snnc.Llvm;
using Snnc.Runtime.Kernels;

namespace Snnc.Execution.Calibration;

/// <summary>
/// Measures the constants of <see cref="CpuCosts"/> by running the kernels on made-up layers of the sizes that fill a level of memory. What is
/// proportional to events is the difference of two densities, so that what does not depend on them drops out. What decides between kernels is measured
/// within networks after that, for each back end. A layer of 48 MiB stands for memory: of larger shared caches, machines that many programs share give one
/// of them about as much.
/// </summary>
public static class Calibrator
{
    private const int Steps = 25;
    private const double Few = 0.05;
    private const double Many = 0.4;

    // Layers of n x n weights: 256 KiB, 4 MiB, and 48 MiB.
    private const int SmallLayer = 256;
    private const int MiddleLayer = 1024;
    private const int LargeLayer = 3584;

    /// <summary>Gets what the measurements begin with: the shipped constants, and the sizes of this machine's caches.</summary>
    public static CpuCosts Unmeasured => CpuCosts.Default with
    {
        Processor = Processor.Model,
        L2Bytes = Processor.CacheBytes(2) ?? CpuCosts.Default.L2Bytes,
        L3Bytes = Math.Min(Processor.CacheBytes(3) ?? CpuCosts.Default.L3Bytes, CpuCosts.Default.L3Bytes),
    };

    /// <summary>Gets the measurements in the order in which they run; later ones use what earlier ones gave.</summary>
    public static IReadOnlyList<Func<CpuCosts, CpuCosts>> Measurements { get; } = [OfL2, OfL3, OfMemory, OfConvolutions, OfSynapses, OfNetworks, OfNative];

    /// <summary>All measurements, one after the other.</summary>
    public static CpuCosts Measure()
    {
        WarmUp();
        return Measurements.Aggregate(Unmeasured, (costs, measure) => measure(costs));
    }

    /// <summary>Runs the kernels until the runtime has compiled them for good.</summary>
    public static void WarmUp()
    {
        var layer = new LayerKernels(64, 64, 4);
        layer.SetDensity(Many);
        var runs = LayerKernels.Names.Select(layer.Runner).Append(layer.Search).Concat(ConvKernels.Names.Select(LayerOf(8, Many).Runner)).ToList();
        for (var round = 0; round < 3; round++)
        {
            runs.ForEach(run => KernelTimer.Nanoseconds(run));
            System.Threading.Thread.Sleep(120);
        }
    }

    private static CpuCosts OfNetworks(CpuCosts costs) => NetworkCalibration.Run("csharp", costs);

    // Where there is no libLLVM there is no native code.
    private static CpuCosts OfNative(CpuCosts costs)
    {
        try
        {
            return costs with { Native = NetworkCalibration.Run("native", costs) };
        }
        catch (LlvmMissingException)
        {
            return costs;
        }
    }

    // A tile that fills an eighth of L2, over and over; and a layer that fits as a whole.
    private static CpuCosts OfL2(CpuCosts costs)
    {
        var layer = new LayerKernels(SmallLayer, SmallLayer, Steps);
        return costs with
        {
            Search = KernelTimer.Nanoseconds(layer.Search) / (SmallLayer * Steps),
            DenseRate = 1 / PerProduct(layer, Kernel.DenseTiles, SmallLayer, SmallLayer, Steps),
            EventTile = costs.EventTile with { L2 = PerTileWeight(Kernel.EventTiles, sizeof(float), costs.L2Bytes / 8) },
            ByteEventTile = costs.ByteEventTile with { L2 = PerTileWeight(LayerKernels.ByteEventTiles, 1, costs.L2Bytes / 8) },
            EventRow = costs.EventRow with { L2 = PerEventWeight(layer, Kernel.EventRows, SmallLayer, SmallLayer, Steps) },
            DenseRow = costs.DenseRow with { L2 = PerProduct(layer, Kernel.Dense, SmallLayer, SmallLayer, Steps) },
        };
    }

    // A tile that is twice as large as L2, over and over; and a layer that fits the shared cache.
    private static CpuCosts OfL3(CpuCosts costs)
    {
        var layer = new LayerKernels(MiddleLayer, MiddleLayer, Steps);
        var (tile, byteTile) = (
            PerTileWeight(Kernel.EventTiles, sizeof(float), 2 * costs.L2Bytes), PerTileWeight(LayerKernels.ByteEventTiles, 1, 2 * costs.L2Bytes));
        double Stream(string kernel, double density, double computing)
        {
            layer.SetDensity(density);
            var bytes = (double)MiddleLayer * MiddleLayer * sizeof(float) * costs.BeyondL2((double)MiddleLayer * MiddleLayer * sizeof(float));
            return KernelTimer.Rate(bytes, KernelTimer.Nanoseconds(layer.Runner(kernel)) - (computing * Steps * MiddleLayer * MiddleLayer));
        }

        return costs with
        {
            EventTile = costs.EventTile with { L3 = costs.EventTile.L2, Memory = tile },
            ByteEventTile = costs.ByteEventTile with { L3 = costs.ByteEventTile.L2, Memory = byteTile },
            EventRow = costs.EventRow with { L3 = PerEventWeight(layer, Kernel.EventRows, MiddleLayer, MiddleLayer, Steps) },
            DenseRow = costs.DenseRow with { L3 = PerProduct(layer, Kernel.Dense, MiddleLayer, MiddleLayer, Steps) },
            L3Stream = Stream(Kernel.DenseTiles, 1, 1 / costs.DenseRate),
            L3Pieces = Stream(Kernel.EventTiles, Many, Many * costs.EventTile.L2),
        };
    }

    private static CpuCosts OfMemory(CpuCosts costs)
    {
        const int Few = 3;
        var layer = new LayerKernels(LargeLayer, LargeLayer, Few);
        var dense = PerProduct(layer, Kernel.Dense, LargeLayer, LargeLayer, Few);
        var row = PerEventWeight(layer, Kernel.EventRows, LargeLayer, LargeLayer, Few);
        layer.SetDensity(Many);
        var tiles = KernelTimer.Nanoseconds(layer.Runner(Kernel.EventTiles));

        // Of three steps hardly any weight is used twice: what is left of the time brought them in.
        var used = (double)LargeLayer * LargeLayer * (1 - Math.Pow(1 - Many, Few));
        var added = (double)LargeLayer * LargeLayer * Few * Many * costs.EventTile.L2;
        return costs with
        {
            DenseRow = costs.DenseRow with { Memory = dense },
            EventRow = costs.EventRow with { Memory = row },
            MemoryStream = sizeof(float) / dense,
            MemoryPieces = KernelTimer.Rate(used * sizeof(float), tiles - added),
        };
    }

    // Pieces of two widths tell an event from its weights.
    private static CpuCosts OfConvolutions(CpuCosts costs)
    {
        const int Wide = 32;
        const int Narrow = 8;
        const int Window = 3;
        double Time(string kernel, int outputs, double density) => KernelTimer.Nanoseconds(LayerOf(outputs, density).Runner(kernel));
        double PerAddition(string kernel, int outputs) => Math.Max(Time(kernel, outputs, Many) - Time(kernel, outputs, Few), 1)
            / ((Many - Few) * LayerOf(outputs, 1).Work.Products * LayerOf(outputs, 1).Work.Steps);
        var (wide, narrow) = (PerAddition(Kernel.EventTiles, Wide), PerAddition(Kernel.EventTiles, Narrow));
        var perEvent = Math.Max((narrow - wide) / ((1.0 / (Window * Narrow)) - (1.0 / (Window * Wide))), 0.01);
        var work = LayerOf(Wide, 1).Work;
        var started = Time(Kernel.EventTiles, Wide, 0) / (work.Steps * (double)work.OutPixels);
        return costs with
        {
            GatherEvent = perEvent,
            GatherWeight = Math.Max(wide - (perEvent / (Window * Wide)), 0.001),
            GatherPixel = Math.Max(started - (Wide * costs.TileSweep), 0.1),
            ConvTileRate = work.Steps * work.Products / Time(Kernel.DenseTiles, Wide, 1),
            ConvRate = work.Steps * work.Products / Time(Kernel.Dense, Wide, 1),
            ScatterRate = 1 / PerAddition(Kernel.Event, Wide),
        };
    }

    private static ConvKernels LayerOf(int outputs, double density) => new(16, 17, outputs, density);

    private static CpuCosts OfSynapses(CpuCosts costs)
    {
        const int Neurons = 4000;
        var synapses = SynapseList.Probability(Neurons, Neurons, 0.02, 1);
        var weights = SparseWeights.Pack(synapses, new float[synapses.Count], null);
        var (lists, x, y) = (new SpikeLists(Neurons, 1), new float[Neurons], new float[Neurons]);
        double TimeOf(double density)
        {
            var random = new Random(1);
            lists.FromValues(Array.ConvertAll(x, _ => random.NextDouble() < density ? 1f : 0));
            return KernelTimer.Nanoseconds(() => EventRows.Add(lists, 0, weights, y));
        }

        return costs with { Synapse = Math.Max(TimeOf(Many) - TimeOf(Few), 1) / (synapses.Count * (Many - Few)) };
    }

    private static double PerTileWeight(string kernel, int weightBytes, double bytes)
    {
        var inputs = (int)(bytes / (KernelCosts.TileWidth * weightBytes));
        return PerEventWeight(new LayerKernels(inputs, KernelCosts.TileWidth, Steps), kernel, inputs, KernelCosts.TileWidth, Steps);
    }

    private static double PerProduct(LayerKernels layer, string kernel, int inputs, int outputs, int steps, double density = 1)
    {
        layer.SetDensity(density);
        return KernelTimer.Nanoseconds(layer.Runner(kernel)) / ((double)inputs * outputs * steps);
    }

    private static double PerEventWeight(LayerKernels layer, string kernel, int inputs, int outputs, int steps)
    {
        layer.SetDensity(Few);
        var few = KernelTimer.Nanoseconds(layer.Runner(kernel));
        layer.SetDensity(Many);
        var many = KernelTimer.Nanoseconds(layer.Runner(kernel));
        return Math.Max(many - few, 1) / ((Many - Few) * inputs * outputs * steps);
    }
}
