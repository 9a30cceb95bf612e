using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Text;

namespace Snnc.LanguageServer.Queries.Completion;

/// <summary>An open bracket before a place, and what stands in it.</summary>
/// <param name="Opener">Of which kind it is.</param>
/// <param name="Callee">The name before it, with its dots; "" without one.</param>
/// <param name="CalleeSpan">Where that stands.</param>
/// <param name="Argument">How many commas stand before the place in it.</param>
/// <param name="ArgumentTokens">What stands between the last comma and the place.</param>
/// <param name="Given">The names of the arguments in it, before and behind the place.</param>
internal sealed record OpenBracket(
    TokenKind Opener, string Callee, TextSpan CalleeSpan, int Argument, IReadOnlyList<Token> ArgumentTokens, IReadOnlyList<string> Given)
{
    /// <summary>Gets the name of the argument that the place is in, or null.</summary>
    public string? ArgumentName => ArgumentTokens is [{ Kind: TokenKind.Identifier } name, { Kind: TokenKind.Equal }, ..] ? name.Text : null;
}

/// <summary>
/// What stands before a place, told from tokens alone, so that it does not matter whether the text around it is finished.
/// </summary>
internal sealed class TextPlace
{
    private readonly List<(Surroundings Kind, int Head)> _frames = [];
    private readonly IReadOnlyList<Token> _tokens;

    /// <summary>Looks at a place of a text.</summary>
    public TextPlace(SyntaxTree tree, int offset)
    {
        _tokens = tree.Tokens;
        var count = _tokens.TakeWhile(token => token.Kind != TokenKind.EndOfFile && token.Span.End < offset).Count();
        var next = _tokens[Math.Min(count, _tokens.Count - 1)];
        IsInComment = IsComment(next, offset);
        Word = next.Span.Start < offset && IsWordOrString(next) && !(IsClosed(next) && next.Span.End == offset) ? next : null;
        var before = Word is not null || next.Span.Start >= offset || next.Kind == TokenKind.EndOfFile ? count : count + 1;
        Replace = Word is null ? new TextSpan(offset, 0) : TextSpan.FromBounds(Word.Span.Start + (IsInString ? 1 : 0), offset);
        Statement = Walk(before);
        Brackets = FindBrackets(before);
    }

    /// <summary>Gets the word or string that is being typed, or null.</summary>
    public Token? Word { get; }

    /// <summary>Gets what a completion replaces: the part of the word before the place; of a string, without the quote.</summary>
    public TextSpan Replace { get; }

    /// <summary>Gets a value indicating whether the place is in a comment.</summary>
    public bool IsInComment { get; }

    /// <summary>Gets a value indicating whether a string is being typed.</summary>
    public bool IsInString => Word?.Kind == TokenKind.String;

    /// <summary>Gets the tokens of the statement before the word.</summary>
    public IReadOnlyList<Token> Statement { get; }

    /// <summary>Gets the brackets of the statement that are open, outermost first.</summary>
    public IReadOnlyList<OpenBracket> Brackets { get; }

    /// <summary>Gets what braces the place is in.</summary>
    public Surroundings Surroundings => _frames.Count == 0 ? Surroundings.File : _frames[^1].Kind;

    /// <summary>Gets where the declaration that the place is in starts, or null.</summary>
    public int? Declaration => _frames.Count == 0 ? null : _tokens[_frames[0].Head].Span.Start;

    /// <summary>Gets the token before the word, or null at the beginning of a statement.</summary>
    public Token? Last => Statement.Count == 0 ? null : Statement[^1];

    /// <summary>Gets the keyword that the statement starts with.</summary>
    public TokenKind Head => Statement.Count == 0 ? TokenKind.EndOfFile : Statement[0].Kind;

    private static bool IsWordOrString(Token token) =>
        token.Kind is TokenKind.Identifier or TokenKind.String || SyntaxFacts.IsKeyword(token.Kind);

    private static bool IsClosed(Token token) => token.Kind == TokenKind.String && token.Text.Length > 1 && token.Text[^1] == '"';

    private static bool IsComment(Token next, int offset)
    {
        var start = next.Span.Start - next.LeadingTrivia.Length;
        if (offset <= start || offset > next.Span.Start)
        {
            return false;
        }

        var before = next.LeadingTrivia[..(offset - start)];
        var line = before[(before.LastIndexOf('\n') + 1)..];
        var open = before.LastIndexOf("/*", StringComparison.Ordinal);
        return line.Contains("//", StringComparison.Ordinal) || (open >= 0 && before.IndexOf("*/", open, StringComparison.Ordinal) < 0);
    }

    private List<Token> Walk(int count)
    {
        var statement = 0;
        for (var i = 0; i < count; i++)
        {
            switch (_tokens[i].Kind)
            {
                case TokenKind.NetworkKeyword or TokenKind.BlockKeyword or TokenKind.NeuronKeyword or TokenKind.TestKeyword or TokenKind.UseKeyword:
                    // These stand at the top only: a brace before has not been closed yet.
                    _frames.Clear();
                    statement = i;
                    break;
                case TokenKind.OpenBrace:
                    _frames.Add((FrameOf(statement, i), statement));
                    statement = i + 1;
                    break;
                case TokenKind.CloseBrace:
                    statement = Close(statement, i);
                    break;
                case TokenKind.Semicolon:
                    statement = i + 1;
                    break;
            }
        }

        return [.. _tokens.Skip(statement).Take(count - statement)];
    }

    // The braces of choices are inside of a statement, which goes on behind them.
    private int Close(int statement, int at)
    {
        if (_frames.Count == 0)
        {
            return at + 1;
        }

        var (kind, head) = _frames[^1];
        _frames.RemoveAt(_frames.Count - 1);
        return kind == Surroundings.Choices ? Math.Min(head, statement) : at + 1;
    }

    private Surroundings FrameOf(int statement, int brace)
    {
        var head = statement < brace ? _tokens[statement].Kind : TokenKind.EndOfFile;
        return head switch
        {
            TokenKind.NetworkKeyword => Surroundings.Network,
            TokenKind.BlockKeyword => Surroundings.Block,
            TokenKind.NeuronKeyword => Surroundings.Neuron,
            TokenKind.TestKeyword => Surroundings.Test,
            TokenKind.TimeKeyword => Surroundings.Time,
            TokenKind.ActivityKeyword => Surroundings.Activity,
            TokenKind.QuantizeKeyword => Surroundings.Quantize,
            TokenKind.DynamicsKeyword => Surroundings.Equations,
            TokenKind.ParamKeyword => Surroundings.Choices,
            _ => Surroundings.Statements,
        };
    }

    private List<OpenBracket> FindBrackets(int count)
    {
        var open = new Stack<int>();
        for (var i = count - Statement.Count; i < count; i++)
        {
            if (_tokens[i].Kind is TokenKind.OpenParen or TokenKind.OpenBracket)
            {
                open.Push(i);
            }
            else if (_tokens[i].Kind is TokenKind.CloseParen or TokenKind.CloseBracket && open.Count > 0)
            {
                open.Pop();
            }
        }

        return [.. open.Reverse().Select(index => Bracket(index, count))];
    }

    private OpenBracket Bracket(int index, int count)
    {
        var first = index;
        while (first > 0 && (_tokens[first - 1].Kind == TokenKind.Dot || (IsName(_tokens[first - 1]) && IsNameEnd(first, index))))
        {
            first--;
        }

        var callee = _tokens.Skip(first).Take(index - first).ToList();
        var (commas, last) = Commas(index + 1, count);
        var span = callee.Count == 0 ? default : TextSpan.FromBounds(callee[0].Span.Start, callee[^1].Span.End);
        return new OpenBracket(
            _tokens[index].Kind, string.Concat(callee.Select(token => token.Text)), span, commas,
            [.. _tokens.Skip(last).Take(count - last)], Given(index + 1));
    }

    private bool IsNameEnd(int next, int bracket) => next == bracket || _tokens[next].Kind == TokenKind.Dot;

    private static bool IsName(Token token) => token.Kind == TokenKind.Identifier;

    private (int Commas, int Last) Commas(int start, int end)
    {
        var (commas, last, depth) = (0, start, 0);
        for (var i = start; i < end; i++)
        {
            depth += Depth(_tokens[i].Kind);
            if (depth == 0 && _tokens[i].Kind == TokenKind.Comma)
            {
                (commas, last) = (commas + 1, i + 1);
            }
        }

        return (commas, last);
    }

    private List<string> Given(int start)
    {
        var names = new List<string>();
        var depth = 0;
        for (var i = start; i + 1 < _tokens.Count && depth >= 0 && _tokens[i].Kind is not (TokenKind.Semicolon or TokenKind.Arrow); i++)
        {
            depth += Depth(_tokens[i].Kind);
            if (depth == 0 && IsName(_tokens[i]) && _tokens[i + 1].Kind == TokenKind.Equal)
            {
                names.Add(_tokens[i].Text);
            }
        }

        return names;
    }

    private static int Depth(TokenKind kind) => kind switch
    {
        TokenKind.OpenParen or TokenKind.OpenBracket => 1,
        TokenKind.CloseParen or TokenKind.CloseBracket => -1,
        _ => 0,
    };
}
