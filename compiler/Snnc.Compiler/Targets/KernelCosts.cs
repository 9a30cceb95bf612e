using System;
using Snnc.Compiler.Plan;
using Snnc.Numerics;

namespace Snnc.Compiler.Targets;

/// <summary>
/// The time of a kernel over all steps at hand, in nanoseconds. With M input vectors, K inputs, N outputs, and the density r at the connection:
/// <code>
/// event tiles       M K N r e + M t + M K r l  + first use + sweep    e: by what holds the weights of a tile of 64 columns; t: for tiles with events
///                   M K N r e + M b            + ...                  b: for blocks of inputs and tiles, where the code goes by them
/// stationary tiles  M K N r s       + M K r l' + rows      + sweep    each row of a tile is read once, from wherever it lies
/// dense tiles       M K N / rate               + first use + sweep
/// skip tiles        M K N (1 - (1 - r)^5) / rate + M K r l' + ...     an input is left out where 5 steps in a row are silent
/// event rows        M K N r e(all)  + M K r l  + sweep                each row comes from where those of some inferences lie
///                   M K N r e       + M K r l  + first use + sweep    where that is memory: block of inputs by block, each row once for all steps
/// dense             M K N d(all)    + sweep
/// </code>
/// An event takes l to come on the list of its step, and l' to come on another as well; for lists each input is looked at besides.
/// First use is what brings the weights that any event touches, 1 - (1 - r)^M of them, into the core's cache, where they are not still from before. It comes,
/// as rows do, from where there is room for what a few inferences touch. Of tiles from memory, part of the lesser of that and of adding goes on behind the
/// other. Blocks bring in all weights.
/// N is in full vectors; where events add to tiles, a share of it in full tiles. Of a convolution that has p products and n pixels in rows of m, whose inputs
/// give to v rows of outputs, to each a run of w weights, and whose windows see i inputs of an image of k:
/// <code>
/// event tiles       M v r (h + w g)             + M k l + M n x + sweep    where pixels gather events, M (r (p g' + i h') + n x') instead of the first
/// dense tiles       M (p (1 + d / m) / rate + i y + k z) + M n x + sweep    d: pixels for which the weights of a row are brought in
/// </code>
/// </summary>
public static class KernelCosts
{
    /// <summary>The columns of a tile of outputs.</summary>
    public const int TileWidth = 64;

    // The outputs of a vector. Those that a tile has not are computed as well.
    private const int VectorWidth = 16;

    // The same of a convolution, which takes half vectors where its outputs are no full ones.
    private const int NarrowWidth = 8;

    // The tile in which the weight of an event is measured.
    private const double SmallTile = 64 << 10;

    private const int ByteBits = 8;

    // Inferences that follow each other pick different rows: a cache that has room for those of so many gives most of them.
    private const int KeptInferences = 4;

    // How much longer it takes to look at an input alone than at one of a vector.
    private const double LookedAtAlone = 8;

    // Steps that a skipping product looks at together.
    private const int SkippedSteps = 5;

    /// <summary>The time of a kernel by its name (of <see cref="Kernel"/>), infinite where it cannot do this work.</summary>
    public static double Of(string kernel, ConnectionWork work, CpuCosts costs) => work switch
    {
        DenseWork dense => OfDense(kernel, dense, costs),
        ConvWork conv => OfConv(kernel, conv, costs),
        SparseWork sparse => OfSparse(kernel, sparse, costs),
        _ => throw new ArgumentException($"no costs of {work.GetType().Name}", nameof(work)),
    };

    private static double OfDense(string kernel, DenseWork work, CpuCosts costs) =>
        kernel == Kernel.EventTiles ? EventTiles(work, costs)
        : kernel == Kernel.EventRows && AreRowsBlocked(work) ? BlockedRows(work, costs)
        : OfSingles(kernel, work with { WeightBytes = sizeof(float) }, costs);

    private static double OfSingles(string kernel, DenseWork work, CpuCosts costs) => kernel switch
    {
        Kernel.StationaryTiles => StationaryTiles(work, costs),
        Kernel.DenseTiles => DenseTiles(work, costs),
        Kernel.SkipTiles => SkipTiles(work, costs),
        Kernel.EventRows => EventRows(work, costs.AtRows(Kept(work)), costs) + Listed(work, costs.ListEvent, costs),
        Kernel.Event => EventRows(work, costs.At(costs.EventRow, work.Resident), costs) + Search(work, costs),
        Kernel.Dense => DenseRows(work, costs),
        _ => double.PositiveInfinity,
    };

    private static double OfConv(string kernel, ConvWork work, CpuCosts costs) => kernel switch
    {
        Kernel.EventTiles => ConvEventTiles(work, costs),
        Kernel.DenseTiles => ConvDenseTiles(work, costs),
        Kernel.Event => (work.Vectors * work.Density * work.Products * work.Inside / costs.ScatterRate) + Search(work, costs) + StepSweep(work, costs),
        Kernel.Dense => (work.Vectors * work.Products / costs.ConvRate) + StepSweep(work, costs),
        _ => double.PositiveInfinity,
    };

    private static double OfSparse(string kernel, SparseWork work, CpuCosts costs) => kernel switch
    {
        Kernel.EventRows => SparseEvents(work, costs),
        Kernel.Event => SparseEvents(work, costs) + Search(work, costs),
        Kernel.Dense => (work.Vectors * work.Synapses * costs.Synapse) + StepSweep(work, costs),
        _ => double.PositiveInfinity,
    };

    private static double EventTiles(DenseWork work, CpuCosts costs)
    {
        var perWeight = work.WeightBytes < sizeof(float) ? costs.ByteEventTile : costs.EventTile;
        var isBlocked = IsBlocked(work, costs);
        var (weight, step) = isBlocked ? (perWeight.Memory, Blocks(work) * costs.BlockStep)
            : (PerWeight(work, perWeight, costs), Math.Ceiling((double)work.Outputs / TileWidth) * EverActive(work.Density, work.Inputs) * costs.TileStep);
        var added = work.Vectors * ((InTiles(work, costs) * work.Density * weight) + step);
        var fromMemory = isBlocked ? work.TotalBytes / costs.MemoryBlocks * costs.BeyondL3(work.Resident)
            : Bytes(work) / costs.MemoryPieces * costs.BeyondL3(Kept(work));

        // The shared cache gives the rows of a block behind the adding of the block before.
        var brought = isBlocked ? fromMemory : Picked(work, costs);
        var hidden = costs.EventHidden * Math.Min(added, fromMemory);
        return added + brought - hidden + Listed(work, costs.ListEvent, costs) + TileSweep(work, costs);
    }

    private static double PerWeight(DenseWork work, LevelCosts perWeight, CpuCosts costs)
    {
        var tile = (double)work.Inputs * TileWidth * work.WeightBytes;
        var far = costs.BeyondL2(tile) * Math.Max(0, perWeight.Memory - perWeight.L3);
        var small = costs.BeyondL1(SmallTile);
        var lost = (costs.BeyondL1(tile, work.Density) - small) / (1 - small);

        // What a small tile gains is followed from larger ones, no further than to half.
        return Math.Max(perWeight.L2 / 2, perWeight.L2 + (lost * (perWeight.L3 - perWeight.L2))) + far;
    }

    private static bool IsBlocked(DenseWork work, CpuCosts costs) => work.TotalBytes > costs.EventBlock && work.Steps >= BlockRule.FewestSteps
        && work.Density * InputBlocking.InputsOf(work.WeightBytes * ByteBits) > BlockRule.FewestEntries(work.TotalBytes)
        && work.Density * work.Vectors > BlockRule.FewestReads(work.TotalBytes);

    // Tiles of blocks of inputs.
    private static double Blocks(DenseWork work) =>
        work.Synapses / TileWidth / InputBlocking.InputsOf(work.WeightBytes * ByteBits);

    private static double StationaryTiles(DenseWork work, CpuCosts costs)
    {
        var used = EverActive(work.Density, work.Vectors);
        var row = costs.StationaryRow with { Memory = costs.StationaryRow.Memory + (Followed(used) * (costs.StationaryNext - costs.StationaryRow.Memory)) };

        // Each tile looks at every input, used or not.
        var looked = LookedAtAlone * costs.Search;
        var perInput = looked + (used * Math.Max(costs.At(row, work.Resident) - looked, 0));
        return (work.Vectors * Computed(work) * work.Density * costs.Stationary) + (Computed(work) / TileWidth * perInput)
            + Listed(work, costs.ListEvent + costs.RelistEvent, costs) + TileSweep(work, costs);
    }

    /// <summary>The share of the rows behind which the processor sees what comes next, which takes two: of so many that are fetched.</summary>
    public static double Followed(double used) => used * used;

    private static double DenseTiles(DenseWork work, CpuCosts costs) =>
        Product(work, costs, costs.DenseRate) + InOrder(work, costs) + TileSweep(work, costs);

    private static double SkipTiles(DenseWork work, CpuCosts costs) =>
        (EverActive(work.Density, Math.Min(SkippedSteps, work.Steps)) * Product(work, costs, costs.SkipRate))
        + Listed(work, costs.ListEvent + costs.RelistEvent, costs) + Picked(work, costs) + TileSweep(work, costs);

    // With few vectors the weights are not used often enough to hide their loads.
    private static double Product(DenseWork work, CpuCosts costs, double rate) =>
        Math.Max(work.Vectors * Computed(work) / rate, work.Synapses * costs.DenseRow.L2);

    private static double EventRows(DenseWork work, double perWeight, CpuCosts costs) =>
        (work.Vectors * Computed(work) * work.Density * perWeight) + StepSweep(work, costs);

    /// <summary>
    /// Whether whole rows are added for all steps at once, block of inputs by block: weights in single precision, of which some inferences pick more than a
    /// core gets of the shared cache.
    /// </summary>
    public static bool AreRowsBlocked(DenseWork work) =>
        work.WeightBytes == sizeof(float) && work.Steps >= InputBlocking.FewestSteps && Kept(work) > InputBlocking.FarBytes;

    private static double BlockedRows(DenseWork work, CpuCosts costs)
    {
        var brought = costs.BeyondL3(Kept(work)) * (costs.EventRow.Memory - costs.EventRow.L3);
        var rows = (work.Vectors * work.Density * costs.EventRow.L3) + (EverActive(work.Density, work.Vectors) * brought);
        return (Computed(work) * rows) + Listed(work, costs.ListEvent, costs) + TileSweep(work, costs);
    }

    private static double DenseRows(DenseWork work, CpuCosts costs) =>
        (work.Vectors * work.Synapses * costs.At(costs.DenseRow, work.Resident)) + StepSweep(work, costs);

    private static double SparseEvents(SparseWork work, CpuCosts costs) =>
        (work.Vectors * work.Synapses * work.Density * costs.Synapse) + StepSweep(work, costs);

    private static double ConvEventTiles(ConvWork work, CpuCosts costs)
    {
        var events = IsGathered(work, costs) ? Gathered(work, costs)
            : work.Density * work.Visits * (costs.GatherEvent + (work.RunLength * costs.GatherWeight));
        return (work.Vectors * (events + (work.InputCount * costs.ConvList))) + ImageSweep(work, costs);
    }

    // The same weights for all pixels.
    private static double Gathered(ConvWork work, CpuCosts costs)
    {
        var perWeight = costs.WindowWeight + (costs.BeyondL1(work.TotalBytes) * costs.WindowFar);
        return (work.Density * work.Products * work.Inside * (perWeight + (costs.WindowEvent / work.OutChannels))) + (work.OutPixels * costs.WindowPixel);
    }

    /// <summary>Whether pixels gather the events of their windows.</summary>
    public static bool IsGathered(ConvWork work, CpuCosts costs) => work.OutChannels % costs.WindowOutputs == 0 && work.InChannels % costs.WindowInputs == 0
        && work.Density * work.KernelPixels * work.InChannels * work.OutChannels > costs.WindowFrom;

    private static double ConvDenseTiles(ConvWork work, CpuCosts costs)
    {
        var each = (1 / (IsNarrow(work) ? costs.ConvNarrowRate : costs.ConvTileRate)) + (work.OutRows * costs.ConvMargin / work.OutPixels / costs.ConvTileRate);
        var products = work.Products * Padded(work.OutChannels, NarrowWidth) * each;
        var inputs = (work.Products / work.OutChannels * costs.ConvInput) + (work.InputCount * costs.ConvValue);
        return (work.Vectors * (products + inputs)) + ImageSweep(work, costs);
    }

    /// <summary>Whether the outputs of a convolution are no full vectors.</summary>
    public static bool IsNarrow(ConvWork work) => work.OutChannels % VectorWidth != 0;

    // How many outputs are computed for each that there is.
    private static double Padded(int outputs, int width) => Math.Ceiling((double)outputs / width) * width / outputs;

    // The weights, in full vectors.
    private static double Computed(DenseWork work) => work.Synapses * Padded(work.Outputs, VectorWidth);

    // The same with what a last tile that is narrow takes besides.
    private static double InTiles(DenseWork work, CpuCosts costs) =>
        ((1 - costs.TileShare) * Computed(work)) + (costs.TileShare * work.Synapses * Padded(work.Outputs, TileWidth));

    // Rows of inputs that are active in any step come in once, unless they are still there.
    private static double Picked(DenseWork work, CpuCosts costs)
    {
        var kept = Kept(work);
        return Bytes(work) * costs.BeyondL2Rows(kept) * PerByte(costs.BeyondL3(kept), costs.L3PiecesOf(work.Resident), costs.MemoryPieces);
    }

    /// <summary>The bytes of the rows that events pick in some inferences, of which a cache keeps what it can for those that come after.</summary>
    public static double Kept(DenseWork work) => work.Resident * EverActive(work.Density, KeptInferences * work.Vectors);

    // Row by row, where the processor sees what comes next.
    private static double InOrder(DenseWork work, CpuCosts costs) =>
        work.TotalBytes * costs.LeavesL2(work.Resident) * PerByte(costs.BeyondL3(work.Resident), costs.L3Stream, costs.MemoryStream);

    private static double Bytes(DenseWork work) => work.TotalBytes * EverActive(work.Density, work.Vectors);

    private static double PerByte(double fromMemory, double l3Rate, double memoryRate) => ((1 - fromMemory) / l3Rate) + (fromMemory / memoryRate);

    // All inputs are looked at.
    private static double Listed(DenseWork work, double perEvent, CpuCosts costs) =>
        (work.Vectors * work.Inputs * work.Density * perEvent) + Search(work, costs);

    /// <summary>The share of what is active with this density that is so at least once in so many vectors.</summary>
    public static double EverActive(double density, double vectors) => 1 - Math.Pow(1 - density, vectors);

    private static double Search(ConnectionWork work, CpuCosts costs) => work.Vectors * work.InputCount * costs.Search;

    private static double TileSweep(ConnectionWork work, CpuCosts costs) => work.Vectors * work.OutputCount * costs.TileSweep;

    private static double ImageSweep(ConvWork work, CpuCosts costs) =>
        work.Vectors * ((work.OutPixels * costs.GatherPixel) + (work.OutputCount * costs.ConvSweep));

    private static double StepSweep(ConnectionWork work, CpuCosts costs) => work.Vectors * ((work.OutputCount * costs.StepSweep) + costs.StepStart);
}
