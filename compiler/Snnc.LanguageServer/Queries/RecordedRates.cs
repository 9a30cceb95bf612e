using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;

namespace Snnc.LanguageServer.Queries;

/// <summary>The spike rates that <c>snnc profile</c> recorded of a network, from NAME.activity.json beside NAME.snn.</summary>
/// <param name="Network">The network; null where nothing was recorded.</param>
/// <param name="Rates">By node: spikes per neuron and step.</param>
/// <param name="Densities">By node: the share of elements that are not 0.</param>
internal sealed record RecordedRates(string? Network, IReadOnlyDictionary<string, double> Rates, IReadOnlyDictionary<string, double> Densities)
{
    private const long MaxBytes = 16 << 20;

    /// <summary>Gets what is known where nothing was recorded.</summary>
    public static RecordedRates None { get; } = new(null, new Dictionary<string, double>(), new Dictionary<string, double>());

    /// <summary>The rate of a node, or null.</summary>
    public double? Of(string network, string node) => network == Network && Rates.TryGetValue(node, out var rate) ? rate : null;

    /// <summary>Reads what stands beside a program; nothing where there is no such file, or where it is none of ours.</summary>
    public static RecordedRates Beside(string program)
    {
        try
        {
            var path = Path.ChangeExtension(program, ".activity.json");
            return File.Exists(path) && new FileInfo(path).Length <= MaxBytes ? Read(File.ReadAllText(path)) : None;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return None;
        }
    }

    /// <summary>Reads the text of such a file.</summary>
    public static RecordedRates Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            var nodes = root.GetProperty("nodes");
            return new RecordedRates(root.GetProperty("network").GetString(), Field(nodes, "rate"), Field(nodes, "density"));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentNullException)
        {
            return None;
        }
    }

    private static Dictionary<string, double> Field(JsonElement nodes, string field)
    {
        var values = new Dictionary<string, double>();
        foreach (var node in nodes.EnumerateArray())
        {
            if (node.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.Number)
            {
                values[node.GetProperty("name").GetString()!] = value.GetDouble();
            }
        }

        return values;
    }
}
