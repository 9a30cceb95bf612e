using System.Linq;
using System.Text.Json.Nodes;
using Snnc.Cli.Reporting;
using Snnc.Cli.Running;

namespace Snnc.Cli.Trials;

/// <summary>Trials for programs: the run in single precision as <c>snnc run --json</c> tells it, and each trial.</summary>
internal static class TrialJson
{
    /// <summary>One object on one line.</summary>
    public static string Print(TrialReport report) => new JsonObject
    {
        ["network"] = report.Exact.Network,
        ["target"] = report.Target,
        ["samples"] = report.Exact.Samples,
        ["accuracy"] = report.MeanAccuracy,
        ["accuracy_deviation"] = report.Deviation,
        ["single_precision"] = JsonNode.Parse(RunReportJson.Print(report.Exact)),
        ["trials"] = new JsonArray([.. report.Trials.Select(trial => (JsonNode)Trial(trial.Seed, trial.Report))]),
        ["notes"] = new JsonArray([.. report.Notes.Select(note => (JsonNode)note)]),
    }.ToJsonString(JsonText.Compact);

    private static JsonObject Trial(int seed, RunReport report) => new()
    {
        ["seed"] = seed,
        ["correct"] = report.Correct,
        ["accuracy"] = report.Accuracy,
        ["nodes"] = new JsonArray([.. report.Nodes.Select(node => (JsonNode)new JsonObject
        {
            ["name"] = node.Name,
            ["spikes_per_inference"] = node.SpikesPerInference,
            ["rate"] = node.Rate,
        })]),
    };
}
