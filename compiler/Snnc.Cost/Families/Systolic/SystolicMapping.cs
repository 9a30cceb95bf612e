using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Cost.Accelerators;
using Snnc.Cost.Workloads;

namespace Snnc.Cost.Families.Systolic;

/// <summary>Maps connections to an array: passes with the sums at rest, all steps of a layer after each other unless told otherwise.</summary>
internal sealed class SystolicMapping(Workload workload, Accelerator accelerator, PriceList prices, SystolicOptions options)
{
    private const double Byte = 8;
    private readonly Dictionary<(string Work, double Bits), double> _dramInputReads = [];

    public ArrayPasses Passes { get; } = new((long)prices.Size("array.rows"), (long)prices.Size("array.columns"));

    private double SpikeBits => accelerator.Imitates(SystolicSchema.SpikesAsBytes) ? Byte : prices.Size("spike.width");

    public SystolicCounts Of(WorkloadLayer layer)
    {
        var work = accelerator.Imitates(SystolicSchema.WithoutPadding) ? ArrayWork.WithoutPadding(layer) : ArrayWork.Of(layer);
        var steps = options.StepsOf(layer, workload);
        // Numbers come in bit by bit; the elements only add.
        var bits = layer.TakesSpikes ? 1 : prices.Size("activation.width");
        var loads = options.TickBatched ? 1 : steps;
        var once = accelerator.Imitates(SystolicSchema.InputsOnce);
        var inputBits = layer.TakesSpikes ? SpikeBits : bits;
        var stray = accelerator.Imitates(SystolicSchema.StrayWrites);
        var outputSteps = accelerator.Imitates(SystolicSchema.OutputsOnce) ? 1 : steps;
        var states = StateElements(layer, work) * steps;
        return new SystolicCounts
        {
            Cycles = (steps * bits * Passes.StepCycles(work)) + SharingCycles(layer, work, steps) + (loads * Passes.WeightCycles(work)),
            Sums = Sums(layer) * steps * bits * (1 - (prices.Optional("sparsity") ?? 1 - layer.InputDensity)),
            InputReads = Passes.InputReads(work) * (once ? 1 : steps),
            WeightReads = work.Weights * loads,
            OutputWrites = (work.Outputs + (stray ? Passes.StrayWrites(work) : 0)) * outputSteps,
            StateAccesses = states,
            DramInputReads = DramInputReads(work, once ? Byte : inputBits) * (once ? 1 : steps),
            DramWeightReads = work.Weights * (Fits(work.Weights, "weight", prices["weight.width"]) ? 1 : loads),
            DramOutputWrites = DramOutputWrites(work, stray) * (accelerator.Imitates(SystolicSchema.DramOutputsOnce) ? 1 : outputSteps),
            DramStateAccesses = Fits(work.Outputs, "output", prices["state.width"]) ? 0 : states,
            InputBits = inputBits,
            OutputBits = layer.GivesSpikes || FeedsNeurons(layer) ? prices.Optional("output.width") ?? SpikeBits : prices.Size("activation.width"),
            Loops = Loops(work, steps, bits),
        };
    }

    /// <summary>The updates of a population: of a dense layer's more, where the tool pads dense layers.</summary>
    public double Updates(WorkloadLayer population)
    {
        var updates = population.Neurons * options.StepsOf(population, workload);
        return accelerator.Imitates(SystolicSchema.DenseAsPadded) && IsFedByDense(population) ? updates * PaddedShare(population) : updates;
    }

    private bool IsFedByDense(WorkloadLayer population) =>
        workload.Connections.Any(layer => layer.Kind == LayerKind.Dense && population.Sources.Contains(layer.Name));

    // A kernel of 1 with a padding of 1.
    private static double PaddedShare(WorkloadLayer layer) => (layer.OutHeight + 2.0) * (layer.OutWidth + 2) / (layer.OutHeight * layer.OutWidth);

    private double Sums(WorkloadLayer layer) => layer.Kind == LayerKind.Dense && accelerator.Imitates(SystolicSchema.DenseAsPadded)
        ? layer.Products * PaddedShare(layer)
        : layer.Products;

    private bool FeedsNeurons(WorkloadLayer layer) => workload.PopulationsOf(layer).Any(population => population.GivesSpikes);

    // A shared module serves its elements while the next pass runs; only where that is shorter do they wait.
    private double SharingCycles(WorkloadLayer layer, ArrayWork work, double steps) =>
        FeedsNeurons(layer) ? Math.Max(0, options.LifSharing - Passes.PassCycles(work)) * Passes.Passes(work) * steps : 0;

    // Where steps follow each other layer by layer, states stay in the elements; else they are read and written in each step.
    private long StateElements(WorkloadLayer layer, ArrayWork work) => options.TickBatched || !FeedsNeurons(layer) ? 0 : 2 * work.Outputs;

    private double DramInputReads(ArrayWork work, double bits)
    {
        if (!_dramInputReads.TryGetValue((work.Key, bits), out var reads))
        {
            reads = new InputBuffer(prices.Size("sram.input.capacity") * Byte / bits).Reads(work, Passes);
            _dramInputReads[(work.Key, bits)] = reads;
        }

        return reads;
    }

    private double DramOutputWrites(ArrayWork work, bool stray) =>
        work.Outputs + (stray && !Fits(work.Outputs * 2, "output", Byte) ? Passes.Columns - 1 : 0);

    private bool Fits(long elements, string buffer, double? bits) => elements * bits / Byte <= prices.Size($"sram.{buffer}.capacity");

    private List<LoopLevel> Loops(ArrayWork work, double steps, double bits)
    {
        var (filters, pixels) = (Passes.FilterFolds(work), Passes.PixelFolds(work));
        List<LoopLevel> time = [new("step", steps, options.TickBatched ? "weights and states at hand" : "weights and states fetched anew")];
        List<LoopLevel> bit = bits > 1 ? [new("bit", bits, "of the numbers that come in")] : [];
        List<LoopLevel> folds = [new("filter fold", filters, "the windows pass by again"), new("pixel fold", pixels, "sums start at nothing")];
        return
        [
            .. options.TickBatched ? [.. folds, .. time] : (IEnumerable<LoopLevel>)[.. time, .. folds],
            .. bit,
            new("filter", Math.Min(Passes.Columns, work.Filters / work.Groups), "along the columns", true),
            new("pixel", Math.Min(Passes.Rows, work.Pixels), "along the rows", true),
            new("product", work.Window, "a cycle each"),
        ];
    }
}
