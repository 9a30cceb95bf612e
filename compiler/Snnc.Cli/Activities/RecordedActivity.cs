using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using Snnc.Cli.Files;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Targets;
using Snnc.Cost.Workloads;
using Snnc.Tensors.Activities;
using Snnc.Tensors.Json;

namespace Snnc.Cli.Activities;

/// <summary>Reads what <c>snnc profile</c> recorded.</summary>
internal static class RecordedActivity
{
    /// <summary>Reads the activity of one of these networks.</summary>
    /// <exception cref="DiagnosticException">The file is missing, broken, of another network, or says what cannot be.</exception>
    public static ActivityProfile Read(string path, IReadOnlyList<Graph> graphs) => ActivityFile.Read(path, SourceFile.ReadContent(path), graphs);

    /// <summary>Reads the activity of one of these networks with all that it tells: rates, and spikes of each step.</summary>
    /// <exception cref="DiagnosticException">The file is missing, broken, of another network, or says what cannot be.</exception>
    public static WorkloadActivity ReadAll(string path, IReadOnlyList<Graph> graphs)
    {
        var profile = Read(path, graphs);
        var nodes = JsonFile.ReadObject(path, SourceFile.ReadContent(path)).GetProperty("nodes").EnumerateArray().Select(node =>
        {
            var name = node.GetProperty("name").GetString()!;
            var rate = JsonFile.Number(node, "rate", path, $"node '{name}'") ?? profile.Densities[name];
            if (rate < 0)
            {
                throw new DiagnosticException(Catalog.ActivityOutOfRange(path, name, "rate", rate.ToString("R", CultureInfo.InvariantCulture)));
            }

            return (name, new NodeActivity(profile.Densities[name], rate, SpikesPerStep(node, name, path)));
        });
        return WorkloadActivity.Recorded(profile.Network, nodes.ToDictionary());
    }

    private static double[]? SpikesPerStep(JsonElement node, string name, string path) =>
        node.TryGetProperty("spikes_per_step", out var steps) && steps.ValueKind != JsonValueKind.Null
            ? [.. JsonFile.Expect(steps, JsonValueKind.Array, path, $"'spikes_per_step' of node '{name}'").EnumerateArray()
                .Select(value => JsonFile.Expect(value, JsonValueKind.Number, path, $"a member of 'spikes_per_step' of node '{name}'").GetDouble())]
            : null;
}
