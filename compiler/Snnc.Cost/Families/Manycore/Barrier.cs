using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Snnc.Cost.Accelerators;

namespace Snnc.Cost.Families.Manycore;

/// <summary>
/// The time that the end of a step takes until all cores know of it. On one chip it grows with the tiles that take part, and is interpolated between the
/// numbers of tiles that are known; with several chips it grows with the logarithm of their number, likewise.
/// </summary>
internal static class Barrier
{
    private const string Tiles = "barrier.tiles.";
    private const string Chips = "barrier.chips.";
    private const string Ending = ".time";

    /// <summary>The seconds; null where they are not known.</summary>
    public static double? Seconds(PriceList prices, Accelerator accelerator, int chips, int tiles)
    {
        var known = Points(accelerator, chips > 1 ? Chips : Tiles);
        if (known.Count == 0)
        {
            return prices[$"{(chips > 1 ? Chips + chips : Tiles + tiles).ToString(CultureInfo.InvariantCulture)}{Ending}"];
        }

        var (position, positions) = chips > 1
            ? (Math.Log2(chips), known.Select(point => Math.Log2(point.Number)).ToList())
            : (tiles, known.Select(point => (double)point.Number).ToList());
        var above = positions.FindIndex(p => p >= position);
        if (above is 0 or -1)
        {
            return prices[known[above == 0 ? 0 : ^1].Name];
        }

        var share = (position - positions[above - 1]) / (positions[above] - positions[above - 1]);
        return (prices[known[above - 1].Name] * (1 - share)) + (prices[known[above].Name] * share);
    }

    private static List<(int Number, string Name)> Points(Accelerator accelerator, string beginning) =>
    [
        .. from name in accelerator.Constants.Keys
           where name.StartsWith(beginning, StringComparison.Ordinal) && name.EndsWith(Ending, StringComparison.Ordinal)
           let number = int.Parse(name[beginning.Length..^Ending.Length], CultureInfo.InvariantCulture)
           orderby number
           select (number, name),
    ];
}
