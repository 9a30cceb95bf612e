using System;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Text;
using Sprache;

namespace Snnc.Compiler.Syntax;

/// <summary>Tokens that must stand where they are asked for. A missing one is a diagnostic and an empty token after the one before.</summary>
internal static class Required
{
    // What may be taken for a slip of the pen and passed over when the wanted token stands right behind it.
    private static readonly TokenSet NeverSkipped =
        TokenSet.Declarations.And(TokenSet.StatementEnds).And(TokenKind.Arrow);

    /// <summary>The end of a statement.</summary>
    public static readonly Parser<Token> Semicolon = Of(TokenKind.Semicolon,
        input => Catalog.MissingSemicolon(input.At(input.Gap), input.Position == 0 ? "" : input.Peek(-1).Text));

    /// <summary>A sign or keyword.</summary>
    public static Parser<Token> Sign(TokenKind kind, string? hint = null) => Of(kind,
        input => Catalog.Expected(input.Here, SyntaxFacts.Describe(kind), input.Found, hint));

    /// <summary>A string, and what it is.</summary>
    public static Parser<Token> String(string what) => Of(TokenKind.String,
        input => Catalog.Expected(input.Here, what, input.Found, "strings stand in double quotes"));

    /// <summary>The bracket that closes another.</summary>
    public static Parser<Token> Closer(Token opener, TokenKind kind) => Of(kind,
        input => Catalog.MissingCloser(input.At(input.Gap), SyntaxFacts.TextOf(kind)!, input.Found, opener.IsMissing ? null : input.At(opener.Span)));

    /// <summary>A name, and what it names. A reserved word on the same line is taken for a badly chosen name.</summary>
    public static Parser<Token> Name(string what)
    {
        var name = Of(TokenKind.Identifier, input => Catalog.Expected(input.Here, what, input.Found, null));
        return input =>
        {
            var here = (TokenInput)input;
            return here.IsReservedName
                ? Result.Success(here.Token, here.Report(() => Catalog.ReservedWord(here.At(here.Token.Span), here.Token.Text)).Advance())
                : name(input);
        };
    }

    private static Parser<Token> Of(TokenKind kind, Func<TokenInput, Diagnostic> finding) => input =>
    {
        var here = (TokenInput)input;
        if (here.Kind == kind)
        {
            return Result.Success(here.Token, here.Advance());
        }

        var after = here.Report(() => finding(here));
        if (SyntaxFacts.IsKeyword(kind) && here.Kind == TokenKind.Identifier && here.Peek(1).Kind == TokenKind.Identifier)
        {
            return Result.Success(here.Token, after.Advance());
        }

        var slip = !here.AtLineStart && here.Peek(1).Kind == kind && !NeverSkipped.Contains(here.Kind);
        return slip
            ? Result.Success(here.Peek(1), after.AdvanceTo(here.Position + 2))
            : Result.Success(new Token(kind, here.Gap, "", ""), after);
    };
}
