using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using Snnc.Execution;
using Snnc.Tensors.Activities;

namespace Snnc.Cli.Activities;

/// <summary>What was recorded of a run, as <see cref="ActivityFile"/> holds it. The names of fields stay as they are once released.</summary>
/// <param name="Network">The network.</param>
/// <param name="Steps">The steps of an inference, or null.</param>
/// <param name="Samples">How many inferences.</param>
/// <param name="Nodes">The nodes that vary in time.</param>
internal sealed record ActivityReport(string Network, int? Steps, int Samples, IReadOnlyList<NodeRecord> Nodes)
{
    /// <summary>The file's text.</summary>
    public string ToJson()
    {
        var root = new JsonObject
        {
            ["format"] = ActivityFile.Format,
            ["version"] = 1,
            ["network"] = Network,
            ["samples"] = Samples,
            ["steps"] = Steps,
            ["nodes"] = new JsonArray([.. Nodes.Select(ToJson)]),
        };
        return root.ToJsonString(Reporting.JsonText.Indented) + "\n";
    }

    private static JsonNode ToJson(NodeRecord node) => new JsonObject
    {
        ["name"] = node.Name,
        ["kind"] = node.Value.Kind.ToString().ToLowerInvariant(),
        ["elements"] = node.Value.Length,
        ["rate"] = node.Rate,
        ["density"] = node.Density,
        ["spikes_per_inference"] = node.SpikesPerInference,
        ["spikes_per_step"] = node.SpikesPerStep is { } steps ? new JsonArray([.. steps.Select(spikes => (JsonNode)spikes)]) : null,
    };
}
