using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace Snnc.Cost.Placement;

/// <summary>A placement as text: a line for each population, and one for each core that says how full it is.</summary>
public static class PlacementText
{
    /// <summary>The text.</summary>
    public static string Of(PlacedNetwork placed)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{placed.Network.Name}: {placed.Cores.Count} cores on {Chips(placed.Chips)}, ")
            .AppendLine(CultureInfo.InvariantCulture, $"at least {ResourceBound.Cores(placed.Network, placed.Limits)}");
        foreach (var line in Populations(placed).Concat(placed.Cores.Select(core => Core(core, placed))))
        {
            text.AppendLine(line);
        }

        return text.ToString();
    }

    private static string Chips(int chips) => chips == 1 ? "1 chip" : string.Create(CultureInfo.InvariantCulture, $"{chips} chips");

    private static IEnumerable<string> Populations(PlacedNetwork placed) => placed.Network.Populations.Select((population, index) =>
        placed.Partitions[index] is { } partition
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"  {population.Name}: {population.Neurons} neurons in {partition.Parts.Count} parts, {CutsOf(partition)} (rows, columns, channels)")
            : string.Create(CultureInfo.InvariantCulture, $"  {population.Name}: {population.Neurons} sources outside"));

    private static string CutsOf(Partition partition) =>
        string.Create(CultureInfo.InvariantCulture, $"{partition.Rows.Count} x {partition.Columns.Count} x {partition.Channels.Count}");

    private static string Core(PlacedCore core, PlacedNetwork placed)
    {
        var tile = placed.TileOf(core.Index);
        var parts = core.Parts.Select(part => placed.Partitions[part.Population]!.Parts.Count == 1
            ? placed.Network.Populations[part.Population].Name
            : string.Create(CultureInfo.InvariantCulture, $"{placed.Network.Populations[part.Population].Name}[{part.Part}]"));
        var uses = core.Load.Uses(placed.Limits).Where(use => use.Taken > 0 && use.Most < long.MaxValue)
            .Select(use => string.Create(CultureInfo.InvariantCulture, $"{use.Taken}/{use.Most} {PlacementException.WordsOf(use.Resource)}"));
        var place = string.Create(
            CultureInfo.InvariantCulture, $"chip {placed.ChipOf(core.Index)} tile {tile.X},{tile.Y} core {core.Place % placed.Limits.Cores}");
        return $"  {place}: {string.Join(" + ", parts)}: {string.Join(", ", uses)}";
    }
}
