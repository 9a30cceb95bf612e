using System.Text.Encodings.Web;
using System.Text.Json;

namespace Snnc.Cli.Reporting;

/// <summary>How JSON is written: quotes and apostrophes as they are, since no page of a browser is made of it.</summary>
internal static class JsonText
{
    /// <summary>Gets the options for one line.</summary>
    public static JsonSerializerOptions Compact { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Gets the options for files that people read too.</summary>
    public static JsonSerializerOptions Indented { get; } = new(Compact) { WriteIndented = true };
}
