using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Text;

namespace Snnc.Cli.Reporting;

/// <summary>Diagnostics as a log of SARIF 2.1.0 (OASIS), which code hosts and editors read.</summary>
internal static class DiagnosticSarif
{
    /// <summary>The log on one line.</summary>
    public static string Print(IReadOnlyCollection<Diagnostic> diagnostics)
    {
        var rules = diagnostics.Select(d => d.Code).Distinct().Select(code => (JsonNode)new JsonObject { ["id"] = code });
        var driver = new JsonObject { ["name"] = "snnc", ["version"] = ProductVersion.Text, ["rules"] = new JsonArray([.. rules]) };
        var run = new JsonObject
        {
            ["tool"] = new JsonObject { ["driver"] = driver },
            ["columnKind"] = "utf16CodeUnits",
            ["results"] = new JsonArray([.. diagnostics.Select(ToResult)]),
        };
        var log = new JsonObject
        {
            ["$schema"] = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray(run),
        };
        return log.ToJsonString(JsonText.Compact);
    }

    private static JsonObject ToResult(Diagnostic diagnostic)
    {
        var message = diagnostic.Hint is null ? diagnostic.Message : $"{diagnostic.Message} ({diagnostic.Hint})";
        var result = new JsonObject
        {
            ["ruleId"] = diagnostic.Code,
            ["level"] = diagnostic.Severity == Severity.Info ? "note" : DiagnosticText.Word(diagnostic.Severity),
            ["message"] = new JsonObject { ["text"] = message },
            ["locations"] = new JsonArray(ToLocation(diagnostic.Location, null)),
        };
        if (diagnostic.Related.Count > 0)
        {
            result["relatedLocations"] = new JsonArray([.. diagnostic.Related.Select(related => ToLocation(related.Location, related.Message))]);
        }

        return result;
    }

    private static JsonObject ToLocation(Location at, string? message)
    {
        var physical = new JsonObject { ["artifactLocation"] = new JsonObject { ["uri"] = at.Path.Replace('\\', '/') } };
        if (at.Source.Content.Length > 0)
        {
            physical["region"] = new JsonObject
            {
                ["startLine"] = at.Start.Line,
                ["startColumn"] = at.Start.Column,
                ["endLine"] = at.End.Line,
                ["endColumn"] = at.End.Column,
            };
        }

        var location = new JsonObject { ["physicalLocation"] = physical };
        if (message is not null)
        {
            location["message"] = new JsonObject { ["text"] = message };
        }

        return location;
    }
}
