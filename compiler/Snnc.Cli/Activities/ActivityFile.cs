using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using Snnc.Cli.Files;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Targets;
using Snnc.Cost.Workloads;

namespace Snnc.Cli.Activities;

/// <summary>
/// Recorded activity as JSON. Reading needs <c>network</c>, and of each node <c>name</c> and one of <c>density</c> and <c>rate</c>, so that a file
/// can be
/// written by hand.
/// </summary>
internal static class ActivityFile
{
    /// <summary>What the field <c>format</c> says.</summary>
    public const string Format = "snnc-activity";

    /// <summary>Reads the activity of one of these networks.</summary>
    /// <exception cref="DiagnosticException">The file is missing, broken, of another network, or says what cannot be.</exception>
    public static ActivityProfile Read(string path, IReadOnlyList<Graph> graphs)
    {
        var root = JsonFile.ReadObject(path);
        var network = JsonFile.Field(root, "network", JsonValueKind.String, path, "the file").GetString()!;
        var graph = graphs.FirstOrDefault(graph => graph.Name == network)
            ?? throw new DiagnosticException(Catalog.ActivityOfAnotherNetwork(path, network, [.. graphs.Select(graph => graph.Name)]));
        var densities = new Dictionary<string, double>();
        foreach (var node in JsonFile.Field(root, "nodes", JsonValueKind.Array, path, "the file").EnumerateArray())
        {
            var (name, density) = ReadNode(node, graph, path);
            densities[name] = density;
        }

        return new ActivityProfile(network, (int)(JsonFile.Number(root, "samples", path, "the file") ?? 0), densities);
    }

    /// <summary>Reads the activity of one of these networks with all that it tells: rates, and spikes of each step.</summary>
    /// <exception cref="DiagnosticException">The file is missing, broken, of another network, or says what cannot be.</exception>
    public static WorkloadActivity ReadRecorded(string path, IReadOnlyList<Graph> graphs)
    {
        var profile = Read(path, graphs);
        var nodes = JsonFile.ReadObject(path).GetProperty("nodes").EnumerateArray().Select(node =>
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

    private static (string Name, double Density) ReadNode(JsonElement node, Graph graph, string path)
    {
        JsonFile.Expect(node, JsonValueKind.Object, path, "a member of 'nodes'");
        var name = JsonFile.Field(node, "name", JsonValueKind.String, path, "a member of 'nodes'").GetString()!;
        if (graph.Nodes.All(other => other.Name != name))
        {
            var nearest = EditDistance.Nearest(name, graph.Nodes.Select(other => other.Name));
            throw new DiagnosticException(Catalog.ActivityOfUnknownNode(path, name, graph.Name, nearest));
        }

        var where = $"node '{name}'";
        var field = node.TryGetProperty("density", out var found) && found.ValueKind != JsonValueKind.Null ? "density" : "rate";
        var density = JsonFile.Number(node, field, path, where)
            ?? throw new DiagnosticException(Catalog.WrongField(path, $"{where} has neither 'density' nor 'rate'"));
        return density is >= 0 and <= 1
            ? (name, density)
            : throw new DiagnosticException(Catalog.ActivityOutOfRange(path, name, field, density.ToString("R", CultureInfo.InvariantCulture)));
    }
}
