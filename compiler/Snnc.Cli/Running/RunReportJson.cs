using System.Linq;
using System.Text.Json.Nodes;
using Snnc.Cli.Reporting;

namespace Snnc.Cli.Running;

/// <summary>A report for programs. The names of fields stay as they are once released; what is not known is null.</summary>
internal static class RunReportJson
{
    /// <summary>One object on one line.</summary>
    public static string Print(RunReport report)
    {
        var time = report.MicrosecondsPerInference;
        var nodes = report.Nodes.Select(node => (JsonNode)new JsonObject
        {
            ["name"] = node.Name,
            ["op"] = node.Op,
            ["neurons"] = node.Neurons,
            ["spikes_per_inference"] = node.SpikesPerInference,
            ["rate"] = node.Rate,
        });
        var result = new JsonObject
        {
            ["network"] = report.Network,
            ["backend"] = report.Backend,
            ["samples"] = report.Samples,
            ["correct"] = report.Correct,
            ["accuracy"] = report.Accuracy,
            ["steps"] = report.Steps,
            ["seconds"] = report.Seconds,
            ["us_per_inference"] = new JsonObject { ["median"] = time.Median, ["p10"] = time.P10, ["p90"] = time.P90 },
            ["nodes"] = new JsonArray([.. nodes]),
            ["warnings"] = new JsonArray([.. report.Warnings.Select(warning => (JsonNode)warning)]),
            ["watched"] = report.Watched,
            ["mean_steps"] = report.MeanSteps,
        };
        return result.ToJsonString(JsonText.Compact);
    }
}
