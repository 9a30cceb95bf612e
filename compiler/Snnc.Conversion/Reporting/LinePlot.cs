using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace Snnc.Conversion.Reporting;

/// <summary>A plot of a quantity against the number of steps, whose axis is logarithmic; a group of an SVG.</summary>
/// <param name="title">Written above it.</param>
/// <param name="values">After step 1, 2 ...</param>
/// <param name="low">The bottom of the axis.</param>
/// <param name="high">Its top.</param>
/// <param name="format">How values on the axis are written.</param>
internal sealed class LinePlot(string title, IReadOnlyList<double> values, double low, double high, Func<double, string> format)
{
    private const double Left = 62;
    private const double Top = 34;
    private const double Bottom = 40;

    /// <summary>Gets the parts that the axis is marked off into.</summary>
    public int Parts { get; init; } = 4;

    /// <summary>Gets a level drawn as a broken line, with what it is called; or null.</summary>
    public (double Value, string Name)? Level { get; init; }

    /// <summary>Writes it.</summary>
    public void Write(StringBuilder svg, double x, double y, double width, double height)
    {
        var (inner, tall) = (width - Left - 14, height - Top - Bottom);
        svg.Append(Invariant($"<g transform=\"translate({x} {y})\">\n<text x=\"{Left}\" y=\"18\" class=\"t\">{title}</text>\n"));
        foreach (var tick in Enumerable.Range(0, Parts + 1).Select(i => low + ((high - low) * i / Parts)))
        {
            svg.Append(Invariant($"<path class=\"g\" d=\"M{Left} {Y(tick, tall):0.#}h{inner}\"/>"));
            svg.Append(Invariant($"<text class=\"e\" x=\"{Left - 8}\" y=\"{Y(tick, tall) + 4:0.#}\">{format(tick)}</text>\n"));
        }

        foreach (var steps in Enumerable.Range(0, 31).Select(bits => 1 << bits).TakeWhile(steps => steps <= values.Count))
        {
            svg.Append(Invariant($"<text class=\"m\" x=\"{X(steps, inner):0.#}\" y=\"{Top + tall + 18}\">{steps}</text>\n"));
        }

        svg.Append(Invariant($"<text class=\"m\" x=\"{Left + (inner / 2)}\" y=\"{Top + tall + 35}\">steps</text>\n"));
        WriteLines(svg, inner, tall);
        svg.Append("</g>\n");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private void WriteLines(StringBuilder svg, double inner, double tall)
    {
        if (Level is var (value, name))
        {
            var at = Y(value, tall);
            svg.Append(Invariant($"<path class=\"l\" d=\"M{Left} {at:0.#}h{inner}\"/>"));
            svg.Append(Invariant($"<text class=\"n\" x=\"{Left + 6}\" y=\"{(at < Top + 14 ? at + 15 : at - 6):0.#}\">{name}</text>\n"));
        }

        // What lies below the axis's bottom is left out, from the first value on that does not.
        var first = values.TakeWhile(v => v < low).Count();
        var points = values.Skip(first).Select((v, i) => Invariant($"{X(first + i + 1, inner):0.#},{Y(Math.Max(v, low), tall):0.#}")).ToList();
        svg.Append($"<polyline class=\"p\" points=\"{string.Join(' ', points)}\"/>\n");
        if (points.Count > 0)
        {
            var last = points[^1].Split(',');
            svg.Append($"<circle class=\"c\" cx=\"{last[0]}\" cy=\"{last[1]}\" r=\"3\"/>\n");
        }
    }

    private double X(int steps, double inner) => Left + (values.Count == 1 ? inner / 2 : inner * Math.Log2(steps) / Math.Log2(values.Count));

    private double Y(double value, double tall) => Top + (tall * (1 - ((Math.Clamp(value, low, high) - low) / (high - low))));
}
