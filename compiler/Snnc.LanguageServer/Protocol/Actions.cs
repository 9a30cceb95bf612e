using System.Collections.Generic;
using System.Text.Json;

namespace Snnc.LanguageServer.Protocol;

/// <summary>Of <c>textDocument/codeAction</c>.</summary>
public sealed record CodeActionParams(TextDocumentIdentifier TextDocument, Range Range, CodeActionContext Context) : IDocumentParams;

/// <summary>What a client knows about the range.</summary>
public sealed record CodeActionContext(IReadOnlyList<Diagnostic> Diagnostics, IReadOnlyList<string>? Only = null);

/// <summary>A change that mends or improves; <see cref="Kind"/> is <c>quickfix</c>, <c>refactor</c> ...</summary>
public sealed record CodeAction(string Title, string Kind)
{
    /// <summary>Gets what it mends.</summary>
    public IReadOnlyList<Diagnostic>? Diagnostics { get; init; }

    /// <summary>Gets a value indicating whether it is what one usually wants.</summary>
    public bool? IsPreferred { get; init; }

    /// <summary>Gets the change.</summary>
    public WorkspaceEdit? Edit { get; init; }

    /// <summary>Gets a command to be run after the change.</summary>
    public Command? Command { get; init; }
}

/// <summary>A line of text above a place.</summary>
public sealed record CodeLens(Range Range, Command? Command = null, JsonElement? Data = null);

/// <summary>What a code lens is about, for when its text is asked for.</summary>
public sealed record CodeLensData(string Uri, string Network, string? Node = null);

/// <summary>What an inlay hint says.</summary>
public enum InlayHintKind
{
    /// <summary>A type.</summary>
    Type = 1,

    /// <summary>The name of a parameter.</summary>
    Parameter = 2,
}

/// <summary>Text that is shown inside a line and is not of it.</summary>
public sealed record InlayHint(Position Position, string Label)
{
    /// <summary>Gets what it says.</summary>
    public InlayHintKind? Kind { get; init; }

    /// <summary>Gets what is shown beside the pointer.</summary>
    public MarkupContent? Tooltip { get; init; }

    /// <summary>Gets a value indicating whether a space stands before it.</summary>
    public bool? PaddingLeft { get; init; }

    /// <summary>Gets a value indicating whether a space stands after it.</summary>
    public bool? PaddingRight { get; init; }
}

/// <summary>Of <c>workspace/executeCommand</c>.</summary>
public sealed record ExecuteCommandParams(string Command, IReadOnlyList<JsonElement>? Arguments = null);
