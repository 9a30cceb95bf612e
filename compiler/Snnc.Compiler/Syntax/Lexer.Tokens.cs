using Snnc.Compiler.Diagnostics;

namespace Snnc.Compiler.Syntax;

internal sealed partial class Lexer
{
    private TokenKind? Punctuation()
    {
        var (kind, length) = PunctuationAt(_position);
        _position += length;
        return length == 0 ? null : kind;
    }

    private (TokenKind Kind, int Length) PunctuationAt(int position)
    {
        var next = position + 1 < _text.Length ? _text[position + 1] : '\0';
        return (_text[position], next) switch
        {
            ('-', '>') => (TokenKind.Arrow, 2),
            ('+', '=') => (TokenKind.PlusEqual, 2),
            ('-', '=') => (TokenKind.MinusEqual, 2),
            ('*', '=') => (TokenKind.StarEqual, 2),
            ('=', '=') => (TokenKind.EqualEqual, 2),
            ('!', '=') => (TokenKind.BangEqual, 2),
            ('~', '=') => (TokenKind.TildeEqual, 2),
            ('<', '=') => (TokenKind.LessEqual, 2),
            ('>', '=') => (TokenKind.GreaterEqual, 2),
            ('<', '<') => (TokenKind.ShiftLeft, 2),
            ('>', '>') => (TokenKind.ShiftRight, 2),
            ('&', '&') => (TokenKind.AmpersandAmpersand, 2),
            ('|', '|') => (TokenKind.BarBar, 2),
            (var c, _) => SingleCharacter(c) is { } kind ? (kind, 1) : (TokenKind.Bad, 0),
        };
    }

    private static TokenKind? SingleCharacter(char c) => c switch
    {
        '{' => TokenKind.OpenBrace,
        '}' => TokenKind.CloseBrace,
        '(' => TokenKind.OpenParen,
        ')' => TokenKind.CloseParen,
        '[' => TokenKind.OpenBracket,
        ']' => TokenKind.CloseBracket,
        ';' => TokenKind.Semicolon,
        ',' => TokenKind.Comma,
        ':' => TokenKind.Colon,
        '.' => TokenKind.Dot,
        '?' => TokenKind.Question,
        '\'' => TokenKind.Prime,
        '=' => TokenKind.Equal,
        '<' => TokenKind.Less,
        '>' => TokenKind.Greater,
        '+' => TokenKind.Plus,
        '-' => TokenKind.Minus,
        '*' => TokenKind.Star,
        '/' => TokenKind.Slash,
        '%' => TokenKind.Percent,
        '!' => TokenKind.Bang,
        _ => null,
    };

    // `12`, `0.5`, `1e-3`, `0x1F`. After a dot only digits: `r.0.1` names an instance of an instance.
    private TokenKind Number()
    {
        var start = _position;
        var wellFormed = _tokens.Count > 0 && _tokens[_tokens.Count - 1].Kind == TokenKind.Dot ? Digits()
            : Current == '0' && Peek(1) is 'x' or 'X' ? Hexadecimal()
            : Decimal();
        if (wellFormed && Current != '_')
        {
            return TokenKind.Number;
        }

        while (IsLetter(Current) || IsDigit(Current))
        {
            _position++;
        }

        Report(Catalog.MalformedNumber(At(start, _position - start), _text.Substring(start, _position - start)));
        return TokenKind.Bad;
    }

    private bool Digits()
    {
        var start = _position;
        while (IsDigit(Current))
        {
            _position++;
        }

        return _position > start;
    }

    private bool Hexadecimal()
    {
        _position += 2;
        var start = _position;
        while (IsDigit(Current) || Current is (>= 'a' and <= 'f') or (>= 'A' and <= 'F'))
        {
            _position++;
        }

        return _position > start && !IsLetter(Current);
    }

    private bool Decimal()
    {
        Digits();
        if (Current == '.')
        {
            _position++;
            if (!Digits())
            {
                return false;
            }
        }

        if (Current is not ('e' or 'E') || (!IsDigit(Peek(1)) && Peek(1) is not ('+' or '-')))
        {
            return true;
        }

        _position += Peek(1) is '+' or '-' ? 2 : 1;
        return Digits();
    }
}
