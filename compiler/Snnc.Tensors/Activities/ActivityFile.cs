using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Targets;
using Snnc.Tensors.Json;

namespace Snnc.Tensors.Activities;

/// <summary>
/// Recorded activity as JSON. Reading needs <c>network</c>, and of each node <c>name</c> and one of <c>density</c> and <c>rate</c>, so that a file
/// can be written by hand. Where <c>elements</c> is there it must be the node's: another program may have a network and nodes of the same names.
/// </summary>
public static class ActivityFile
{
    /// <summary>What the field <c>format</c> says.</summary>
    public const string Format = "snnc-activity";

    /// <summary>Reads the activity of one of these networks.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="content">Its text.</param>
    /// <exception cref="DiagnosticException">It is broken, of another network, or says what cannot be.</exception>
    public static ActivityProfile Read(string path, string content, IReadOnlyList<Graph> graphs)
    {
        var root = JsonFile.ReadObject(path, content);
        var network = JsonFile.Field(root, "network", JsonValueKind.String, path, "the file").GetString()!;
        var graph = graphs.FirstOrDefault(graph => graph.Name == network)
            ?? throw new DiagnosticException(Catalog.ActivityOfAnotherNetwork(path, network, [.. graphs.Select(graph => graph.Name)]));
        var densities = new Dictionary<string, double>();
        foreach (var node in JsonFile.Field(root, "nodes", JsonValueKind.Array, path, "the file").EnumerateArray())
        {
            var (name, density) = ReadNode(node, graph, path);
            densities[name] = density;
        }

        return new ActivityProfile(network, densities);
    }

    private static (string Name, double Density) ReadNode(JsonElement node, Graph graph, string path)
    {
        JsonFile.Expect(node, JsonValueKind.Object, path, "a member of 'nodes'");
        var name = JsonFile.Field(node, "name", JsonValueKind.String, path, "a member of 'nodes'").GetString()!;
        if (graph.Nodes.FirstOrDefault(other => other.Name == name) is not { } known)
        {
            var nearest = EditDistance.Nearest(name, graph.Nodes.Select(other => other.Name));
            throw new DiagnosticException(Catalog.ActivityOfUnknownNode(path, name, graph.Name, nearest));
        }

        var where = $"node '{name}'";
        if (JsonFile.Number(node, "elements", path, where) is { } elements && elements != known.Type.Shape.Size)
        {
            throw new DiagnosticException(Catalog.ActivityOfAnotherSize(path, name, (long)elements, known.Type.Shape.Size));
        }

        var field = node.TryGetProperty("density", out var found) && found.ValueKind != JsonValueKind.Null ? "density" : "rate";
        var density = JsonFile.Number(node, field, path, where)
            ?? throw new DiagnosticException(Catalog.WrongField(path, $"{where} has neither 'density' nor 'rate'"));
        return density is >= 0 and <= 1
            ? (name, density)
            : throw new DiagnosticException(Catalog.ActivityOutOfRange(path, name, field, density.ToString("R", CultureInfo.InvariantCulture)));
    }
}
