using System.Linq;
using System.Text.Json.Nodes;
using Snnc.Cli.Reporting;

namespace Snnc.Cli.Comparing;

/// <summary>A comparison for programs. The names of fields stay as they are once released; what is not known is null.</summary>
internal static class ComparisonJson
{
    /// <summary>One object on one line.</summary>
    public static string Print(ComparisonReport report)
    {
        var result = new JsonObject
        {
            ["a"] = Model(report.First, report.Samples),
            ["b"] = Model(report.Second, report.Samples),
            ["samples"] = report.Samples,
            ["nodes"] = new JsonArray([.. report.Nodes.Select(Node)]),
            ["outputs"] = new JsonArray([.. report.Outputs.Select(output => (JsonNode)new JsonObject
            {
                ["name"] = output.Name,
                ["samples_differing"] = output.SamplesDiffering,
                ["largest_difference"] = output.LargestDifference,
            })]),
            ["answers_differing"] = report.AnswersDiffering,
            ["unmatched"] = new JsonArray([.. report.Unmatched.Select(unmatched => (JsonNode)new JsonObject
            {
                ["name"] = unmatched.Name,
                ["reason"] = unmatched.Reason,
            })]),
            ["notes"] = new JsonArray([.. report.Notes.Select(note => (JsonNode)note)]),
        };
        return result.ToJsonString(JsonText.Compact);
    }

    private static JsonObject Model(ComparedModel model, int samples) => new()
    {
        ["name"] = model.Name,
        ["file"] = model.File,
        ["network"] = model.Network,
        ["profile"] = model.Profile,
        ["steps"] = model.Steps,
        ["correct"] = model.Correct,
        ["accuracy"] = model.Correct / (double)samples,
    };

    private static JsonNode Node(NodeComparison node) => new JsonObject
    {
        ["name"] = node.Name,
        ["neurons"] = node.Neurons,
        ["spikes_a"] = node.IsSpiking ? node.SpikesOfFirst : null,
        ["spikes_b"] = node.IsSpiking ? node.SpikesOfSecond : null,
        ["differing"] = node.Differing,
        ["compared"] = node.Compared,
        ["samples_differing"] = node.SamplesDiffering,
        ["largest_difference"] = node.LargestDifference,
        ["first"] = node.First is not { } first ? null : new JsonObject
        {
            ["sample"] = first.Sample,
            ["step"] = first.Step,
            ["neuron"] = first.Neuron,
            ["value_a"] = first.ValueOfFirst,
            ["value_b"] = first.ValueOfSecond,
            ["membrane_a"] = first.MembraneOfFirst,
            ["membrane_b"] = first.MembraneOfSecond,
        },
    };
}
