using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Plan;
using Snnc.Compiler.Targets;
using Snnc.Cost.Workloads;

namespace Snnc.Cost.Families.Cpu;

/// <summary>Instructions of a class and the time that they take.</summary>
internal sealed record CpuPart(string Class, double Count, double Seconds);

/// <summary>
/// What the code of each layer runs:
/// <code>
/// connection   add.event | fma | gather | add.scatter, as the kernel is, with the time that its weights take to come; search where it looks for
/// spikes
/// population   neuron.step: its update and the sums that reach it
/// the rest     element.step: an element that goes through memory
/// </code>
/// </summary>
internal sealed class CpuCounts(Workload workload, CpuCosts costs)
{
    private const double Nanosecond = 1e-9;

    private readonly double _footprint = workload.Connections.Sum(layer => (double)layer.Synapses * sizeof(float));

    /// <summary>The bytes that the code holds of a layer's weights.</summary>
    public double WeightBytes(WorkloadLayer layer) => layer.IsConnection ? WorkOf(layer).TotalBytes + (layer.Biases * sizeof(float)) : 0;

    /// <summary>The instructions of a layer that run at all.</summary>
    public IReadOnlyList<CpuPart> Of(WorkloadLayer layer) => [.. All(layer).Where(part => part.Count > 0)];

    private IEnumerable<CpuPart> All(WorkloadLayer layer)
    {
        var updates = (double)layer.Outputs * layer.Steps;
        return layer.Kind switch
        {
            LayerKind.Population => [Part("neuron.step", updates, updates * SweepOf(layer.Kernel == Kernel.Lanes && layer.TileSteps > 1))],
            LayerKind.Convolution or LayerKind.Dense or LayerKind.Sparse => Connection(layer),
            _ when layer.Kernel is Kernel.View or Kernel.Given or Kernel.Final => [],
            _ => [Part("element.step", (double)layer.Inputs * layer.Steps, layer.Inputs * layer.Steps * costs.StepSweep)],
        };
    }

    private IEnumerable<CpuPart> Connection(WorkloadLayer layer)
    {
        var work = WorkOf(layer);
        var tiles = (double)layer.Steps / work.Steps;
        var (looked, swept) = ((double)layer.Inputs * layer.Steps, (double)layer.Outputs * layer.Steps);
        var (search, sweep) = (looked * (Searches(layer.Kernel) ? costs.Search : 0), swept * SweepOf(IsTiled(layer.Kernel)));
        var total = (tiles * KernelCosts.Of(KernelOf(layer), work, costs)) - search - sweep;
        yield return Part(ClassOf(layer.Kernel), layer.Products * (ReadsEvents(layer.Kernel)
            ? layer.InputDensity
            : 1) * layer.Steps, Math.Max(0, total));
        yield return Part("search", search > 0 ? looked : 0, search);

        // Where a population takes the sums, its step is what goes over them.
        if (!workload.PopulationsOf(layer).Any())
        {
            yield return Part("sum.sweep", swept, sweep);
        }
    }

    private ConnectionWork WorkOf(WorkloadLayer layer) => (layer.Kind switch
    {
        LayerKind.Dense => new DenseWork(layer.Channels, layer.Filters) { Batch = layer.OutHeight },
        LayerKind.Convolution => new ConvWork(
            layer.Channels, layer.Height * layer.Width, layer.Filters, layer.OutHeight * layer.OutWidth, layer.KernelHeight,
            layer.KernelHeight * layer.KernelWidth, layer.Groups)
        {
            RowsMet = (double)layer.KernelHeight * layer.OutHeight / layer.Height,
            Reach = Math.Ceiling((double)layer.KernelWidth / layer.Stride),
        },
        _ => (ConnectionWork)new SparseWork(layer.Channels, layer.Filters, layer.Synapses),
    }) with
    {
        Steps = IsTiled(layer.Kernel) ? Math.Max(1, Math.Min(layer.TileSteps, layer.Steps)) : 1,
        Density = layer.InputDensity,
        WeightBytes = layer.WeightBits == 8 && layer.Kind == LayerKind.Dense ? 1 : sizeof(float),
        Footprint = IsTiled(layer.Kernel) ? 0 : _footprint,
    };

    // A frame's layer runs once, over all of its inputs; kernels with rings or lists of the step before cost as the plain ones.
    private static string KernelOf(WorkloadLayer layer) => layer.Kernel switch
    {
        Kernel.Pending => Kernel.Event,
        Kernel.EventRows or Kernel.EventTiles or Kernel.StationaryTiles or Kernel.SkipTiles or Kernel.DenseTiles or Kernel.Event => layer.Kernel,
        _ => Kernel.Dense,
    };

    private double SweepOf(bool isTiled) => isTiled ? costs.TileSweep : costs.StepSweep;

    private static bool IsTiled(string kernel) => kernel is Kernel.EventTiles or Kernel.StationaryTiles or Kernel.SkipTiles or Kernel.DenseTiles;

    private static bool Searches(string kernel) => kernel is Kernel.Event or Kernel.Pending;

    private static bool ReadsEvents(string kernel) => Searches(kernel) || kernel is Kernel.EventRows or Kernel.EventTiles or Kernel.StationaryTiles;

    private static string ClassOf(string kernel) => ReadsEvents(kernel) ? "add.event" : "fma";

    private static CpuPart Part(string @class, double count, double nanoseconds) => new(@class, count, nanoseconds * Nanosecond);
}
