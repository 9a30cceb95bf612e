using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Snnc.LanguageServer.Queries;

namespace Snnc.Cli.Drawing;

/// <summary>A network as a picture: what computes on frames, what spikes, and what leads from one to the other in colours of their own.</summary>
internal static class GraphDrawing
{
    private const double Margin = 28;
    private const double Head = 96;
    private const double NodeHeight = 46;
    private const double LayerHeight = 96;
    private const double LeastWidth = 540;
    private const double BackShift = 60;
    private const double BackDepth = 45;
    private const double BackGap = 40;
    private const double LaneWidth = 22;
    private const double LabelWidth = 150;
    private const double LetterWidth = 9;
    private const int MostLetters = 30;

    private const string Style = """
        text { font: 12px system-ui, sans-serif; fill: #222 }
        .t { font-weight: 600; font-size: 15px }
        .n { font-weight: 600; text-anchor: middle }
        .m { text-anchor: middle }
        .q { fill: #555 }
        .l { font-size: 11px; fill: #555; text-anchor: middle; paint-order: stroke; stroke: #fff; stroke-width: 4px }
        .k { text-anchor: start }
        rect { stroke-width: 1.4 }
        .input, .output { fill: #f2f2f2; stroke: #777 }
        .ann { fill: #dbe9f6; stroke: #1f6fb2 }
        .snn { fill: #fde3d3; stroke: #c4541f }
        .convert { fill: #e6def1; stroke: #7650a8 }
        .e { fill: none; stroke: #777; stroke-width: 1.3 }
        .spikes { stroke: #c4541f }
        .frame { stroke: #1f6fb2 }
        .back { stroke-dasharray: 5 3 }
        """;

    private static readonly (string Kind, string Name)[] Legend =
        [("ann", "on frames"), ("snn", "in time"), ("convert", "between the two"), ("input", "input, output")];

    /// <summary>The picture.</summary>
    public static string Print(DrawnGraph graph)
    {
        var layout = new GraphLayout(graph);
        var lanes = Lanes(layout);
        var title = $"{graph.Name}: {graph.Summary}";
        var right = lanes.Values.Select(lane => lane + LabelWidth).Append(layout.Width).Max();
        var width = Math.Max(Math.Max(LeastWidth, title.Length * LetterWidth), right) + (2 * Margin);
        var svg = new SvgText(width, Head + (layout.Layers * LayerHeight), title, Describe(graph), Style);
        svg.Line($"<defs><marker id=\"a\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"8\" markerHeight=\"8\" orient=\"auto\">");
        svg.Line($"<path d=\"M0 0L8 4L0 8z\" fill=\"#777\"/></marker></defs>");
        svg.Text(Margin, 26, "t", title);
        WriteLegend(svg);
        svg.Line($"<g transform=\"translate({Margin} {Head})\">");
        layout.Edges.ForEach(edge => WriteEdge(svg, edge, lanes));
        graph.Nodes.ToList().ForEach(node => WriteNode(svg, node, layout.Of(node)));
        layout.Edges.ForEach(edge => WriteLabel(svg, edge, lanes.TryGetValue(edge, out var lane) ? lane : null));
        svg.Line($"</g>");
        return svg.End();
    }

    // For those who hear it: every node and what it reads.
    private static string Describe(DrawnGraph graph)
    {
        var names = graph.Nodes.ToDictionary(node => node.Id, node => node.Name);
        var reads = graph.Edges.ToLookup(edge => edge.To, edge => names.GetValueOrDefault(edge.From, edge.From));
        string Reads(DrawnNode node) => reads[node.Id].Any() ? $" reads {string.Join(", ", reads[node.Id])}" : "";
        return string.Join("; ", graph.Nodes.Select(node => $"{node.Name} ({node.Op}){Reads(node)}"));
    }

    private static void WriteLegend(SvgText svg)
    {
        var x = Margin;
        foreach (var (kind, name) in Legend)
        {
            svg.Line($"<rect class=\"{kind}\" x=\"{x}\" y=\"40\" width=\"14\" height=\"14\" rx=\"3\"/>");
            svg.Text(x + 20, 51, "q", name);
            x += 140;
        }
    }

    private static void WriteNode(SvgText svg, DrawnNode node, GraphLayout.Cell cell)
    {
        var y = Top(cell);
        svg.Line($"<g><title>{SvgText.Escape($"{node.Name}: {node.Summary}")}</title>");
        svg.Line($"<rect class=\"{node.Kind}\" x=\"{cell.Left:0.#}\" y=\"{y:0.#}\" width=\"{cell.Width}\" height=\"{NodeHeight}\" rx=\"7\"/>");
        svg.Text(cell.X, y + 19, "n", Short(node.Name));
        svg.Text(cell.X, y + 36, "m q", Short($"{node.Op} {node.Shape}"));
        svg.Line($"</g>");
    }

    private static void WriteEdge(SvgText svg, GraphLayout.Route edge, Dictionary<GraphLayout.Route, double> lanes)
    {
        var (kind, path) = lanes.TryGetValue(edge, out var lane) ? (edge.Edge.Kind + " back", Back(edge, lane)) : (edge.Edge.Kind, Forward(edge));
        svg.Line($"<path class=\"e {kind}\" marker-end=\"url(#a)\" d=\"{path}\"/>");
    }

    private static string Forward(GraphLayout.Route edge)
    {
        var path = new StringBuilder();
        var (x, y) = (edge.Cells[0].X, Top(edge.Cells[0]) + NodeHeight);
        path.Append(CultureInfo.InvariantCulture, $"M{x:0.#} {y:0.#}");
        foreach (var cell in edge.Cells.Skip(1))
        {
            var to = Top(cell);
            var middle = (y + to) / 2;
            path.Append(CultureInfo.InvariantCulture, $"C{x:0.#} {middle:0.#} {cell.X:0.#} {middle:0.#} {cell.X:0.#} {to:0.#}");
            (x, y) = (cell.X, to);
            if (cell != edge.Cells[^1])
            {
                y += NodeHeight;
                path.Append(CultureInfo.InvariantCulture, $"V{y:0.#}");
            }
        }

        return path.ToString();
    }

    // Out below its start, up beside all that lies between, and in from above.
    private static string Back(GraphLayout.Route edge, double lane)
    {
        var (from, to) = (edge.Cells[0], edge.Cells[^1]);
        var (start, end) = (Top(from) + NodeHeight, Top(to));
        var (left, enter) = (from.X + BackShift, to.X + BackShift);
        var (below, above) = (start + BackDepth, end - BackDepth);
        return FormattableString.Invariant($"M{left:0.#} {start}C{left:0.#} {below} {lane:0.#} {below} {lane:0.#} {start - 20}")
            + FormattableString.Invariant($"V{end + 20}C{lane:0.#} {above} {enter:0.#} {above} {enter:0.#} {end}");
    }

    // Each edge that leads back has a lane of its own.
    private static Dictionary<GraphLayout.Route, double> Lanes(GraphLayout layout) => layout.Edges.Where(edge => edge.IsBack)
        .OrderBy(edge => edge.Cells[0].Layer - edge.Cells[^1].Layer)
        .Select((edge, place) => (edge, lane: layout.RightOf(edge) + BackGap + (place * LaneWidth)))
        .ToDictionary(pair => pair.edge, pair => pair.lane);

    private static void WriteLabel(SvgText svg, GraphLayout.Route edge, double? lane)
    {
        var (from, to) = (edge.Cells[^2], edge.Cells[^1]);
        var text = Short(edge.Edge.Delay is { } delay ? $"{edge.Edge.Shape}, {delay}" : edge.Edge.Shape);
        if (lane is { } x)
        {
            svg.Text(x - 4, ((Top(edge.Cells[0]) + Top(to) + NodeHeight) / 2) + 4, "l k", text);
            return;
        }

        // Where edges part or meet, away from that place.
        var share = to.Above.Count > 1 ? 0.25 : 0.75;
        var (start, end) = (Top(from) + NodeHeight, Top(to));
        svg.Text(from.X + ((to.X - from.X) * share), start + ((end - start) * (to.Above.Count > 1 ? 0.4 : 0.6)) + 4, "l", text);
    }

    private static double Top(GraphLayout.Cell cell) => cell.Layer * LayerHeight;

    private static string Short(string text) => text.Length <= MostLetters ? text : string.Concat(text.AsSpan(0, MostLetters - 1), "\u2026");
}
