using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Snnc.Import.Layers;

namespace Snnc.Import.Keras;

/// <summary>A part of a model's configuration: an object of JSON whose entries are what they should be, or the import fails.</summary>
internal sealed class KerasConfig(JsonElement element)
{
    /// <summary>A configuration that stands in a text.</summary>
    /// <exception cref="LayerException">It is no JSON.</exception>
    public static KerasConfig Parse(string text)
    {
        try
        {
            return new KerasConfig(JsonDocument.Parse(text).RootElement);
        }
        catch (JsonException e)
        {
            throw new LayerException($"its configuration is no JSON (line {e.LineNumber + 1})");
        }
    }

    /// <summary>An entry that is an object.</summary>
    public KerasConfig Object(string name) => Find(name) is { ValueKind: JsonValueKind.Object } found ? new KerasConfig(found) : throw Missing(name);

    /// <summary>The objects of an entry that is a list of them, or is an object that has such a list under its own name.</summary>
    public IReadOnlyList<KerasConfig> Objects(string name) => Find(name) is { ValueKind: JsonValueKind.Array } found
        && found.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Object)
        ? [.. found.EnumerateArray().Select(item => new KerasConfig(item))] : throw Missing(name);

    /// <summary>Whether an entry is a list.</summary>
    public bool IsList(string name) => Find(name)?.ValueKind == JsonValueKind.Array;

    /// <summary>An entry that is a text.</summary>
    public string Text(string name) => TextOr(name, null) ?? throw Missing(name);

    /// <summary>An entry that is a text, if it is there.</summary>
    public string? TextOr(string name, string? absent) => Find(name) is { ValueKind: JsonValueKind.String } found ? found.GetString() : absent;

    /// <summary>An entry that is true or false, if it is there.</summary>
    public bool FlagOr(string name, bool absent) => Find(name)?.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => absent,
    };

    /// <summary>An entry that is a number, if it is there.</summary>
    public double? NumberOr(string name, double? absent) =>
        Find(name) is { ValueKind: JsonValueKind.Number } found && found.TryGetDouble(out var number) ? number : absent;

    /// <summary>An entry that is a whole number or a list of them; null if it is not there. What is open is null.</summary>
    public IReadOnlyList<long?>? Extents(string name) => Find(name) is not { } found ? null
        : found.ValueKind == JsonValueKind.Array ? [.. found.EnumerateArray().Select(item => Whole(item, name))]
        : found.ValueKind == JsonValueKind.Number ? [Whole(found, name)] : null;

    /// <summary>As many whole numbers as there are axes: one number stands for all.</summary>
    public int[] PerAxis(string name, int axes, int absent)
    {
        var given = Extents(name) ?? [absent];
        return given.Count == 1 ? [.. Enumerable.Repeat(Extent(given[0], name), axes)]
            : given.Count == axes ? [.. given.Select(number => Extent(number, name))]
            : throw new LayerException($"its {name} are not one for each of {axes} axes");
    }

    /// <summary>Two numbers for each axis; one stands for both, and one for all axes.</summary>
    public (int Before, int After)[] Sides(string name, int axes)
    {
        if (Find(name) is not { } found)
        {
            throw Missing(name);
        }

        var items = found.ValueKind == JsonValueKind.Array ? found.EnumerateArray().ToList() : [.. Enumerable.Repeat(found, axes)];
        if (axes == 1 && items.Count == 2 && items.All(item => item.ValueKind == JsonValueKind.Number))
        {
            return [(Extent(Whole(items[0], name), name), Extent(Whole(items[1], name), name))];
        }

        return items.Count == axes ? [.. items.Select(item => SidesOf(item, name))] : throw Missing(name);
    }

    /// <summary>The layers that feed this one, for each time that it is used.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Inbound() => Find("inbound_nodes") is not { ValueKind: JsonValueKind.Array } nodes ? []
        : [.. nodes.EnumerateArray().Select(node => node.ValueKind == JsonValueKind.Array ? References(node)
            : throw new LayerException("it was saved by Keras 3, and only files of Keras 2 can be imported"))];

    /// <summary>The layers that a list of inputs or outputs names.</summary>
    public IReadOnlyList<string> References(string name) =>
        Find(name) is { ValueKind: JsonValueKind.Array } list ? References(list) : throw Missing(name);

    // One reference is [name, use, output], a list of them is a list of these.
    private static IReadOnlyList<string> References(JsonElement list)
    {
        var items = list.EnumerateArray().ToList();
        return items.Count > 0 && items[0].ValueKind == JsonValueKind.String ? [items[0].GetString()!]
            : [.. items.Select(Named)];
    }

    private static string Named(JsonElement reference) =>
        reference.ValueKind == JsonValueKind.Array && reference.GetArrayLength() > 0 && reference[0].ValueKind == JsonValueKind.String
            ? reference[0].GetString()! : throw new LayerException("a reference to a layer has no name");

    private static (int Before, int After) SidesOf(JsonElement item, string name) =>
        item.ValueKind == JsonValueKind.Array && item.GetArrayLength() == 2
        ? (Extent(Whole(item[0], name), name), Extent(Whole(item[1], name), name))
        : (Extent(Whole(item, name), name), Extent(Whole(item, name), name));

    private static long? Whole(JsonElement item, string name) => item.ValueKind == JsonValueKind.Null ? null
        : item.ValueKind == JsonValueKind.Number && item.TryGetInt64(out var number) ? number
        : throw new LayerException($"its {name} are no whole numbers");

    private static int Extent(long? number, string name) => number is >= 0 and <= int.MaxValue ? (int)number
        : throw new LayerException($"its {name} cannot be {number}");

    private static LayerException Missing(string name) => new($"its configuration has no {name}");

    private JsonElement? Find(string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var found) ? found : null;
}
