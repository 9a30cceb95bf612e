using System.Linq;

namespace Snnc.Cli.Drawing;

/// <summary>Spikes as a raster and membranes as curves, a panel for each node.</summary>
internal static class RasterDrawing
{
    private const double Width = 960;
    private const double Left = 76;
    private const double Right = 84;
    private const double Top = 48;
    private const int MostPanels = 24;

    private const string Style = """
        text { font: 12px system-ui, sans-serif; fill: #333 }
        .t { font-weight: 600; font-size: 15px }
        .h { font-weight: 600 }
        .e { text-anchor: end }
        .m { text-anchor: middle }
        .q { fill: #666 }
        .g { stroke: #e3e3e3; fill: none }
        .s { stroke: #1b1b1b; fill: none }
        .c { fill: none; stroke-width: 1.3; stroke-linejoin: round }
        """;

    /// <summary>The picture.</summary>
    /// <param name="name">What was traced.</param>
    /// <param name="stepSeconds">The length of a step, or null.</param>
    public static string Print(TracedSample trace, string name, double? stepSeconds)
    {
        var panels = trace.Nodes.Take(MostPanels).Select(node => new RasterPanel(node, trace.Steps)).ToList();
        var axis = new TimeAxis(trace.Steps, stepSeconds, Left, Width - Left - Right);
        var title = $"{name}: sample {trace.Sample} of {trace.Samples}, {trace.Steps} steps";
        var rest = trace.Nodes.Count - panels.Count;
        var svg = new SvgText(Width, Top + panels.Sum(panel => panel.Height) + (rest > 0 ? 30 : 8), title, Describe(trace), Style);
        svg.Text(16, 26, "t", title);
        var y = Top;
        foreach (var panel in panels)
        {
            panel.Write(svg, axis, y);
            y += panel.Height;
        }

        if (rest > 0)
        {
            svg.Text(Left, y + 10, "q", $"{rest} more not drawn; 'snnc run --trace T.npz --nodes a,b' records those that are asked for");
        }

        return svg.End();
    }

    private static string Describe(TracedSample trace) => string.Join("; ", trace.Nodes.Take(MostPanels).Select(node => node.Spikes is { } spikes
        ? $"{node.Name}: {spikes.Count(fired => fired)} spikes of {node.Neurons} neurons"
        : $"{node.Name}: values of {node.Neurons} elements"));
}
