using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Snnc.Cost.Families;
using Snnc.Cost.Workloads;

namespace Snnc.Cost.Reports.Html;

/// <summary>The graph, a row a layer with arcs for its edges, and beside each layer its energy (or cycles) as a bar by class.</summary>
internal sealed class LayerChart(Workload workload, CostEstimate estimate)
{
    private const double Row = 30;
    private const double BoxX = 70;
    private const double BoxWidth = 210;
    private const double BarX = 300;
    private const double BarWidth = 560;
    private const double Width = 980;
    private const double Top = 10;

    /// <summary>The chart of energies, or null where nothing is known.</summary>
    public string? Energy() => Draw("energy", instruction => instruction.EnergyJ, node => node.EnergyJ, value => SiText.Of(value, "J"));

    /// <summary>The chart of cycles, or null where nothing is known.</summary>
    public string? Cycles() => Draw("cycles", instruction => instruction.Cycles, node => node.Cycles, value => $"{SiText.OfCount(value)} cycles");

    private string? Draw(
        string what, Func<InstructionCount, double?> part, Func<NodeCost, double?> whole, Func<double?, string> text)
    {
        var nodes = estimate.Nodes.ToDictionary(node => node.Name);
        var most = estimate.Nodes.Select(node =>
            Math.Max(whole(node) ?? 0, node.Instructions.Sum(instruction => part(instruction) ?? 0))).DefaultIfEmpty(0).Max();
        if (most <= 0)
        {
            return null;
        }

        var palette = new Palette(estimate, part);
        var rows = workload.Inputs.Select(input => input.Name).Concat(workload.Layers.Select(layer => layer.Name)).ToList();
        var svg = new StringBuilder();
        svg.Append($"<svg viewBox=\"0 0 {Width} {Markup.At(Top + (Row * rows.Count) + Top)}\" role=\"img\" aria-label=\"{what} of each layer\">");
        AppendEdges(svg, rows);
        for (var row = 0; row < rows.Count; row++)
        {
            AppendBox(svg, rows[row], row);
            if (nodes.TryGetValue(rows[row], out var node))
            {
                AppendBar(svg, node, row, most, palette, Parts(node, part, whole(node)), text(whole(node)));
            }
        }

        return svg.Append("</svg>").Append(Legend(palette)).ToString();
    }

    private void AppendEdges(StringBuilder svg, List<string> rows)
    {
        foreach (var layer in workload.Layers)
        {
            var to = rows.IndexOf(layer.Name);
            foreach (var from in layer.Sources.Select(source => rows.IndexOf(source)).Where(from => from >= 0))
            {
                svg.Append(from == to - 1 ? Straight(to) : Arc(from, to));
            }
        }
    }

    private static string Straight(int to) => FormattableString.Invariant(
        $"<path class=\"edge\" d=\"M{BoxX + 20} {Middle(to - 1) + 10} V{Middle(to) - 10}\"/>");

    private static string Arc(int from, int to)
    {
        var reach = Math.Min(BoxX - 8, 12 + (6 * Math.Abs(to - from)));
        return FormattableString.Invariant(
            $"<path class=\"edge\" d=\"M{BoxX} {Middle(from)} C{BoxX - reach} {Middle(from)} {BoxX - reach} {Middle(to)} {BoxX} {Middle(to)}\"/>");
    }

    private static double Middle(int row) => Top + (Row * row) + (Row / 2);

    private void AppendBox(StringBuilder svg, string name, int row)
    {
        var layer = workload.Layers.FirstOrDefault(layer => layer.Name == name);
        var kind = layer is null ? "input" : layer.GivesSpikes ? "spikes" : layer.IsConnection ? "weights" : "other";
        svg.Append($"<rect class=\"{kind}\" x=\"{BoxX}\" y=\"{Markup.At(Middle(row) - 10)}\" width=\"{BoxWidth}\" height=\"20\" rx=\"4\"/>");
        svg.Append($"<text x=\"{BoxX + 8}\" y=\"{Markup.At(Middle(row) + 4)}\">{Markup.Encode(Short(name, 16))}");
        svg.Append($"<tspan class=\"dim\" dx=\"6\">{Markup.Encode(layer is null ? "input" : Describe(layer))}</tspan></text>");
    }

    private static string Describe(WorkloadLayer layer) => layer.Kind switch
    {
        LayerKind.Convolution => $"{layer.KernelHeight}x{layer.KernelWidth}, {layer.Filters}x{layer.OutHeight}x{layer.OutWidth}",
        LayerKind.Dense or LayerKind.Sparse => $"{layer.Channels} to {layer.Filters}",
        LayerKind.Population => $"{layer.Neurons} neurons",
        _ => layer.Kind.ToString().ToLowerInvariant(),
    };

    private static string Short(string name, int length) => name.Length <= length ? name : name[..(length - 1)] + "…";

    // Where only the whole is known, it is one piece.
    private static IEnumerable<(string Class, string Title, double Value)> Parts(NodeCost node, Func<InstructionCount, double?> part, double? whole)
    {
        var parts = node.Instructions.Where(instruction => part(instruction) > 0)
            .Select(one => (one.Class, $"{one.Class}, {SiText.OfCount(one.Count)} times", part(one)!.Value)).ToList();
        return parts.Count == 0 && whole > 0 ? [("", "the whole layer", whole.Value)] : parts;
    }

    private static void AppendBar(
        StringBuilder svg, NodeCost node, int row, double most, Palette palette, IEnumerable<(string Class, string Title, double Value)> parts, string label)
    {
        var x = BarX;
        foreach (var (name, title, value) in parts.OrderByDescending(one => one.Value))
        {
            var (width, y) = (value / most * BarWidth, Markup.At(Middle(row) - 9));
            svg.Append($"<rect x=\"{Markup.At(x)}\" y=\"{y}\" width=\"{Markup.At(width)}\" height=\"18\" fill=\"{palette.Of(name)}\">");
            svg.Append($"<title>{Markup.Encode($"{node.Name}: {title}")}</title></rect>");
            x += width;
        }

        svg.Append($"<text x=\"{Markup.At(x + 6)}\" y=\"{Markup.At(Middle(row) + 4)}\">{Markup.Encode(label)}</text>");
    }

    private static string Legend(Palette palette) => palette.IsEmpty ? "" : "<p class=\"legend\">" + string.Concat(palette.Entries.Select(entry =>
        $"<span><i style=\"background:{entry.Colour}\"></i>{Markup.Encode(entry.Class)}</span>")) + "</p>";
}
