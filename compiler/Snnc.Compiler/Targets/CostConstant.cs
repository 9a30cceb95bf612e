using System;
using System.Collections.Generic;

namespace Snnc.Compiler.Targets;

/// <summary>A constant of <see cref="CpuCosts"/> as files and people know it.</summary>
/// <param name="Name">As in files of costs; it does not change once released.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Meaning">What it is, in a few words.</param>
public sealed record CostConstant(string Name, string Unit, string Meaning, Func<CpuCosts, double> Get, Func<CpuCosts, double, CpuCosts> With)
{
    private const string Ns = "ns";
    private const string PerNs = "1/ns";
    private const string BytesPerNs = "bytes/ns";

    /// <summary>Gets all of them, in the order in which they are shown.</summary>
    public static IReadOnlyList<CostConstant> All { get; } =
    [
        new("l1_bytes", "bytes", "a core's first-level cache", c => c.L1Bytes, (c, v) => c with { L1Bytes = v }),
        new("l2_bytes", "bytes", "a core's own cache", c => c.L2Bytes, (c, v) => c with { L2Bytes = v }),
        new("l3_bytes", "bytes", "the cache that cores share", c => c.L3Bytes, (c, v) => c with { L3Bytes = v }),
        new("l3_stream", BytesPerNs, "weights from the shared cache", c => c.L3Stream, (c, v) => c with { L3Stream = v }),
        new("l3_pieces", BytesPerNs, "the same, rows that events pick", c => c.L3Pieces, (c, v) => c with { L3Pieces = v }),
        new("l3_far_pieces", BytesPerNs, "the same, of 16 MiB and more", c => c.L3FarPieces, (c, v) => c with { L3FarPieces = v }),
        new("memory_stream", BytesPerNs, "weights from memory", c => c.MemoryStream, (c, v) => c with { MemoryStream = v }),
        new("memory_pieces", BytesPerNs, "the same, rows that events pick", c => c.MemoryPieces, (c, v) => c with { MemoryPieces = v }),
        new("memory_blocks", BytesPerNs, "the same, rows of blocks of inputs", c => c.MemoryBlocks, (c, v) => c with { MemoryBlocks = v }),
        .. Levels("event_tile", "an event's weight, in tiles", c => c.EventTile, (c, v) => c with { EventTile = v }),
        .. Levels("byte_event_tile", "the same of 8 bits", c => c.ByteEventTile, (c, v) => c with { ByteEventTile = v }),
        new("tile_step", Ns, "a step of a tile with events, besides", c => c.TileStep, (c, v) => c with { TileStep = v }),
        new("tile_share", "share", "of an event in a full tile, however narrow", c => c.TileShare, (c, v) => c with { TileShare = v }),
        new("event_block", "bytes", "weights from which on events go in blocks", c => c.EventBlock, (c, v) => c with { EventBlock = v }),
        new("block_step", Ns, "a step of a block and tile, besides", c => c.BlockStep, (c, v) => c with { BlockStep = v }),
        new("event_hidden", "share", "of adding or of bringing in weights", c => c.EventHidden, (c, v) => c with { EventHidden = v }),
        .. Levels("event_row", "an event's weight, in whole rows", c => c.EventRow, (c, v) => c with { EventRow = v }),
        .. Levels("dense_row", "a weight of a matrix-vector product", c => c.DenseRow, (c, v) => c with { DenseRow = v }),
        new("list_event", Ns, "an event that is put on a list", c => c.ListEvent, (c, v) => c with { ListEvent = v }),
        new("relist_event", Ns, "the same, on another list", c => c.RelistEvent, (c, v) => c with { RelistEvent = v }),
        new("stationary", Ns, "an event's weight that is read once", c => c.Stationary, (c, v) => c with { Stationary = v }),
        .. Levels("stationary_row", "an input and tile, besides", c => c.StationaryRow, (c, v) => c with { StationaryRow = v }),
        new("stationary_next", Ns, "the same, from memory, after another", c => c.StationaryNext, (c, v) => c with { StationaryNext = v }),
        new("dense_rate", PerNs, "products of a dense layer in tiles", c => c.DenseRate, (c, v) => c with { DenseRate = v }),
        new("skip_rate", PerNs, "the same, silent inputs left out", c => c.SkipRate, (c, v) => c with { SkipRate = v }),
        new("gather_weight", Ns, "an event's weight, convolution in tiles", c => c.GatherWeight, (c, v) => c with { GatherWeight = v }),
        new("gather_event", Ns, "an event and row of outputs, besides", c => c.GatherEvent, (c, v) => c with { GatherEvent = v }),
        new("window_from", "weights", "of a window's events from which on they are gathered", c => c.WindowFrom, (c, v) => c with { WindowFrom = v }),
        new("window_outputs", "channels", "of which only multiples are gathered", c => c.WindowOutputs, (c, v) => c with { WindowOutputs = v }),
        new("window_inputs", "channels", "the same of what comes in", c => c.WindowInputs, (c, v) => c with { WindowInputs = v }),
        new("window_weight", Ns, "an event's weight that is so gathered", c => c.WindowWeight, (c, v) => c with { WindowWeight = v }),
        new("window_far", Ns, "the same, besides, where L1 does not hold them", c => c.WindowFar, (c, v) => c with { WindowFar = v }),
        new("window_event", Ns, "an event of a window, besides", c => c.WindowEvent, (c, v) => c with { WindowEvent = v }),
        new("window_pixel", Ns, "a pixel that gathers, besides", c => c.WindowPixel, (c, v) => c with { WindowPixel = v }),
        new("gather_pixel", Ns, "a pixel of outputs, besides", c => c.GatherPixel, (c, v) => c with { GatherPixel = v }),
        new("conv_list", Ns, "an input of the image, listed or not", c => c.ConvList, (c, v) => c with { ConvList = v }),
        new("conv_sweep", Ns, "a neuron and step, convolution in tiles", c => c.ConvSweep, (c, v) => c with { ConvSweep = v }),
        new("scatter_rate", PerNs, "additions of a scattering convolution", c => c.ScatterRate, (c, v) => c with { ScatterRate = v }),
        new("conv_tile_rate", PerNs, "products of a convolution in tiles", c => c.ConvTileRate, (c, v) => c with { ConvTileRate = v }),
        new("conv_narrow_rate", PerNs, "the same, outputs that are no full vectors", c => c.ConvNarrowRate, (c, v) => c with { ConvNarrowRate = v }),
        new("conv_margin", "pixels", "what a row of outputs takes besides its own", c => c.ConvMargin, (c, v) => c with { ConvMargin = v }),
        new("conv_input", Ns, "an input of a pixel's window, besides", c => c.ConvInput, (c, v) => c with { ConvInput = v }),
        new("conv_value", Ns, "an input of the image, besides", c => c.ConvValue, (c, v) => c with { ConvValue = v }),
        new("conv_rate", PerNs, "products of a convolution step by step", c => c.ConvRate, (c, v) => c with { ConvRate = v }),
        new("synapse", Ns, "a synapse of a sparse connection", c => c.Synapse, (c, v) => c with { Synapse = v }),
        new("tile_sweep", Ns, "a neuron and step, in tiles", c => c.TileSweep, (c, v) => c with { TileSweep = v }),
        new("step_sweep", Ns, "a neuron and step, through memory", c => c.StepSweep, (c, v) => c with { StepSweep = v }),
        new("step_start", Ns, "a step through memory, besides", c => c.StepStart, (c, v) => c with { StepStart = v }),
        new("search", Ns, "a look at whether a value is 0", c => c.Search, (c, v) => c with { Search = v }),
    ];

    private static IEnumerable<CostConstant> Levels(
        string name, string meaning, Func<CpuCosts, LevelCosts> get, Func<CpuCosts, LevelCosts, CpuCosts> with) =>
    [
        new($"{name}.l2", Ns, $"{meaning}, from L2", c => get(c).L2, (c, v) => with(c, get(c) with { L2 = v })),
        new($"{name}.l3", Ns, $"{meaning}, from L3", c => get(c).L3, (c, v) => with(c, get(c) with { L3 = v })),
        new($"{name}.memory", Ns, $"{meaning}, from memory", c => get(c).Memory, (c, v) => with(c, get(c) with { Memory = v })),
    ];
}
