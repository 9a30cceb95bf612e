using System.Collections.Generic;

namespace Snnc.LanguageServer.Protocol;

/// <summary>The picture beside a completion.</summary>
public enum CompletionItemKind
{
    Text = 1, Method, Function, Constructor, Field, Variable, Class, Interface, Module, Property, Unit, Value, Enum, Keyword, Snippet,
    Color, File, Reference, Folder, EnumMember, Constant, Struct, Event, Operator, TypeParameter,
}

/// <summary>Whether the text of a completion has places to fill in.</summary>
public enum InsertTextFormat
{
    /// <summary>It is inserted as it is.</summary>
    PlainText = 1,

    /// <summary>It holds <c>$1</c>, <c>${2:name}</c> ...</summary>
    Snippet = 2,
}

/// <summary>Of <c>textDocument/completion</c>.</summary>
public sealed record CompletionParams(TextDocumentIdentifier TextDocument, Position Position, CompletionContext? Context = null) : IDocumentParams;

/// <summary>Why completion was asked for.</summary>
public sealed record CompletionContext(int TriggerKind, string? TriggerCharacter = null);

/// <summary>What can be written at a place; incomplete where more typing may bring others.</summary>
public sealed record CompletionList(bool IsIncomplete, IReadOnlyList<CompletionItem> Items);

/// <summary>One thing that can be written at a place.</summary>
public sealed record CompletionItem(string Label, CompletionItemKind Kind)
{
    /// <summary>Gets its type or signature.</summary>
    public string? Detail { get; init; }

    /// <summary>Gets what it is.</summary>
    public MarkupContent? Documentation { get; init; }

    /// <summary>Gets what the list is ordered by; the label where there is none.</summary>
    public string? SortText { get; init; }

    /// <summary>Gets what typed text is compared with; the label where there is none.</summary>
    public string? FilterText { get; init; }

    /// <summary>Gets what is inserted; the label where there is none.</summary>
    public string? InsertText { get; init; }

    /// <summary>Gets the form of the text.</summary>
    public InsertTextFormat? InsertTextFormat { get; init; }

    /// <summary>Gets the replacement that it is, in place of <see cref="InsertText"/>.</summary>
    public TextEdit? TextEdit { get; init; }

    /// <summary>Gets edits elsewhere that go with it.</summary>
    public IReadOnlyList<TextEdit>? AdditionalTextEdits { get; init; }

    /// <summary>Gets a command to be run after it was inserted.</summary>
    public Command? Command { get; init; }
}
