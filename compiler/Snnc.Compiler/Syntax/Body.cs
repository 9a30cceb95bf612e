using System;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Text;
using Sprache;
using static Snnc.Compiler.Syntax.Combinators;

namespace Snnc.Compiler.Syntax;

/// <summary>A kind of body: what stands between its braces, and what to say about text that does not belong there.</summary>
/// <param name="Name">What the body is of: "a network".</param>
/// <param name="Item">What one of its items is called: "a member".</param>
/// <param name="Starts">The keywords that items start with.</param>
/// <param name="OrName">What an item without a keyword starts with, for messages; null where every item has one.</param>
internal sealed record Body(string Name, string Item, TokenSet Starts, string? OrName = null)
{
    private readonly string[] _keywords = Enum.GetValues(typeof(TokenKind)).Cast<TokenKind>()
        .Where(kind => SyntaxFacts.IsKeyword(kind) && Starts.Contains(kind)).Select(kind => SyntaxFacts.TextOf(kind)!).ToArray();

    private string Expected => string.Join(", ", _keywords.Select(word => $"'{word}'").Concat(OrName is null ? [] : new[] { OrName }));

    /// <summary>"{" { item } "}": it ends at the closing brace, at a token of <paramref name="stop"/>, where a declaration starts, or where
    /// <paramref name="leaves"/> says that what follows belongs to the body around this one.</summary>
    public Parser<EquatableArray<T>> Braces<T>(Parser<T> item, TokenSet stop, Func<TextSpan, T> errorNode, Func<TokenInput, bool>? leaves = null)
    {
        var ends = stop.And(TokenSet.Declarations).And(TokenKind.CloseBrace);
        var items = OrMisspelt(item).ManyUntil(input => ends.Contains(input.Kind) || leaves?.Invoke(input) == true, Junk(ends, errorNode));
        return from brace in Open(ends.And(Starts).And(TokenSet.StatementEnds))
               from found in items
               from close in Required.Closer(brace, TokenKind.CloseBrace)
               select found;
    }

    // What stands between the head and its brace is skipped, unless it may be inside already.
    private static Parser<Token> Open(TokenSet sync)
    {
        var brace = Required.Sign(TokenKind.OpenBrace);
        return input =>
        {
            var here = (TokenInput)input;
            var ahead = here.SkipTo(sync);
            return ahead.Kind != TokenKind.OpenBrace || ahead.Position == here.Position
                ? brace(input)
                : Result.Success(ahead.Token, ((TokenInput)brace(input).Remainder).AdvanceTo(ahead.Position + 1));
        };
    }

    /// <summary>Text that starts nothing: reported, and read up to its semicolon, its closing brace, or what stops the body. Where junk follows
    /// junk, <paramref name="once"/> is enough: a stray brace at the top of a file sets free all that was inside.</summary>
    public Parser<T> Junk<T>(TokenSet stop, Func<TextSpan, T> errorNode, bool once = false)
    {
        var sync = stop.And(Starts).And(TokenKind.Semicolon);
        return input =>
        {
            var here = (TokenInput)input;
            var after = here.Report(() => Finding(here)).SkipTo(sync, junk: true);
            after = after.Kind == TokenKind.Semicolon ? after.Advance() : after;
            return Result.Success(errorNode(after.Since(here.Token.Span)), once ? after.Quiet() : after);
        };
    }

    /// <summary>An item whose keyword may be misspelt: a word near a keyword is read as that where no item without keyword can start.</summary>
    public Parser<T> OrMisspelt<T>(Parser<T> item) => input =>
    {
        var here = (TokenInput)input;
        if (!CannotBeName(here) || EditDistance.Nearest(here.Token.Text, _keywords) is not { } keyword)
        {
            return item(input);
        }

        var finding = here.Report(() => Catalog.MisspeltKeyword(here.At(here.Token.Span), here.Token.Text, keyword));
        return item(finding.As(SyntaxFacts.KindOfWord(keyword)));
    };

    // One letter is near to too much.
    private bool CannotBeName(TokenInput here) => here.Kind == TokenKind.Identifier && here.Token.Text.Length > 1 && (OrName is null
        || here.Peek(1).Kind is TokenKind.Identifier or TokenKind.OpenBrace or TokenKind.String or TokenKind.Number);

    private Diagnostic Finding(TokenInput here)
    {
        var at = here.At(here.Token.Span);
        return SyntaxFacts.HomeOf(here.Kind) is { } home
            ? Catalog.MisplacedKeyword(at, here.Token.Text, Name, home)
            : Catalog.Unexpected(at, here.Found, Item, Expected);
    }
}
