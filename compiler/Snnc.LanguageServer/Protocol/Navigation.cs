using System.Collections.Generic;

namespace Snnc.LanguageServer.Protocol;

/// <summary>What is shown beside the pointer.</summary>
public sealed record Hover(MarkupContent Contents, Range? Range = null);

/// <summary>Of <c>textDocument/references</c>.</summary>
public sealed record ReferenceParams(TextDocumentIdentifier TextDocument, Position Position, ReferenceContext Context) : IDocumentParams;

/// <summary>Whether the declaration is one of the references.</summary>
public sealed record ReferenceContext(bool IncludeDeclaration);

/// <summary>How a highlighted name is used.</summary>
public enum DocumentHighlightKind
{
    /// <summary>Mentioned.</summary>
    Text = 1,

    /// <summary>Read.</summary>
    Read = 2,

    /// <summary>Declared or assigned.</summary>
    Write = 3,
}

/// <summary>A place to be highlighted.</summary>
public sealed record DocumentHighlight(Range Range, DocumentHighlightKind Kind);

/// <summary>Of <c>textDocument/rename</c>.</summary>
public sealed record RenameParams(TextDocumentIdentifier TextDocument, Position Position, string NewName) : IDocumentParams;

/// <summary>What <c>textDocument/prepareRename</c> answers.</summary>
public sealed record PrepareRenameResult(Range Range, string Placeholder);

/// <summary>What <c>textDocument/signatureHelp</c> answers.</summary>
public sealed record SignatureHelp(IReadOnlyList<SignatureInformation> Signatures, int ActiveSignature, int ActiveParameter);

/// <summary>One way to call something.</summary>
public sealed record SignatureInformation(string Label, IReadOnlyList<ParameterInformation> Parameters, MarkupContent? Documentation = null);

/// <summary>A parameter; its label is a part of the signature's.</summary>
public sealed record ParameterInformation(string Label, MarkupContent? Documentation = null);

/// <summary>A range and the next larger one around it.</summary>
public sealed record SelectionRange(Range Range, SelectionRange? Parent);

/// <summary>Lines that can be hidden; <see cref="Kind"/> is <c>comment</c>, <c>imports</c>, or null.</summary>
public sealed record FoldingRange(int StartLine, int EndLine, string? Kind = null);
