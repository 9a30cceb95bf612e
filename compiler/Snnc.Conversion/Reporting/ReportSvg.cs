using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Text;
using Snnc.Conversion.Evaluation;

namespace Snnc.Conversion.Reporting;

/// <summary>Accuracy, spikes and additions against the number of steps, as a picture that needs no other file.</summary>
public static class ReportSvg
{
    private const int Width = 760;
    private const int Tall = 300;
    private const int Low = 240;

    private const string Style = """
        <style>
        text { font: 12px system-ui, sans-serif; fill: #333 }
        .t { font-weight: 600; font-size: 13px }
        .e { text-anchor: end }
        .m { text-anchor: middle }
        .n { fill: #a33 }
        .g { stroke: #e3e3e3; fill: none }
        .l { stroke: #c44; stroke-dasharray: 6 4; fill: none }
        .p { stroke: #1f6fb2; stroke-width: 2; fill: none }
        .c { fill: #1f6fb2 }
        </style>

        """;

    /// <summary>The picture.</summary>
    public static string Print(ConversionReport report)
    {
        var hasAccuracy = report.CorrectAfter is not null;
        var height = (hasAccuracy ? Tall : 0) + Low;
        var svg = new StringBuilder();
        svg.Append("<svg xmlns=\"http://www.w3.org/2000/svg\" ")
            .Append(CultureInfo.InvariantCulture, $"viewBox=\"0 0 {Width} {height}\" width=\"{Width}\" height=\"{height}\">\n")
            .Append("<title>").Append(WebUtility.HtmlEncode(report.Network)).Append(": accuracy, spikes and additions against steps</title>\n");
        svg.Append(Style).Append("<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
        if (hasAccuracy)
        {
            AccuracyOf(report).Write(svg, 0, 0, Width, Tall);
        }

        var top = hasAccuracy ? Tall : 0;
        SumOf("Spikes of an inference", report.SpikesPerStep, null).Write(svg, 0, top, Width / 2, Low);
        SumOf("Additions of an inference", report.OperationsPerStep, (report.AnnProducts, "products as trained"))
            .Write(svg, Width / 2, top, Width / 2, Low);
        return svg.Append("</svg>\n").ToString();
    }

    private static LinePlot AccuracyOf(ConversionReport report)
    {
        var values = Enumerable.Range(1, report.Steps).Select(steps => 100 * report.AccuracyAfter(steps)!.Value).ToList();
        var trained = 100 * report.AnnAccuracy!.Value;

        // The first steps know little; the axis shows where accuracy settles.
        var settled = values.Skip(Math.Min(3, values.Count - 1)).Append(trained).Min();
        var low = Math.Max(0, Math.Floor((settled - 1) / 2) * 2);
        return new LinePlot("Accuracy (%)", values, low, 100, value => value.ToString("0.#", CultureInfo.InvariantCulture))
        {
            Level = (trained, $"as trained: {trained.ToString("0.00", CultureInfo.InvariantCulture)}"),
        };
    }

    private static LinePlot SumOf(string title, IReadOnlyList<double> perStep, (double Value, string Name)? level)
    {
        var sum = 0.0;
        var values = perStep.Select(step => Decades(sum += step)).ToList();
        var low = Math.Floor(Math.Min(values[0], level is var (value, _) ? Decades(value) : values[0]));
        var high = Math.Max(low + 1, Math.Ceiling(Math.Max(values[^1], level is var (most, _) ? Decades(most) : 0)));
        return new LinePlot(title, values, low, high, exponent => Short(Math.Pow(10, exponent)))
        {
            Parts = (int)(high - low),
            Level = level is var (at, name) ? (Decades(at), name) : null,
        };
    }

    // What is less than one in an inference is nothing to look at.
    private static double Decades(double value) => Math.Log10(Math.Max(1, value));

    private static string Short(double value) => value switch
    {
        >= 1e9 => (value / 1e9).ToString("0.##", CultureInfo.InvariantCulture) + " G",
        >= 1e6 => (value / 1e6).ToString("0.##", CultureInfo.InvariantCulture) + " M",
        >= 1e3 => (value / 1e3).ToString("0.#", CultureInfo.InvariantCulture) + " k",
        _ => value.ToString("0.#", CultureInfo.InvariantCulture),
    };
}
