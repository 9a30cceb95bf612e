using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Snnc.Cost.Advice;
using Snnc.Cost.Families;
using Snnc.Cost.Workloads;

namespace Snnc.Cost.Reports.Html;

/// <summary>Estimates as one page that needs nothing from the network: totals, the graph with energies and cycles, break-even curves, ledgers.</summary>
public static class HtmlReport
{
    private static readonly Lazy<string> Style = new(ReadStyle);

    /// <summary>The page.</summary>
    /// <param name="parts">An estimate for each accelerator, with its curves; at least one.</param>
    public static string Of(Workload workload, IReadOnlyList<(CostEstimate Estimate, RateCurve Curve)> parts)
    {
        var page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        page.Append($"<title>What {Markup.Encode(workload.Network)} costs</title>\n<style>\n{Style.Value}</style>\n</head>\n<body>\n");
        page.Append($"<h1>What {Markup.Encode(workload.Network)} costs</h1>\n<p class=\"sub\">{Markup.Encode(Subtitle(workload))}</p>\n");
        AppendTotals(page, [.. parts.Select(part => part.Estimate)]);
        foreach (var (estimate, curve) in parts)
        {
            AppendTarget(page, workload, estimate, curve);
        }

        return page.Append("</body>\n</html>\n").ToString();
    }

    private static string ReadStyle()
    {
        using var text = new StreamReader(typeof(HtmlReport).Assembly.GetManifestResourceStream("Snnc.Cost.report.css")!);
        return text.ReadToEnd();
    }

    private static string Subtitle(Workload workload) =>
        $"{(workload.IsStream ? "One step of a stream" : workload.IsTimed
            ? $"An inference of {workload.Steps} steps"
            : "An inference without time")}, activity {workload.Activity}";

    private static void AppendTotals(StringBuilder page, IReadOnlyList<CostEstimate> estimates)
    {
        page.Append("<table>\n<tr><th>target</th><th class=\"num\">energy</th><th class=\"num\">latency</th><th class=\"num\">area</th>");
        page.Append("<th class=\"num\">memory</th><th>what it is</th></tr>\n");
        foreach (var estimate in estimates)
        {
            page.Append("<tr>").Append(Markup.Cell(estimate.Accelerator.Name)).Append(Quantity(Total(estimate)))
                .Append(Quantity(SiText.Of(estimate.LatencyS, "s"))).Append(Quantity(SiText.OfArea(estimate.AreaM2)))
                .Append(Quantity(SiText.OfBytes(estimate.MemoryBytes))).Append(Markup.Cell(estimate.Accelerator.Title)).Append("</tr>\n");
        }

        page.Append("</table>\n");
    }

    private static string Quantity(string text) => Markup.Cell(text, text.StartsWith("unknown", StringComparison.Ordinal) ? "num unknown" : "num");

    private static string Total(CostEstimate estimate) => estimate.EnergyJ is null && estimate.KnownEnergyJ > 0
        ? $"unknown, at least {SiText.Of(estimate.KnownEnergyJ, "J")}"
        : SiText.Of(estimate.EnergyJ, "J");

    private static void AppendTarget(StringBuilder page, Workload workload, CostEstimate estimate, RateCurve curve)
    {
        page.Append($"<h2>{Markup.Encode(estimate.Accelerator.Name)}</h2>\n<p class=\"sub\">{Markup.Encode(estimate.Accelerator.Title)}</p>\n");
        var chart = new LayerChart(workload, estimate);
        AppendChart(page, "Energy by layer and class", chart.Energy());
        AppendChart(page, "Cycles by layer and class", chart.Cycles());
        AppendCurves(page, curve);
        AppendClasses(page, estimate);
        AppendLedger(page, estimate);
    }

    private static void AppendChart(StringBuilder page, string title, string? chart)
    {
        if (chart is not null)
        {
            page.Append($"<h3>{title}</h3>\n{chart}\n");
        }
    }

    private static void AppendCurves(StringBuilder page, RateCurve curve)
    {
        var byRate = CurveChart.Draw("spikes per neuron and step, in all layers", curve.ByRate, curve.AnnJ, rate => SiText.OfShare(rate, 1));
        var bySteps = CurveChart.Draw(
            "steps, at the rates of the program", curve.BySteps, curve.AnnJ, steps => steps.ToString("0.#", CultureInfo.InvariantCulture));
        if (byRate is not null && bySteps is not null)
        {
            page.Append($"<h3>Spikes throughout, against an ANN of the same layers that computes once</h3>\n<div class=\"curves\">{byRate}{bySteps}</div>\n");
        }
    }

    private static void AppendClasses(StringBuilder page, CostEstimate estimate)
    {
        page.Append("<details><summary>Classes of instructions</summary>\n<table><tr><th>class</th><th class=\"num\">count</th>");
        page.Append("<th class=\"num\">energy</th><th class=\"num\">share</th></tr>\n");
        foreach (var total in estimate.Totals)
        {
            page.Append("<tr>").Append(Markup.Cell(total.Class)).Append(Quantity(SiText.OfCount(total.Count))).Append(Quantity(SiText.Of(total.EnergyJ, "J")))
                .Append(Quantity(SiText.OfShare(total.EnergyJ, estimate.EnergyJ))).Append("</tr>\n");
        }

        page.Append("</table></details>\n");
    }

    private static void AppendLedger(StringBuilder page, CostEstimate estimate)
    {
        page.Append("<details open=\"\"><summary>Ledger: what was assumed</summary>\n<table><tr><th>constant</th><th class=\"num\">value</th>");
        page.Append("<th>confidence</th><th>source</th></tr>\n");
        foreach (var constant in estimate.Ledger)
        {
            var value = $"{constant.Value?.ToString("G8", CultureInfo.InvariantCulture)} {(constant.Unit == "1" ? "" : constant.Unit)}";
            page.Append("<tr>").Append(Markup.Cell(constant.Name)).Append(Markup.Cell(value, "num"))
                .Append(Markup.Cell(constant.Confidence.ToString().ToLowerInvariant())).Append(Markup.Cell(constant.Source)).Append("</tr>\n");
        }

        page.Append("</table>\n<ul>\n");
        foreach (var name in estimate.Unknown)
        {
            page.Append($"<li class=\"unknown\">{Markup.Encode($"{name} is unknown: {estimate.Accelerator[name].Source}")}</li>\n");
        }

        foreach (var sentence in estimate.NotModelled)
        {
            page.Append($"<li>Left out: {Markup.Encode(sentence)}</li>\n");
        }

        page.Append("</ul></details>\n");
    }
}
