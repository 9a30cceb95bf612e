using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using Snnc.Cli.Files;
using Snnc.Cli.Reporting;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Targets;
using Snnc.Tensors.Json;

namespace Snnc.Cli.Costs;

/// <summary>Measured costs as JSON. Constants that a file leaves out keep their shipped values, those of native code the values of C#.</summary>
internal static class CostFile
{
    /// <summary>What the field <c>format</c> says.</summary>
    public const string Format = "snnc-costs";

    private const string Native = "native";

    /// <summary>The file's text.</summary>
    public static string ToJson(CpuCosts costs)
    {
        var root = new JsonObject
        {
            ["format"] = Format,
            ["version"] = 1,
            ["processor"] = costs.Processor,
            ["constants"] = ConstantsOf(costs),
        };
        if (costs.Native is { } native)
        {
            root[Native] = ConstantsOf(native);
        }

        return root.ToJsonString(JsonText.Indented) + "\n";
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="DiagnosticException">It is missing, broken, or says what cannot be.</exception>
    public static CpuCosts Read(string path)
    {
        var root = JsonFile.ReadObject(path, SourceFile.ReadContent(path));
        var processor = JsonFile.Field(root, "processor", JsonValueKind.String, path, "the file").GetString()!;
        var costs = TakeAll(CpuCosts.Default with { Processor = processor }, JsonFile.Field(root, "constants", JsonValueKind.Object, path, "the file"), path);
        return root.TryGetProperty(Native, out var native)
            ? costs with { Native = TakeAll(costs, JsonFile.Expect(native, JsonValueKind.Object, path, $"field '{Native}'"), path) }
            : costs;
    }

    private static JsonObject ConstantsOf(CpuCosts costs) => new(CostConstant.All
        .ToDictionary(constant => constant.Name, constant => (JsonNode?)Rounded(constant.Get(costs))));

    private static CpuCosts TakeAll(CpuCosts costs, JsonElement constants, string path) =>
        constants.EnumerateObject().Aggregate(costs, (read, property) => Take(read, property, path));

    // Measurements have no more than four digits.
    private static double Rounded(double value) =>
        double.Parse(value.ToString(value < 10_000 ? "G4" : "0", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static CpuCosts Take(CpuCosts costs, JsonProperty property, string path)
    {
        if (CostConstant.All.FirstOrDefault(constant => constant.Name == property.Name) is not { } constant)
        {
            var nearest = EditDistance.Nearest(property.Name, CostConstant.All.Select(constant => constant.Name));
            throw new DiagnosticException(Catalog.UnknownConstant(path, property.Name, nearest));
        }

        var value = JsonFile.Expect(property.Value, JsonValueKind.Number, path, $"constant '{property.Name}'").GetDouble();
        if (value > 0 && double.IsFinite(value))
        {
            return constant.With(costs, value);
        }

        var problem = $"constant '{property.Name}' is {property.Value.GetRawText()}, and must be greater than 0";
        throw new DiagnosticException(Catalog.WrongField(path, problem));
    }
}
