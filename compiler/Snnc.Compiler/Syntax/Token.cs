using Snnc.Compiler.Text;

namespace Snnc.Compiler.Syntax;

/// <summary>A word of the language with the white space and comments before it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Span">Its own characters, without trivia; empty for a token that is missing.</param>
/// <param name="Text">Its characters; "" for a missing one.</param>
/// <param name="LeadingTrivia">White space and comments before it, exactly as written.</param>
public sealed record Token(TokenKind Kind, TextSpan Span, string Text, string LeadingTrivia)
{
    /// <summary>Gets a value indicating whether the parser put it where the text has none.</summary>
    public bool IsMissing => Span.Length == 0 && Kind != TokenKind.EndOfFile;

    /// <summary>Gets the characters between the quotes of a string token (the language has no escapes).</summary>
    public string StringValue => Text.Trim('"');
}
