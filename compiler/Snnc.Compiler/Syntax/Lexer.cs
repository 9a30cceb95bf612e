using System.Collections.Generic;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Syntax;

/// <summary>
/// Cuts a text into tokens. It is total: whatever fits nowhere becomes a <see cref="TokenKind.Bad"/> token and a diagnostic, and the trivia
/// and texts of the tokens, joined, are the text again.
/// </summary>
internal sealed partial class Lexer
{
    /// <summary>How many tokens a file may have; one that needs more is no program but an attack or an accident.</summary>
    internal const int MaxTokens = 250_000;

    private readonly SourceText _source;
    private readonly string _text;
    private readonly List<Token> _tokens = [];
    private readonly List<Diagnostic> _findings = [];
    private int _position;

    private Lexer(SourceText source)
    {
        _source = source;
        _text = source.Content;
    }

    private char Current => Peek(0);

    /// <summary>The tokens of a text, the last of them the end of the file, and what was wrong with it.</summary>
    public static Lexed Lex(SourceText source)
    {
        var lexer = new Lexer(source);
        lexer.Run();
        return new Lexed(lexer._tokens, lexer._findings);
    }

    private bool IsAtEnd => _tokens.Count > 0 && _tokens[_tokens.Count - 1].Kind == TokenKind.EndOfFile;

    private void Run()
    {
        while (!IsAtEnd)
        {
            Read();
        }
    }

    private void Read()
    {
        var trivia = Trivia();
        var start = _position;
        var kind = _tokens.Count >= MaxTokens && start < _text.Length ? Rest(start) : Next();
        var span = TextSpan.FromBounds(start, _position);
        _tokens.Add(new Token(kind, span, SyntaxFacts.TextOf(kind) ?? _source.ToString(span), trivia));
    }

    private TokenKind Next()
    {
        if (_position >= _text.Length)
        {
            return TokenKind.EndOfFile;
        }

        return IsLetter(Current) ? Word() : IsDigit(Current) ? Number() : Current == '"' ? String() : Punctuation() ?? Bad();
    }

    private TokenKind Rest(int start)
    {
        _position = _text.Length;
        _findings.Clear();
        _findings.Add(Catalog.FileTooLarge(At(start, 0), MaxTokens));
        return TokenKind.Bad;
    }

    private string Trivia()
    {
        var start = _position;
        while (_position < _text.Length && (IsSpace(Current) || (Current == '/' && Comment())))
        {
            _position++;
        }

        return start == _position ? "" : _position - start == 1 && _text[start] == ' ' ? " " : _text.Substring(start, _position - start);
    }

    /// <summary>Goes to the last character of a comment; false where the slash starts none.</summary>
    private bool Comment()
    {
        if (Peek(1) == '/')
        {
            var end = _text.IndexOf('\n', _position);
            _position = (end < 0 ? _text.Length : end) - 1;
            return true;
        }

        if (Peek(1) != '*')
        {
            return false;
        }

        var close = _text.IndexOf("*/", _position + 2, System.StringComparison.Ordinal);
        if (close < 0)
        {
            Report(Catalog.UnterminatedComment(At(_position, 2)));
        }

        _position = close < 0 ? _text.Length - 1 : close + 1;
        return true;
    }

    private TokenKind Word()
    {
        var start = _position;
        var plain = true;
        for (; IsLetter(Current) || IsDigit(Current); _position++)
        {
            plain &= Current < 128;
        }

        var word = _text.Substring(start, _position - start);
        if (!plain)
        {
            Report(Catalog.NotAscii(At(start, word.Length), word));
        }

        return SyntaxFacts.KindOfWord(word);
    }

    private TokenKind String()
    {
        var start = _position++;
        while (_position < _text.Length && Current is not ('"' or '\n' or '\r'))
        {
            _position++;
        }

        if (Current == '"')
        {
            _position++;
        }
        else
        {
            Report(Catalog.UnterminatedString(At(start, _position - start)));
        }

        return TokenKind.String;
    }

    /// <summary>A run of characters that start nothing is one token, and one diagnostic; so is a comment of another language.</summary>
    private TokenKind Bad()
    {
        var start = _position++;
        if (_text[start] == '#')
        {
            var end = _text.IndexOf('\n', start);
            _position = end < 0 ? _text.Length : end;
            Report(Catalog.BadCharacter(At(start, 1), "#"));
            return TokenKind.Bad;
        }

        while (_position < _text.Length && !IsSpace(Current) && !IsLetter(Current) && !IsDigit(Current)
            && Current is not ('"' or '/') && PunctuationAt(_position).Length == 0)
        {
            _position++;
        }

        Report(Catalog.BadCharacter(At(start, _position - start), _text.Substring(start, _position - start)));
        return TokenKind.Bad;
    }

    private void Report(Diagnostic finding)
    {
        if (_findings.Count <= SyntaxTree.MaxErrors)
        {
            _findings.Add(finding);
        }
    }

    private char Peek(int offset) => _position + offset < _text.Length ? _text[_position + offset] : '\0';

    private Location At(int start, int length) => new(_source, new TextSpan(start, length));

    private static bool IsDigit(char c) => c is >= '0' and <= '9';

    // Letters of other alphabets make names too, with a diagnostic: one for the name says more than one for each letter.
    private static bool IsLetter(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '_' || (c >= 128 && char.IsLetter(c));

    private static bool IsSpace(char c) => c is ' ' or '\n' or '\r' or '\t' or '\uFEFF' || (c != '\0' && char.IsWhiteSpace(c));
}
