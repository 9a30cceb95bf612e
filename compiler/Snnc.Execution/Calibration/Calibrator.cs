using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Plan;
using Snnc.Compiler.Targets;
using Snnc.Runtime.Kernels;

namespace Snnc.Execution.Calibration;

/// <summary>
/// Measures the constants of <see cref="CpuCosts"/> by running the kernels on made-up layers of the sizes that fill a level of memory. What is
/// proportional to events is the difference of two densities, so that what does not depend on them drops out. Populations are not run: the two sweeps keep the
/// values they have. A layer of 48 MiB stands for memory: of larger shared caches, machines that many programs share give one of them about as much.
/// </summary>
public static class Calibrator
{
    private const int Steps = 25;
    private const double Few = 0.05;
    private const double Many = 0.25;

    // Layers of n x n weights: 256 KiB, 4 MiB, and 48 MiB.
    private const int SmallLayer = 256;
    private const int MiddleLayer = 1024;
    private const int LargeLayer = 3584;

    /// <summary>Gets the measurements in the order in which they run; later ones use what earlier ones gave.</summary>
    public static IReadOnlyList<Func<CpuCosts, CpuCosts>> Measurements { get; } = [OfL2, OfL3, OfMemory, OfConvolutions, OfSynapses];

    /// <summary>Runs the kernels until the runtime has compiled them for good.</summary>
    public static void WarmUp()
    {
        var layer = new LayerKernels(64, 64, 4);
        layer.SetDensity(Many);
        var runs = LayerKernels.Names.Select(layer.Runner).Append(layer.Search).Concat(ConvKernels.Names.Select(ConvKernels.Small(Many).Runner)).ToList();
        for (var round = 0; round < 3; round++)
        {
            runs.ForEach(run => KernelTimer.Nanoseconds(run));
            System.Threading.Thread.Sleep(120);
        }
    }

    private static CpuCosts OfL2(CpuCosts costs)
    {
        var layer = new LayerKernels(SmallLayer, SmallLayer, Steps);
        var search = KernelTimer.Nanoseconds(layer.Search) / (SmallLayer * Steps);
        return costs with
        {
            Search = search,
            DenseRate = 1 / PerProduct(layer, Kernel.DenseTiles, SmallLayer, SmallLayer, Steps),
            EventTile = costs.EventTile with { L2 = PerEventWeight(layer, Kernel.EventTiles, SmallLayer, SmallLayer, Steps) },
            ByteEventTile = costs.ByteEventTile with { L2 = PerEventWeight(layer, LayerKernels.ByteEventTiles, SmallLayer, SmallLayer, Steps) },
            EventRow = costs.EventRow with { L2 = PerEventWeight(layer, Kernel.EventRows, SmallLayer, SmallLayer, Steps) },
            DenseRow = costs.DenseRow with { L2 = PerProduct(layer, Kernel.Dense, SmallLayer, SmallLayer, Steps) },
        };
    }

    // One tile that is twice as large as L2, over and over; and rows of a layer that fits the shared cache.
    private static CpuCosts OfL3(CpuCosts costs)
    {
        var inputs = (int)(2 * costs.L2Bytes / (KernelCosts.TileWidth * sizeof(float)));
        var tile = new LayerKernels(inputs, KernelCosts.TileWidth, Steps);
        var bytes = new LayerKernels(sizeof(float) * inputs, KernelCosts.TileWidth, Steps);
        var layer = new LayerKernels(MiddleLayer, MiddleLayer, Steps);
        var fromL3 = PerEventWeight(tile, Kernel.EventTiles, inputs, KernelCosts.TileWidth, Steps);
        var ofBytes = PerEventWeight(bytes, LayerKernels.ByteEventTiles, sizeof(float) * inputs, KernelCosts.TileWidth, Steps);
        var dense = PerProduct(layer, Kernel.Dense, MiddleLayer, MiddleLayer, Steps);
        return costs with
        {
            EventTile = costs.EventTile with { L3 = fromL3, Memory = fromL3 },
            ByteEventTile = costs.ByteEventTile with { L3 = ofBytes, Memory = ofBytes },
            EventRow = costs.EventRow with { L3 = PerEventWeight(layer, Kernel.EventRows, MiddleLayer, MiddleLayer, Steps) },
            DenseRow = costs.DenseRow with { L3 = dense },
            L3Stream = sizeof(float) / dense,
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
            MemoryPieces = Math.Clamp(used * sizeof(float) / Math.Max(tiles - added, 1), 1, costs.L3Stream),
        };
    }

    private static CpuCosts OfConvolutions(CpuCosts costs)
    {
        var layer = ConvKernels.Large(Many);
        var dense = KernelTimer.Nanoseconds(layer.Runner(Kernel.Dense));
        var many = KernelTimer.Nanoseconds(layer.Runner(Kernel.Event));
        var few = KernelTimer.Nanoseconds(ConvKernels.Large(Few).Runner(Kernel.Event));
        return costs with
        {
            ConvRate = layer.Work.Products / dense,
            ScatterRate = (Many - Few) * layer.Work.Products / Math.Max(many - few, 1),
        };
    }

    private static CpuCosts OfSynapses(CpuCosts costs)
    {
        const int Neurons = 4000;
        var synapses = SynapseList.Probability(Neurons, Neurons, 0.02, 1);
        var weights = SparseWeights.Pack(synapses, new float[synapses.Count], null);
        var (lists, x, y) = (new SpikeLists(Neurons, 1), new float[Neurons], new float[Neurons]);
        double Time(double density)
        {
            var random = new Random(1);
            lists.FromValues(Array.ConvertAll(x, _ => random.NextDouble() < density ? 1f : 0));
            return KernelTimer.Nanoseconds(() => EventRows.Add(lists, 0, weights, y));
        }

        return costs with { Synapse = Math.Max(Time(Many) - Time(Few), 1) / (synapses.Count * (Many - Few)) };
    }

    private static double PerProduct(LayerKernels layer, string kernel, int inputs, int outputs, int steps)
    {
        layer.SetDensity(1);
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
