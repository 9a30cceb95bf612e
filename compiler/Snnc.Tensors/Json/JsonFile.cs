using System;
using System.Text.Json;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Text;

namespace Snnc.Tensors.Json;

/// <summary>Reads JSON that this program, another one, or a person wrote: what is wrong is told with the field's path.</summary>
public static class JsonFile
{
    /// <summary>The object that a file holds.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="content">Its text.</param>
    /// <exception cref="DiagnosticException">It is no JSON, or no object.</exception>
    public static JsonElement ReadObject(string path, string content)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            return Expect(document.RootElement.Clone(), JsonValueKind.Object, path, "the file");
        }
        catch (JsonException e)
        {
            throw new DiagnosticException(Catalog.NotJson(Place(path, content, e), Reason(e)));
        }
    }

    /// <summary>A field of an object.</summary>
    /// <param name="where">The object in words, for messages.</param>
    /// <exception cref="DiagnosticException">It is missing or of another kind.</exception>
    public static JsonElement Field(JsonElement parent, string name, JsonValueKind kind, string path, string where) =>
        parent.TryGetProperty(name, out var value)
            ? Expect(value, kind, path, $"'{name}' of {where}")
            : throw new DiagnosticException(Catalog.WrongField(path, $"{where} has no field '{name}'"));

    /// <summary>A field of an object that is a number, or null where there is none.</summary>
    /// <exception cref="DiagnosticException">It is no number.</exception>
    public static double? Number(JsonElement parent, string name, string path, string where) =>
        !parent.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? null
        : Expect(value, JsonValueKind.Number, path, $"'{name}' of {where}").GetDouble();

    /// <summary>A value, if it is of this kind.</summary>
    /// <exception cref="DiagnosticException">It is not.</exception>
    public static JsonElement Expect(JsonElement value, JsonValueKind kind, string path, string where) => value.ValueKind == kind
        ? value
        : throw new DiagnosticException(Catalog.WrongField(path, $"{where} is {Word(value.ValueKind)}, and should be {Word(kind)}"));

    /// <summary>A kind of value in words, for messages.</summary>
    public static string Word(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };

    private static Location Place(string path, string content, JsonException e)
    {
        var text = new SourceText(path, content);
        var start = 0;
        for (var line = e.LineNumber ?? 0; line > 0 && content.IndexOf('\n', start) is >= 0 and var end; line--)
        {
            start = end + 1;
        }

        return new Location(text, new TextSpan(Math.Min(start + (int)(e.BytePositionInLine ?? 0), content.Length), 0));
    }

    // "... LineNumber: 3 | BytePositionInLine: 1." is told by the place.
    private static string Reason(JsonException e) => e.Message.Split([" LineNumber:"], StringSplitOptions.None)[0].TrimEnd('.', ' ');
}
