using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Snnc.Cost.Accelerators;

/// <summary>The JSON schema (draft 2020-12) of accelerators' files, by which editors complete and check them; the reader checks all of it and
/// more.</summary>
public static class AcceleratorSchema
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The schema as text.</summary>
    /// <param name="families">What the families read.</param>
    public static string Text(IReadOnlyList<FamilySchema> families) => Root(families).ToJsonString(Indented) + "\n";

    private static JsonObject Root(IReadOnlyList<FamilySchema> families) =>
        Root(families, [.. families.SelectMany(family => family.Quirks).Select(q => q.Name)]);

    private static JsonObject Root(IReadOnlyList<FamilySchema> families, IReadOnlyList<string> quirks) => new()
    {
        ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
        ["title"] = "An accelerator of snnc",
        ["type"] = "object",
        ["required"] = new JsonArray("name", "title"),
        ["additionalProperties"] = false,
        ["properties"] = new JsonObject
        {
            ["$schema"] = Text(),
            ["name"] = Text("The name by which it is chosen."),
            ["title"] = Text("What it is, in a line."),
            ["family"] = new JsonObject { ["enum"] = Strings(families.Select(family => family.Family)) },
            ["extends"] = Text("Another accelerator, by its name or its file; what is not written here is as there."),
            ["sources"] = new JsonObject { ["type"] = "object", ["additionalProperties"] = Text() },
            ["constants"] = Constants(families),
            ["quirks"] = List("The switches that make it count as a reference tool does.", quirks),
            ["imitates"] = List("The switches that are on.", quirks),
            ["not_modelled"] = new JsonObject { ["type"] = "array", ["items"] = Text(), ["description"] = "Sentences that every report repeats." },
        },
    };

    private static JsonObject Constants(IReadOnlyList<FamilySchema> families)
    {
        var specs = families.SelectMany(family => family.Allowed).GroupBy(spec => spec.Name).Select(group => group.First()).ToList();
        var (fixedNames, patterns) = (new JsonObject(), new JsonObject());
        foreach (var spec in specs)
        {
            (spec.Name.Contains('*', StringComparison.Ordinal) ? patterns : fixedNames)[NameOf(spec)] = Constant(spec);
        }

        return new JsonObject
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = fixedNames,
            ["patternProperties"] = patterns,
        };
    }

    private static string NameOf(ConstantSpec spec) =>
        spec.Name.Contains('*', StringComparison.Ordinal)
            ? $"^{Regex.Escape(spec.Name).Replace(@"\*", "[^.]+", StringComparison.Ordinal)}$"
            : spec.Name;

    private static JsonObject Constant(ConstantSpec spec) => new()
    {
        ["type"] = "object",
        ["description"] = spec.Meaning,
        ["required"] = new JsonArray("value", "unit", "source", "confidence"),
        ["additionalProperties"] = false,
        ["properties"] = new JsonObject
        {
            ["value"] = new JsonObject { ["type"] = new JsonArray("number", "null"), ["minimum"] = 0 },
            ["unit"] = new JsonObject { ["enum"] = Strings(Units.Of(spec.Quantity)) },
            ["source"] = Text("Who says so, or a key of 'sources'."),
            ["confidence"] = new JsonObject { ["enum"] = Strings(Enum.GetNames<Confidence>().Select(name => name.ToLowerInvariant())) },
        },
    };

    private static JsonObject List(string description, IEnumerable<string> values) => new()
    {
        ["type"] = "array",
        ["description"] = description,
        ["items"] = new JsonObject { ["enum"] = Strings(values.Distinct()) },
    };

    private static JsonObject Text(string? description = null)
    {
        var text = new JsonObject { ["type"] = "string" };
        if (description is not null)
        {
            text["description"] = description;
        }

        return text;
    }

    private static JsonArray Strings(IEnumerable<string> values) => new([.. values.Select(value => (JsonNode)value)]);
}
