using System.Collections.Generic;

namespace Snnc.Cost.Families.RowStationary;

/// <summary>Reads and writes of a memory.</summary>
internal sealed record Accesses(double Reads, double Writes)
{
    public double Total => Reads + Writes;
}

/// <summary>What a mapping does in a step, for one group: in closed form what Timeloop's model counts for its reference design of Eyeriss.</summary>
internal sealed record RowStationaryCounts
{
    public RowStationaryCounts(RowStationaryWork work, RowStationaryMapping map)
    {
        var products = work.Products;
        var outputs = (double)work.Rows * work.Columns * work.Filters;
        Elements = (double)map.ArrayColumns * map.ArrayFilters * map.ArrayChannels * work.WindowRows / map.WindowFolds;
        Cycles = products / Elements;
        // A sum begins at nothing for each round over the window's columns and the element's channels.
        var sums = new Accesses(products - (products / ((double)work.WindowColumns * map.WindowFolds * map.ElementChannels)), products);
        // Weights stay for a tile, and the columns of the array that compute other pixels have the same.
        var weights = work.Weights * map.RowTiles * map.ColumnTiles;
        // A row of inputs stays for the filters of an element alone.
        var fills = products / map.ElementFilters;
        var tileRows = Extent(map.Rows, work.WindowRows, work.Stride);
        var tileColumns = Extent(map.Columns * map.ArrayColumns, work.WindowColumns, work.Stride);
        var tileInputs = (double)tileRows * tileColumns * work.Channels / map.ChannelTiles;
        var inputs = tileInputs * map.ChannelTiles * map.RowTiles * map.ColumnTiles * (map.ChannelTiles > 1 ? map.FilterTiles : 1);
        BufferWords = tileInputs + ((double)map.Rows * map.Columns * map.ArrayColumns * map.ArrayFilters * map.ElementFilters);
        Memories = new Dictionary<string, Accesses>
        {
            ["spad.sum"] = sums,
            ["spad.weight"] = new(products, weights * map.ArrayColumns),
            ["spad.input"] = new(products, fills),
            ["buffer"] = new(fills + (outputs * (map.ChannelTiles - 1)), inputs + (outputs * map.ChannelTiles)),
            ["dram"] = new(inputs + weights, outputs),
        };
    }

    /// <summary>Gets the elements at work.</summary>
    public double Elements { get; }

    /// <summary>Gets the cycles: one for each product of an element.</summary>
    public double Cycles { get; }

    /// <summary>Gets what the buffer holds.</summary>
    public double BufferWords { get; }

    /// <summary>Gets the accesses of each memory.</summary>
    public IReadOnlyDictionary<string, Accesses> Memories { get; }

    private static int Extent(int outputs, int window, int stride) => ((outputs - 1) * stride) + window;
}
