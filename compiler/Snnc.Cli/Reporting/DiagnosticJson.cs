using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Text;

namespace Snnc.Cli.Reporting;

/// <summary>
/// Diagnostics as one JSON object:
/// <c>{"diagnostics":[{"code","severity","file","line","column","endLine","endColumn","message","hint","related"}]}</c>.
/// </summary>
internal static class DiagnosticJson
{
    /// <summary>The object on one line. Lines and columns count from 1; a file that is no text has none (null).</summary>
    public static string Print(IEnumerable<Diagnostic> diagnostics)
    {
        var list = new JsonArray([.. diagnostics.Select(ToJson)]);
        return new JsonObject { ["diagnostics"] = list }.ToJsonString(JsonText.Compact);
    }

    private static JsonObject ToJson(Diagnostic diagnostic)
    {
        var result = new JsonObject { ["code"] = diagnostic.Code, ["severity"] = DiagnosticText.Word(diagnostic.Severity) };
        AddPlace(result, diagnostic.Location);
        result["message"] = diagnostic.Message;
        result["hint"] = diagnostic.Hint;
        result["related"] = new JsonArray([.. diagnostic.Related.Select(related =>
        {
            var place = new JsonObject();
            AddPlace(place, related.Location);
            place["message"] = related.Message;
            return place;
        })]);
        return result;
    }

    private static void AddPlace(JsonObject target, Location at)
    {
        var isText = at.Source.Content.Length > 0;
        target["file"] = at.Path;
        target["line"] = isText ? at.Start.Line : null;
        target["column"] = isText ? at.Start.Column : null;
        target["endLine"] = isText ? at.End.Line : null;
        target["endColumn"] = isText ? at.End.Column : null;
    }
}
