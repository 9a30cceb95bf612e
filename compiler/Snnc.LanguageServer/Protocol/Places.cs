using System.Collections.Generic;

namespace Snnc.LanguageServer.Protocol;

/// <summary>A place between two characters: 0-based line, and UTF-16 code units from its beginning.</summary>
public sealed record Position(int Line, int Character);

/// <summary>A half-open range of a document.</summary>
public sealed record Range(Position Start, Position End);

/// <summary>A range of a document that is named by its URI.</summary>
public sealed record Location(string Uri, Range Range);

/// <summary>Replaces a range.</summary>
public sealed record TextEdit(Range Range, string NewText);

/// <summary>Changes of several documents, by their URIs.</summary>
public sealed record WorkspaceEdit(IReadOnlyDictionary<string, IReadOnlyList<TextEdit>> Changes);

/// <summary>Text that a client shows; <see cref="Kind"/> is <c>markdown</c> or <c>plaintext</c>.</summary>
public sealed record MarkupContent(string Kind, string Value)
{
    /// <summary>Markdown.</summary>
    public static MarkupContent Markdown(string value) => new("markdown", value);
}

/// <summary>A command that a client runs: one of its own or of the server's.</summary>
public sealed record Command(string Title, [property: System.Text.Json.Serialization.JsonPropertyName("command")] string Name)
{
    /// <summary>Gets what it is called with.</summary>
    public IReadOnlyList<System.Text.Json.JsonElement>? Arguments { get; init; }
}
