using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Cost.Accelerators;

namespace Snnc.Cost.Families.RowStationary;

/// <summary>
/// Finds the mapping of least energy times delay among those that divide all extents evenly and fit the memories. Energies that are unknown count as
/// nothing here, for a choice has to be made.
/// </summary>
internal sealed class RowStationaryMapper(Accelerator accelerator, PriceList prices)
{
    private readonly double _rows = prices.Size("array.rows");
    private readonly double _columns = prices.Size("array.columns");
    private readonly Dictionary<RowStationaryWork, RowStationaryMapping> _found = [];

    /// <summary>The best mapping.</summary>
    public RowStationaryMapping Of(RowStationaryWork work)
    {
        if (!_found.TryGetValue(work, out var best))
        {
            best = Candidates(work).MinBy(map => Cost(new RowStationaryCounts(work, map)))
                ?? throw new InvalidOperationException("one pixel, filter and channel at a time always fit");
            _found[work] = best;
        }

        return best;
    }

    private double Cost(RowStationaryCounts counts)
    {
        var memories = counts.Memories.Sum(memory =>
            (memory.Value.Reads * Known(memory.Key + ".read.energy")) + (memory.Value.Writes * Known(memory.Key + ".write.energy")));
        return counts.Cycles * ((counts.Cycles * counts.Elements * Known("mac.energy")) + memories);
    }

    private double Known(string name) => accelerator.Si(name) ?? 0;

    private IEnumerable<RowStationaryMapping> Candidates(RowStationaryWork work)
    {
        var (sums, weights, inputs) = (Words("spad.sum"), Words("spad.weight"), Words("spad.input"));
        var folds = WindowFolds(work);
        var window = work.WindowColumns * folds;
        foreach (var (arrayColumns, arrayFilters, arrayChannels) in Spatial(work, work.WindowRows / folds))
        {
            var ofElement = Divisors(work.Channels / arrayChannels).Where(channels => channels * window <= inputs).DefaultIfEmpty(1);
            foreach (var channels in ofElement)
            {
                var most = Math.Min(sums, weights / channels / window);
                foreach (var filters in Divisors(work.Filters / arrayFilters).Where(filters => filters <= most).DefaultIfEmpty(1))
                {
                    yield return Tiled(work, new RowStationaryMapping(
                        work.Rows, work.Columns / arrayColumns, work.Filters / arrayFilters / filters, work.Channels / arrayChannels / channels,
                        1, 1, arrayColumns, arrayFilters, arrayChannels, channels, filters)
                    {
                        WindowFolds = folds,
                    });
                }
            }
        }
    }

    // The largest tile that fits moves least; whole rows are tried first.
    private RowStationaryMapping Tiled(RowStationaryWork work, RowStationaryMapping map)
    {
        var tilings =
            from rows in Divisors(work.Rows)
            from columns in Divisors(work.Columns / map.ArrayColumns)
            let tiled = map with
            {
                Rows = rows, RowTiles = work.Rows / rows, Columns = columns, ColumnTiles = work.Columns / map.ArrayColumns / columns,
            }
            let counts = new RowStationaryCounts(work, tiled)
            where counts.BufferWords <= Words("buffer")
            orderby counts.Memories["dram"].Reads
            select tiled;
        return tilings.FirstOrDefault(map);
    }

    // Only what keeps most elements at work: columns and channels as many as fit, or filters in place of columns.
    private IEnumerable<(int Columns, int Filters, int Channels)> Spatial(RowStationaryWork work, int windowRows)
    {
        var channels = Divisors(work.Channels).Where(channels => channels * windowRows <= _rows).DefaultIfEmpty(1).Max();
        return
            from columns in Divisors(work.Columns).Where(columns => columns <= _columns)
            let filters = Divisors(work.Filters).Where(filters => filters * columns <= _columns).DefaultIfEmpty(1).Max()
            select (columns, filters, channels);
    }

    private int WindowFolds(RowStationaryWork work) => Divisors(work.WindowRows).Where(folds => work.WindowRows / folds <= _rows).Min();

    private double Words(string memory) => prices.Size(memory + ".words");

    private static IEnumerable<int> Divisors(int number) => Enumerable.Range(1, (int)Math.Sqrt(number)).Where(d => number % d == 0)
        .SelectMany(d => d * d == number ? new[] { d } : [d, number / d]);
}
