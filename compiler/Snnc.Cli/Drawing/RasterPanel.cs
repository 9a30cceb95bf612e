using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace Snnc.Cli.Drawing;

/// <summary>One node: its raster, and below it curves of some of its neurons.</summary>
internal sealed class RasterPanel
{
    private const int MostRows = 200;
    private const int MostMarks = 10_000;
    private const int MostCurves = 5;
    private const double Head = 20;
    private const double CurveHeight = 110;
    private const double Gap = 22;
    private const double Foot = 46;
    private static readonly string[] Colours = ["#1f6fb2", "#c4452f", "#2e8b57", "#8a5fb0", "#b8860b"];

    private readonly TracedNode _node;
    private readonly int _steps;
    private readonly int[] _rows;
    private readonly int[] _curves;

    public RasterPanel(TracedNode node, int steps)
    {
        (_node, _steps) = (node, steps);
        _rows = node.Spikes is null ? [] : ChooseRows();
        _curves = node.Curve is null ? [] : ChooseCurves();
    }

    /// <summary>Gets how tall it is.</summary>
    public double Height =>
        Head + RasterHeight + (_node.Spikes is null || _node.Curve is null ? 0 : Gap) + (_node.Curve is null ? 0 : CurveHeight) + Foot;

    private double RasterHeight => _node.Spikes is null ? 0 : Math.Clamp(_rows.Length * 6, 30, 240);

    /// <summary>Writes it.</summary>
    public void Write(SvgText svg, TimeAxis axis, double top)
    {
        var (y, bottom) = (top + Head, top + Height - Foot);
        svg.Text(axis.Left, top + 12, "h", _node.Name);
        svg.Text(axis.Left + axis.Width, top + 12, "e q", Note());
        foreach (var (x, label) in axis.Ticks())
        {
            svg.Line($"<path class=\"g\" d=\"M{x:0.#} {y:0.#}V{bottom:0.#}\"/>");
            svg.Text(x, bottom + 15, "m", label);
        }

        svg.Text(axis.Left + (axis.Width / 2), bottom + 31, "m q", axis.Name);
        if (_node.Spikes is not null)
        {
            WriteRaster(svg, axis, y);
            y += RasterHeight + Gap;
        }

        if (_node.Curve is { } curve)
        {
            WriteCurves(svg, axis, curve, y);
        }
    }

    private string Note()
    {
        List<string> notes = [$"{_node.Neurons} neuron{(_node.Neurons == 1 ? "" : "s")}"];
        if (_node.Spikes is { } spikes)
        {
            notes.Add($"{spikes.Count(fired => fired)} spikes");
            notes.AddRange(_rows.Length < _node.Neurons ? [$"thinned: {_rows.Length} rows drawn, evenly spread"] : Array.Empty<string>());
        }

        if (_node.Curve is { } curve)
        {
            notes.Add($"{curve.Name} of {_curves.Length}{(_node.Spikes is null ? "" : " that spike most")}");
        }

        return string.Join(", ", notes);
    }

    // Rows are left out until the picture is small enough for a browser.
    private int[] ChooseRows()
    {
        for (var rows = Math.Min(_node.Neurons, MostRows); ; rows = (rows + 1) / 2)
        {
            var chosen = Spread(rows);
            if (rows == 1 || chosen.Sum(neuron => (long)SpikesOf(neuron)) <= MostMarks)
            {
                return chosen;
            }
        }
    }

    private int[] ChooseCurves() => _node.Spikes is null
        ? Spread(Math.Min(MostCurves, _node.Neurons))
        : [.. Enumerable.Range(0, _node.Neurons).OrderByDescending(SpikesOf).Take(MostCurves).Order()];

    private int[] Spread(int count) => [.. Enumerable.Range(0, count).Select(i => (int)((long)i * _node.Neurons / count))];

    private int SpikesOf(int neuron)
    {
        var count = 0;
        for (var step = 0; step < _steps; step++)
        {
            count += Fired(neuron, step) ? 1 : 0;
        }

        return count;
    }

    private bool Fired(int neuron, int step) => _node.Spikes![(step * _node.Neurons) + neuron];

    private void WriteRaster(SvgText svg, TimeAxis axis, double top)
    {
        var height = RasterHeight / _rows.Length;
        var path = new StringBuilder();
        for (var row = 0; row < _rows.Length; row++)
        {
            foreach (var column in Enumerable.Range(0, axis.Columns).Where(column => FiredIn(_rows[row], axis.StepsOf(column))))
            {
                var y = top + (row * height) + (height * 0.1);
                path.Append(CultureInfo.InvariantCulture, $"M{axis.X(column):0.#} {y:0.#}v{Math.Max(height * 0.8, 2):0.#}");
            }
        }

        var stroke = Math.Clamp(axis.Width / axis.Columns * 0.4, 0.8, 3);
        svg.Line($"<path class=\"s\" stroke-width=\"{stroke:0.#}\" d=\"{path}\"/>");
        svg.Line($"<path class=\"g\" d=\"M{axis.Left:0.#} {top:0.#}v{RasterHeight:0.#}h{axis.Width:0.#}\"/>");
        svg.Text(axis.Left - 8, top + 10, "e", "0");
        if (_rows.Length > 1)
        {
            svg.Text(axis.Left - 8, top + RasterHeight, "e", _rows[^1].ToString(CultureInfo.InvariantCulture));
        }

        svg.Sideways(axis.Left - 56, top + (RasterHeight / 2), "m q", "neuron");
    }

    private bool FiredIn(int neuron, (int First, int Last) steps)
    {
        for (var step = steps.First; step <= steps.Last; step++)
        {
            if (Fired(neuron, step))
            {
                return true;
            }
        }

        return false;
    }

    private void WriteCurves(SvgText svg, TimeAxis axis, TracedValues curve, double top)
    {
        var values = _curves.SelectMany(neuron => Enumerable.Range(0, _steps).Select(step => curve.Values[(step * _node.Neurons) + neuron]))
            .Where(double.IsFinite).DefaultIfEmpty(0).ToList();
        var (low, high) = (values.Min(), values.Max());
        (low, high) = low < high ? (low, high) : (low - 1, high + 1);
        double Y(double value) => top + (CurveHeight * (1 - ((value - low) / (high - low))));
        foreach (var tick in new[] { low, (low + high) / 2, high })
        {
            svg.Line($"<path class=\"g\" d=\"M{axis.Left:0.#} {Y(tick):0.#}h{axis.Width:0.#}\"/>");
            svg.Text(axis.Left - 8, Y(tick) + 4, "e", tick.ToString("G3", CultureInfo.InvariantCulture));
        }

        svg.Sideways(axis.Left - 56, top + (CurveHeight / 2), "m q", curve.Name);
        for (var i = 0; i < _curves.Length; i++)
        {
            var points = Path(axis, step => curve.Values[(step * _node.Neurons) + _curves[i]], Y);
            svg.Line($"<path class=\"c\" stroke=\"{Colours[i]}\" d=\"{points}\"/>");
            var label = top + 12 + (i * 16);
            svg.Line($"<path class=\"c\" stroke=\"{Colours[i]}\" d=\"M{axis.Left + axis.Width + 8:0.#} {label - 4:0.#}h12\"/>");
            svg.Text(axis.Left + axis.Width + 24, label, "q", $"[{_curves[i]}]");
        }
    }

    // Of several steps in one column, the least and the most; what is no number interrupts the curve.
    private static string Path(TimeAxis axis, Func<int, double> value, Func<double, double> y)
    {
        var path = new StringBuilder();
        var move = 'M';
        for (var column = 0; column < axis.Columns; column++)
        {
            var (first, last) = axis.StepsOf(column);
            var values = Enumerable.Range(first, last - first + 1).Select(value).ToList();
            if (!values.TrueForAll(double.IsFinite))
            {
                move = 'M';
                continue;
            }

            foreach (var point in values.Count == 1 ? values : [values.Min(), values.Max()])
            {
                path.Append(CultureInfo.InvariantCulture, $"{move}{axis.X(column):0.#} {y(point):0.#}");
                move = 'L';
            }
        }

        return path.ToString();
    }
}
