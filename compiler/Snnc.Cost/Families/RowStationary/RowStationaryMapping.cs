using System.Collections.Generic;

namespace Snnc.Cost.Families.RowStationary;

/// <summary>
/// How a convolution's loops are divided, as in Timeloop's reference design of Eyeriss; factors of an axis multiply to its extent. A row of a window
/// lies in each row of the array, for some channels, and a column of outputs in each column, for some filters. In an element the columns of the window
/// and some channels run over some filters' sums. The buffer holds a tile of inputs and outputs; weights pass it by.
/// </summary>
/// <param name="RowTiles">Tiles of output rows, each with its own inputs from DRAM.</param>
/// <param name="ColumnTiles">Tiles of output columns, likewise.</param>
/// <param name="FilterTiles">Tiles of filters, each with its own weights from DRAM.</param>
/// <param name="ChannelTiles">Tiles of channels, whose sums come together in the buffer.</param>
/// <param name="Rows">The output rows of a tile.</param>
/// <param name="Columns">The rounds over the output columns of a tile.</param>
/// <param name="ArrayColumns">The output columns at a time, side by side.</param>
/// <param name="ArrayFilters">The filters at a time, side by side.</param>
/// <param name="ArrayChannels">The channels at a time, one above the other.</param>
/// <param name="ElementChannels">The channels of an element.</param>
/// <param name="ElementFilters">The filters of an element.</param>
public sealed record RowStationaryMapping(
    int RowTiles, int ColumnTiles, int FilterTiles, int ChannelTiles, int Rows, int Columns,
    int ArrayColumns, int ArrayFilters, int ArrayChannels, int ElementChannels, int ElementFilters)
{
    /// <summary>Gets the rounds over the rows of the window, in an element: more than one where the array has fewer rows.</summary>
    public int WindowFolds { get; init; } = 1;

    /// <summary>The loops, outermost first.</summary>
    internal IReadOnlyList<LoopLevel> Loops(double steps, int windowRows, int windowColumns) =>
    [
        new("step", steps, "all anew"),
        new("row tile", RowTiles, "inputs from DRAM"),
        new("column tile", ColumnTiles, "inputs from DRAM"),
        new("filter tile", FilterTiles, "weights from DRAM"),
        new("channel tile", ChannelTiles, "sums in the buffer"),
        new("row", Rows, "of the tile"),
        new("column", Columns, "of the tile"),
        new("column", ArrayColumns, "along the columns of the array", true),
        new("filter", ArrayFilters, "along the columns of the array", true),
        new("channel", ArrayChannels, "along the rows of the array", true),
        new("window row", (double)windowRows / WindowFolds, "along the rows of the array", true),
        new("window row", WindowFolds, "in an element"),
        new("window column", windowColumns, "in an element"),
        new("channel", ElementChannels, "in an element"),
        new("filter", ElementFilters, "in an element"),
    ];
}
