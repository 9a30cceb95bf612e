using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Text;

namespace Snnc.Cost.Placement;

/// <summary>
/// A placement drawn as SVG: each chip a mesh of tiles, each tile its cores; a core is filled as far as its fullest resource is taken, in the colours of the
/// populations that it holds. Pointing at a core tells what it holds.
/// </summary>
public static class PlacementDrawing
{
    private const int CoreSize = 16;
    private const int Gap = 6;
    private const int ChipsPerRow = 4;
    private const int Margin = 12;
    private const int LineHeight = 16;
    private const int LegendWidth = 220;
    private const int MostNames = 60;

    /// <summary>The drawing.</summary>
    public static string Svg(PlacedNetwork placed)
    {
        var size = new Layout(placed);
        var names = Legend(placed);
        var height = Math.Max(size.Height, ((names.Count + 1) * LineHeight) + (2 * Margin));
        var svg = new StringBuilder();
        svg.Append("<svg xmlns=\"http://www.w3.org/2000/svg\" font-family=\"sans-serif\" font-size=\"11\" ");
        svg.AppendLine(Text($"viewBox=\"0 0 {size.Width + LegendWidth} {height}\">"));
        svg.AppendLine(Text($"<title>{Escaped(placed.Network.Name)}: {placed.Cores.Count} cores on {placed.Chips} chips</title>"));
        svg.AppendLine("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>");
        Enumerable.Range(0, placed.Chips).ToList().ForEach(chip => DrawChip(svg, chip, size));
        placed.Cores.ToList().ForEach(core => DrawCore(svg, core, placed, size));
        DrawLegend(svg, names, size.Width);
        return svg.AppendLine("</svg>").ToString();
    }

    /// <summary>The colour of a population: hues that differ most for neighbours.</summary>
    private static string Colour(int population) => Text($"hsl({population * 137.508 % 360:0},60%,{(population % 2 == 0 ? 50 : 62)}%)");

    private static void DrawChip(StringBuilder svg, int chip, Layout size)
    {
        var (x, y) = size.Chip(chip);
        svg.AppendLine(Text($"<g><text x=\"{x}\" y=\"{y - 3}\" fill=\"#333333\">chip {chip}</text>"));
        for (var place = 0; place < size.CoresPerChip; place++)
        {
            var (left, top) = size.Core(chip, place);
            svg.Append(Text($"<rect x=\"{left}\" y=\"{top}\" width=\"{CoreSize}\" height=\"{CoreSize}\" "));
            svg.AppendLine("fill=\"#f0f0f0\" stroke=\"#c8c8c8\" stroke-width=\"0.5\"/>");
        }

        svg.AppendLine("</g>");
    }

    private static void DrawCore(StringBuilder svg, PlacedCore core, PlacedNetwork placed, Layout size)
    {
        var (left, top) = size.Core(placed.ChipOf(core.Index), core.Place % placed.Limits.Cores);
        var what = core.Parts.Select(part => Text($"{placed.Network.Populations[part.Population].Name}: {part.Patch.Neurons} neurons"));
        svg.AppendLine(Text($"<g><title>{Escaped(string.Join("; ", what))}; {core.Load.Fullness(placed.Limits):P0} full</title>"));
        var bottom = (double)top + CoreSize;
        foreach (var part in core.Parts)
        {
            var height = CoreSize * part.Load.Fullness(placed.Limits) * core.Load.Fullness(placed.Limits) / core.Parts.Sum(p => p.Load.Fullness(placed.Limits));
            bottom -= height;
            svg.AppendLine(Text($"<rect x=\"{left}\" y=\"{bottom:0.##}\" width=\"{CoreSize}\" height=\"{height:0.##}\" fill=\"{Colour(part.Population)}\"/>"));
        }

        svg.AppendLine("</g>");
    }

    private static IReadOnlyList<(int Population, string Name)> Legend(PlacedNetwork placed) =>
    [
        .. placed.Network.Populations.Select((population, index) => (Index: index, population.Name, Parts: placed.Partitions[index]?.Parts.Count ?? 0))
            .Where(population => population.Parts > 0).Take(MostNames)
            .Select(population => (population.Index, Text($"{population.Name} ({population.Parts})"))),
    ];

    private static void DrawLegend(StringBuilder svg, IReadOnlyList<(int Population, string Name)> names, int left)
    {
        for (var i = 0; i < names.Count; i++)
        {
            var y = Margin + (i * LineHeight);
            svg.AppendLine(Text($"<rect x=\"{left}\" y=\"{y}\" width=\"10\" height=\"10\" fill=\"{Colour(names[i].Population)}\"/>"));
            svg.AppendLine(Text($"<text x=\"{left + 16}\" y=\"{y + 9}\" fill=\"#333333\">{Escaped(names[i].Name)}</text>"));
        }
    }

    private static string Escaped(string text) => WebUtility.HtmlEncode(text);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>Where chips and cores are drawn.</summary>
    private sealed class Layout(PlacedNetwork placed)
    {
        private readonly int _across = (int)Math.Ceiling(Math.Sqrt(placed.Limits.CoresPerTile));

        public int CoresPerChip => placed.Limits.Cores;

        public int Width => Margin + (Math.Min(ChipsPerRow, Math.Max(1, placed.Chips)) * ChipWidth);

        public int Height => (2 * Margin) + ((placed.Chips + ChipsPerRow - 1) / ChipsPerRow * ChipHeight);

        private int TileSize => (_across * CoreSize) + Gap;

        private int TileRows => (int)Math.Ceiling((double)placed.Limits.Cores / placed.Limits.CoresPerTile / placed.Limits.TilesPerRow);

        private int ChipWidth => (placed.Limits.TilesPerRow * TileSize) + Margin;

        private int ChipHeight => (TileRows * TileSize) + (2 * Margin);

        public (int X, int Y) Chip(int chip) => (Margin + (chip % ChipsPerRow * ChipWidth), (2 * Margin) + (chip / ChipsPerRow * ChipHeight));

        public (int X, int Y) Core(int chip, int place)
        {
            var ((x, y), tile, within) = (Chip(chip), place / placed.Limits.CoresPerTile, place % placed.Limits.CoresPerTile);
            var (row, column) = Math.DivRem(tile, placed.Limits.TilesPerRow);
            column = row % 2 == 0 ? column : placed.Limits.TilesPerRow - 1 - column;
            return (x + (column * TileSize) + (within % _across * CoreSize), y + (row * TileSize) + (within / _across * CoreSize));
        }
    }
}
