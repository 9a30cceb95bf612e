using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using Snnc.Cli.Reporting;
using Snnc.Conversion.Evaluation;

namespace Snnc.Cli.Converting;

/// <summary>The report of a conversion for programs. The names of fields stay as they are once released; what is not known is null.</summary>
internal static class ConversionJson
{
    /// <summary>One object on one line.</summary>
    public static string Print(ConversionReport report, IEnumerable<string> warnings) => new JsonObject
    {
        ["network"] = report.Network,
        ["steps"] = report.Steps,
        ["recipe"] = report.Options.Recipe.ToString().ToLowerInvariant(),
        ["percentile"] = report.Options.Percentile,
        ["calibration_samples"] = report.CalibrationSamples,
        ["samples"] = report.Samples,
        ["ann_correct"] = report.AnnCorrect,
        ["ann_accuracy"] = report.AnnAccuracy,
        ["averaged_correct"] = report.AveragedCorrect,
        ["accuracy"] = report.AccuracyAfter(report.Steps),
        ["curve"] = new JsonArray([.. Enumerable.Range(1, report.Steps).Select(steps => Point(report, steps))]),
        ["watched"] = report.Watched,
        ["ann_products"] = report.AnnProducts,
        ["input_products"] = report.InputProducts,
        ["layers"] = new JsonArray([.. report.Layers.Select(Layer)]),
        ["warnings"] = new JsonArray([.. warnings.Select(warning => (JsonNode)warning)]),
    }.ToJsonString(JsonText.Compact);

    private static JsonNode Point(ConversionReport report, int steps) => new JsonObject
    {
        ["steps"] = steps,
        ["correct"] = report.CorrectAfter?[steps - 1],
        ["accuracy"] = report.AccuracyAfter(steps),
        ["spikes"] = report.SpikesAfter(steps),
        ["additions"] = report.OperationsAfter(steps),
    };

    private static JsonNode Layer(LayerReport layer) => new JsonObject
    {
        ["name"] = layer.Name,
        ["neurons"] = layer.Neurons,
        ["size"] = layer.Size,
        ["factor"] = layer.Factor,
        ["rate"] = layer.Rate,
        ["spikes_per_inference"] = layer.Spikes,
        ["correlation"] = layer.Correlation,
        ["error"] = layer.Error,
        ["saturated"] = layer.Saturated,
    };
}
