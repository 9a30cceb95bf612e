using System.Collections.Generic;

namespace Snnc.LanguageServer.Protocol;

/// <summary>Parameters that name a document.</summary>
public interface IDocumentParams
{
    /// <summary>Gets the document.</summary>
    TextDocumentIdentifier TextDocument { get; }
}

/// <summary>Names a document.</summary>
public sealed record TextDocumentIdentifier(string Uri);

/// <summary>A document that was opened, with its text.</summary>
public sealed record TextDocumentItem(string Uri, string LanguageId, int Version, string Text);

/// <summary>Names a state of a document.</summary>
public sealed record VersionedTextDocumentIdentifier(string Uri, int Version);

/// <summary>A document alone.</summary>
public sealed record DocumentParams(TextDocumentIdentifier TextDocument) : IDocumentParams;

/// <summary>A place in a document.</summary>
public sealed record DocumentPositionParams(TextDocumentIdentifier TextDocument, Position Position) : IDocumentParams;

/// <summary>A range of a document.</summary>
public sealed record DocumentRangeParams(TextDocumentIdentifier TextDocument, Range Range) : IDocumentParams;

/// <summary>Several places in a document.</summary>
public sealed record DocumentPositionsParams(TextDocumentIdentifier TextDocument, IReadOnlyList<Position> Positions) : IDocumentParams;

/// <summary>Of <c>textDocument/didOpen</c>.</summary>
public sealed record DidOpenParams(TextDocumentItem TextDocument);

/// <summary>Of <c>textDocument/didChange</c>.</summary>
public sealed record DidChangeParams(VersionedTextDocumentIdentifier TextDocument, IReadOnlyList<ContentChange> ContentChanges);

/// <summary>One change: of a range, or of the whole text where there is none.</summary>
public sealed record ContentChange(string Text, Range? Range = null);

/// <summary>Of <c>textDocument/formatting</c> and <c>textDocument/rangeFormatting</c>; the form is canonical, so options say nothing.</summary>
public sealed record FormattingParams(TextDocumentIdentifier TextDocument, Range? Range = null) : IDocumentParams;
