using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Text;
using Snnc.Conversion.Evaluation;

namespace Snnc.Conversion.Reporting;

/// <summary>The whole report as a page that needs no other file.</summary>
public static class ReportHtml
{
    private const string Head = """
        <meta charset="utf-8">
        <style>
        body { font: 15px system-ui, sans-serif; max-width: 800px; margin: 2em auto; padding: 0 1em; color: #222 }
        table { border-collapse: collapse; margin: 1em 0 }
        th, td { padding: .25em .8em; text-align: right; border-bottom: 1px solid #e3e3e3 }
        th:first-child, td:first-child { text-align: left }
        svg { max-width: 100%; height: auto }
        </style>

        """;

    /// <summary>The page.</summary>
    /// <param name="warnings">What the user was warned of.</param>
    public static string Print(ConversionReport report, IEnumerable<string> warnings)
    {
        var page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n").Append(Head);
        var title = WebUtility.HtmlEncode($"{report.Network} as a spiking network");
        page.Append(CultureInfo.InvariantCulture, $"<title>{title}</title>\n</head>\n<body>\n<h1>{title}</h1>\n");
        page.Append(CultureInfo.InvariantCulture, $"<p>{WebUtility.HtmlEncode(Summary(report))}</p>\n");
        foreach (var warning in warnings)
        {
            page.Append(CultureInfo.InvariantCulture, $"<p><b>{WebUtility.HtmlEncode(warning)}</b></p>\n");
        }

        page.Append(ReportSvg.Print(report));
        page.Append("<h2>By steps</h2>\n");
        Table(page, ["steps", "right", "accuracy", "spikes", "additions"], report.ShownSteps.Select(steps => StepsRow(report, steps)));
        page.Append("<h2>By layer</h2>\n");
        Table(page, ["layer", "neurons", "spike in each step", "rate", "spikes", "correlation", "error", "saturated"], report.Layers.Select(LayerRow));
        page.Append("<p>Rates are per neuron and step. The error is the root of the mean square of activation / (spike in each step) - rate. ")
            .Append(CultureInfo.InvariantCulture, $"Spikes and rates are those of the first {report.Watched} samples.</p>\n");
        return page.Append("</body>\n</html>\n").ToString();
    }

    private static string Summary(ConversionReport report)
    {
        var accuracy = report.AnnAccuracy is { } trained && report.AccuracyAfter(report.Steps) is { } converted
            ? $"{Percent(trained)} of {report.Samples} samples right as trained, {Percent(converted)} after {report.Steps} steps. " : "";
        return $"{accuracy}Balanced on {report.CalibrationSamples} samples. As trained an inference takes {Number(report.AnnProducts, "0")} products; "
            + $"spikes cause {Number(report.OperationsAfter(report.Steps), "0")} additions, and the input {Number(report.InputProducts, "0")} products.";
    }

    private static string[] StepsRow(ConversionReport report, int steps) =>
    [
        Number(steps, "0"),
        report.CorrectAfter is { } correct ? Number(correct[steps - 1], "0") : "-",
        report.AccuracyAfter(steps) is { } accuracy ? Percent(accuracy) : "-",
        Number(report.SpikesAfter(steps), "0"),
        Number(report.OperationsAfter(steps), "0"),
    ];

    private static string[] LayerRow(LayerReport layer) =>
    [
        layer.Name, Number(layer.Size, "0"), Number(layer.Factor, "0.####"), Percent(layer.Rate), Number(layer.Spikes, "0.0"),
        layer.Correlation is { } correlation ? Number(correlation, "0.0000") : "-",
        Number(layer.Error, "0.0000"), layer.Saturated is { } saturated ? Percent(saturated) : "-",
    ];

    private static void Table(StringBuilder page, string[] header, IEnumerable<string[]> rows)
    {
        page.Append("<table>\n<tr>").AppendJoin("", header.Select(cell => $"<th>{cell}</th>")).Append("</tr>\n");
        foreach (var row in rows)
        {
            page.Append("<tr>").AppendJoin("", row.Select(cell => $"<td>{WebUtility.HtmlEncode(cell)}</td>")).Append("</tr>\n");
        }

        page.Append("</table>\n");
    }

    private static string Percent(double share) => Number(100 * share, "0.00") + " %";

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
