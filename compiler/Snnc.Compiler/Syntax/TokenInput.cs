using System;
using System.Collections.Generic;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Text;
using Sprache;

namespace Snnc.Compiler.Syntax;

/// <summary>
/// A place in the tokens of a file, as Sprache's input: its source is one character per token, so that all of Sprache works on tokens.
/// What was found so far rides along. The input is immutable, so an abandoned alternative takes its diagnostics with it.
/// </summary>
internal sealed class TokenInput : IInput
{
    /// <summary>How many nested rules may be open at once: each takes about 4 KiB of stack, and a thread may have as little as 1 MiB.</summary>
    public const int MaxDepth = 128;

    /// <summary>How many nested statements may be open; the rest is for the expressions in them.</summary>
    public const int MaxStatementDepth = 96;

    private readonly TokenStream _stream;
    private readonly TokenKind? _substitute;
    private readonly int _quietAt;

    /// <summary>Initializes the place before the first token.</summary>
    public TokenInput(TokenStream stream)
        : this(stream, 0, 0, null, -1, null)
    {
    }

    private TokenInput(TokenStream stream, int position, int depth, FindingList? findings, int quietAt, TokenKind? substitute)
    {
        _stream = stream;
        Position = position;
        Depth = depth;
        Findings = findings;
        _quietAt = quietAt;
        _substitute = substitute;
    }

    /// <summary>Gets the index of the next token.</summary>
    public int Position { get; }

    /// <summary>Gets how many nested rules are open.</summary>
    public int Depth { get; }

    /// <summary>Gets what was reported on the way here, the newest first.</summary>
    public FindingList? Findings { get; }

    /// <summary>Gets the next token.</summary>
    public Token Token => _stream[Position];

    /// <summary>Gets the next token's kind.</summary>
    public TokenKind Kind => _substitute ?? Token.Kind;

    /// <summary>Gets where a missing token would stand: right after the one before.</summary>
    public TextSpan Gap => new(Position == 0 ? 0 : _stream[Position - 1].Span.End, 0);

    /// <summary>Gets a value indicating whether the next token is the first of its line.</summary>
    public bool AtLineStart => Position == 0 || Token.LeadingTrivia.IndexOf('\n') >= 0;

    /// <inheritdoc/>
    public bool AtEnd => Kind == TokenKind.EndOfFile;

    /// <inheritdoc/>
    public string Source => _stream.Kinds;

    /// <inheritdoc/>
    public char Current => (char)Kind;

    /// <inheritdoc/>
    public int Line => _stream.Source.GetPosition(Token.Span.Start).Line;

    /// <inheritdoc/>
    public int Column => _stream.Source.GetPosition(Token.Span.Start).Column;

    /// <inheritdoc/>
    public IDictionary<object, object> Memos => new Dictionary<object, object>();

    /// <inheritdoc/>
    IInput IInput.Advance() => Advance();

    /// <summary>The place after the next token.</summary>
    public TokenInput Advance() => AdvanceTo(Position + 1);

    /// <summary>A later place.</summary>
    public TokenInput AdvanceTo(int position) =>
        new(_stream, Math.Min(position, _stream.Count - 1), Depth, Findings, _quietAt, null);

    /// <summary>The same place with the next token read as another kind: what a misspelt keyword was meant to be.</summary>
    public TokenInput As(TokenKind kind) => new(_stream, Position, Depth, Findings, _quietAt, kind);

    /// <summary>The same place in a rule nested more or less deeply.</summary>
    public TokenInput WithDepth(int depth) => depth == Depth ? this : new(_stream, Position, depth, Findings, _quietAt, _substitute);

    /// <summary>The token some places on, or the end of the file.</summary>
    public Token Peek(int offset) => _stream[Math.Min(Position + offset, _stream.Count - 1)];

    /// <summary>The place of a span.</summary>
    public Location At(TextSpan span) => new(_stream.Source, span);

    /// <summary>The span from a token to the last one before this place; empty if the token is still to be read.</summary>
    public TextSpan Since(TextSpan first) => Gap.Start < first.End ? Gap : TextSpan.FromBounds(first.Start, Gap.Start);

    /// <summary>Gets a value indicating whether the next token is a reserved word that was probably meant as a name.</summary>
    public bool IsReservedName => !AtLineStart && SyntaxFacts.IsKeyword(Kind) && Kind != TokenKind.NoneKeyword;

    /// <summary>Gets how a message calls the next token.</summary>
    public string Found => Kind == TokenKind.EndOfFile || Token.Text.Length > 40 ? SyntaxFacts.Describe(Kind) : $"'{Token.Text}'";

    /// <summary>
    /// Gets the place that a message about the next token points to: that token, or, if it is on another line, the end of the one before.
    /// </summary>
    public Location Here => At(AtLineStart || AtEnd ? Gap : Token.Span);

    /// <summary>This place with a finding more; without, where one was made at this very place: the second would only repeat the first.</summary>
    public TokenInput Report(Func<Diagnostic> finding) =>
        _quietAt == Position || _stream.IsAfterBad(Position) || Findings?.Count > SyntaxTree.MaxErrors
        ? this
        : new(_stream, Position, Depth, new FindingList(finding(), Findings), Position, _substitute);

    /// <summary>
    /// The next token of <paramref name="sync"/> that is not inside brackets opened on the way. A token that ends a statement closes round and
    /// square ones, and a word that only a declaration starts with closes all: one forgotten bracket must not hide the rest of the file.
    /// <paramref name="junk"/> is at least one token, and at most up to the end of a pair of braces.
    /// </summary>
    public TokenInput SkipTo(TokenSet sync, bool junk = false)
    {
        var (braces, brackets, position) = (0, 0, Position);
        for (; !TokenSet.Declarations.Contains(_stream[position].Kind); position++)
        {
            var kind = _stream[position].Kind;
            brackets = TokenSet.StatementEnds.Contains(kind) ? 0 : brackets;
            if (braces == 0 && brackets == 0 && sync.Contains(kind) && !(junk && position == Position))
            {
                break;
            }

            if (junk && kind == TokenKind.CloseBrace && braces == 1)
            {
                return AdvanceTo(position + 1);
            }

            braces = Math.Max(0, braces + TokenSet.BraceStep(kind));
            brackets = Math.Max(0, brackets + TokenSet.BracketStep(kind));
        }

        return AdvanceTo(position);
    }

    /// <summary>This place, where nothing more is to be said: what is missing here was reported before.</summary>
    public TokenInput Quiet() => new(_stream, Position, Depth, Findings, Position, _substitute);

    /// <summary>What a rule read here in an earlier text, and the place behind it; null where it must read.</summary>
    public (SyntaxNode Node, TokenInput After)? Again(object rule)
    {
        if (_substitute is not null || _stream.Find(rule, Position) is not { } item || item.Depth != Depth
            || item.IsQuietBefore != (_quietAt == Position) || (Findings?.Count ?? 0) + item.Findings.Count > SyntaxTree.MaxErrors)
        {
            return null;
        }

        _stream.Keep(item);
        _stream.Furthest = Math.Max(_stream.Furthest, item.Furthest);
        var findings = Findings;
        foreach (var finding in item.Findings)
        {
            findings = new FindingList(finding, findings);
        }

        return (item.Node, new TokenInput(_stream, item.End, Depth, findings, item.IsQuietAfter ? item.End : -1, null));
    }

    /// <summary>Has a rule read, and keeps what it made for the next state of the text.</summary>
    public IResult<T> Kept<T>(Parser<T> rule)
        where T : SyntaxNode
    {
        var before = _stream.Furthest;
        _stream.Furthest = Position;
        var result = rule(this);
        if (result.WasSuccessful && result.Remainder is TokenInput after && Depth == after.Depth && after.Position > Position
            && _substitute is null && after._substitute is null && (after.Findings?.Count ?? 0) <= SyntaxTree.MaxErrors)
        {
            _stream.Keep(new ReadItem(rule, result.Value, Position, after.Position, _stream.Furthest, Depth, _quietAt == Position,
                after._quietAt == after.Position, FindingList.Since(after.Findings, Findings)));
        }

        _stream.Furthest = Math.Max(before, _stream.Furthest);
        return result;
    }

    /// <inheritdoc/>
    public bool Equals(IInput? other) => other is TokenInput input && input.Position == Position;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as IInput);

    /// <inheritdoc/>
    public override int GetHashCode() => Position;
}
