using System;
using Snnc.Compiler.Targets;
using Snnc.Llvm;

namespace Snnc.Execution.Calibration;

/// <summary>
/// Measures the constants of <see cref="CpuCosts"/> by running the kernels on made-up layers of the sizes that fill a level of memory. What is
/// proportional to events is the difference of two densities, so that what does not depend on them drops out. What decides between kernels is measured
/// within networks, for each back end; what seldom decides, on kernels alone. A layer of 36 MiB stands for memory: of larger shared caches, machines that
/// many programs share give one of them about as much.
/// </summary>
public static class Calibrator
{
    private const int Steps = 25;
    private const double Few = 0.05;
    private const double Many = 0.4;

    // Layers of n x n weights: 256 KiB, 4 MiB, and 36 MiB.
    private const int SmallLayer = 256;
    private const int MiddleLayer = 1024;
    private const int LargeLayer = 3072;

    /// <summary>Gets what the measurements begin with: the shipped constants, and the sizes of this machine's caches.</summary>
    public static CpuCosts Unmeasured => CpuCosts.Default with
    {
        Processor = Processor.Model,
        L1Bytes = Processor.CacheBytes(1) ?? CpuCosts.Default.L1Bytes,
        L2Bytes = Processor.CacheBytes(2) ?? CpuCosts.Default.L2Bytes,
        L3Bytes = Math.Min(Processor.CacheBytes(3) ?? CpuCosts.Default.L3Bytes, CpuCosts.Default.L3Bytes),
    };

    /// <summary>Gets into how many parts measuring is divided, at most.</summary>
    public static int Parts => Timings.Parts;

    /// <summary>Measures all constants.</summary>
    /// <param name="advance">Is called after each part of the work.</param>
    public static CpuCosts Measure(Action? advance = null)
    {
        // Formulas say which times they need by asking for them.
        var times = new Timings(advance ?? (() => { }));
        CpuCosts costs;
        do
        {
            costs = OfAll(times);
        }
        while (times.Measure());
        return costs;
    }

    private static CpuCosts OfAll(Timings times)
    {
        var costs = NetworkCalibration.Run(LayerNetwork.CSharp, OfKernels(Unmeasured, times), times);

        // Where there is no libLLVM there is no native code.
        return TargetMachine.LibraryVersion() is null ? costs : costs with { Native = NetworkCalibration.Run(LayerNetwork.Native, costs, times) };
    }

    private static CpuCosts OfKernels(CpuCosts costs, Timings times) => costs with
    {
        DenseRow = new(PerProduct(SmallLayer, Steps, times), PerProduct(MiddleLayer, Steps, times), PerProduct(LargeLayer, 3, times)),
        ConvRate = PerConvolution / times.Of(Convolution(isEvent: false), 1),
        ScatterRate = PerConvolution / PerActivity(Convolution(isEvent: true), times),
        Synapse = PerActivity(new BareSynapses(), times) / BareSynapses.Count,
    };

    private static double PerConvolution => 17.0 * 17 * 9 * 16 * 32;

    private static BareConvolution Convolution(bool isEvent) => new(16, 17, 32, isEvent);

    private static double PerProduct(int size, int steps, Timings times) => times.Of(new BareProducts(size, size, steps), 1) / ((double)size * size * steps);

    // What it would take if all were active, besides what it takes with nothing.
    private static double PerActivity(TimedWork work, Timings times) => Math.Max(times.Of(work, Many) - times.Of(work, Few), 1) / (Many - Few);
}
