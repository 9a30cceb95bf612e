using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace Snnc.Cost.Reports.Html;

/// <summary>A curve of energy, the level of the ANN, and where they cross.</summary>
internal static class CurveChart
{
    private const double Width = 470;
    private const double Height = 250;
    private const double Left = 78;
    private const double Right = 34;
    private const double Top = 26;
    private const double Bottom = 40;
    private const int Ticks = 4;
    private const double Shown = 4;

    /// <summary>The chart, or null of fewer than two points.</summary>
    /// <param name="axis">What the points are over.</param>
    /// <param name="tick">A value of that axis in words.</param>
    public static string? Draw(string axis, IReadOnlyList<(double X, double Y)> points, double? level, Func<double, string> tick)
    {
        if (points.Count < 2)
        {
            return null;
        }

        // Far beyond the break-even nothing is to be seen.
        var crossing = Crossing(points, level);
        points = crossing > 0 && points.Count(point => point.X <= Shown * crossing) > 1 ? [.. points.Where(point => point.X <= Shown * crossing)] : points;
        var (mostX, mostY) = (points.Max(point => point.X), Math.Max(points.Max(point => point.Y), level ?? 0) * 1.08);
        double X(double value) => Left + (value / mostX * (Width - Left - Right));
        double Y(double value) => Height - Bottom - (value / mostY * (Height - Top - Bottom));
        var svg = new StringBuilder($"<svg class=\"curve\" viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"energy over {axis}\">");
        for (var i = 0; i <= Ticks; i++)
        {
            var (x, y) = (mostX * i / Ticks, mostY * i / Ticks);
            svg.Append(Invariant($"<path class=\"grid\" d=\"M{Left} {Y(y):0.#} H{Width - Right}\"/>"));
            svg.Append(Invariant($"<text class=\"tick end\" x=\"{Left - 6}\" y=\"{Y(y) + 4:0.#}\">{SiText.Of(y, "J")}</text>"));
            svg.Append(Invariant($"<text class=\"tick mid\" x=\"{X(x):0.#}\" y=\"{Height - Bottom + 16}\">{Markup.Encode(tick(x))}</text>"));
        }

        svg.Append(Invariant($"<text class=\"tick mid\" x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 6}\">{Markup.Encode(axis)}</text>"));
        if (level is { } ann)
        {
            svg.Append(Invariant($"<path class=\"ann\" d=\"M{Left} {Y(ann):0.#} H{Width - Right}\"/>"));
            svg.Append(Invariant($"<text class=\"tick end annlabel\" x=\"{Width - Right}\" y=\"{Y(ann) - 5:0.#}\">ANN</text>"));
        }

        svg.Append("<path class=\"snn\" d=\"M").Append(string.Join(" L", points.Select(point =>
            Invariant($"{X(point.X):0.#} {Y(point.Y):0.#}")))).Append("\"/>");
        if (crossing is { } at)
        {
            svg.Append(Invariant($"<circle class=\"crossing\" cx=\"{X(at):0.#}\" cy=\"{Y(level!.Value):0.#}\" r=\"4\"/>"));
            var label = $"break-even at {Markup.Encode(tick(at))}";
            svg.Append(Invariant($"<text class=\"tick mid\" x=\"{Math.Clamp(X(at), Left + 50, Width - 60):0.#}\" y=\"14\">{label}</text>"));
        }

        return svg.Append("</svg>").ToString();
    }

    // Between the points the curve is a line.
    private static double? Crossing(IReadOnlyList<(double X, double Y)> points, double? level)
    {
        var pair = points.Zip(points.Skip(1)).FirstOrDefault(pair => pair.First.Y <= level && pair.Second.Y > level);
        return pair.Second.Y > pair.First.Y
            ? pair.First.X + ((level!.Value - pair.First.Y) / (pair.Second.Y - pair.First.Y) * (pair.Second.X - pair.First.X))
            : null;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
