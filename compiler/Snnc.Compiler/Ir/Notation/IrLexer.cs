using System;
using System.Globalization;
using System.Text;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Ir.Notation;

/// <summary>Cuts .snnir into tokens, one at a time; any text gives tokens.</summary>
internal sealed class IrLexer(string text)
{
    private static readonly string[] LongSymbols = ["==", "!=", "<=", ">=", "&&", "||", "<<", ">>"];

    private int _position;
    private bool _startsLine = true;

    /// <summary>The next token.</summary>
    public IrToken Next()
    {
        SkipSpace();
        var start = _position;
        var (kind, value) = Read();
        var token = new IrToken(kind, value, TextSpan.FromBounds(start, _position), _startsLine);
        _startsLine = false;
        return token;
    }

    /// <summary>The first token of the next line that has one.</summary>
    public IrToken NextLine()
    {
        _position = EndOfLine();
        return Next();
    }

    private char At(int offset) => _position + offset < text.Length ? text[_position + offset] : '\0';

    private bool IsAt(string expected) => string.CompareOrdinal(text, _position, expected, 0, expected.Length) == 0;

    private void SkipSpace()
    {
        while (_position < text.Length)
        {
            if (text[_position] == '\n')
            {
                _startsLine = true;
                _position++;
            }
            else if (char.IsWhiteSpace(text[_position]))
            {
                _position++;
            }
            else if (IsAt("//") && !IsAt("///"))
            {
                _position = EndOfLine();
            }
            else
            {
                return;
            }
        }
    }

    private int EndOfLine()
    {
        var end = text.IndexOf('\n', _position);
        return end < 0 ? text.Length : end;
    }

    private (IrTokenKind Kind, string Text) Read()
    {
        if (_position >= text.Length)
        {
            return (IrTokenKind.End, "");
        }

        if (IsAt("///"))
        {
            return (IrTokenKind.Documentation, ReadDocumentation());
        }

        return text[_position] switch
        {
            '"' => (IrTokenKind.String, ReadString()),
            var c when IrText.IsNameStart(c) => (IrTokenKind.Name, ReadWhile(IrText.IsNamePart)),
            >= '0' and <= '9' => (IrTokenKind.Number, ReadNumber()),
            _ => (IrTokenKind.Symbol, ReadSymbol()),
        };
    }

    private string ReadDocumentation()
    {
        var end = EndOfLine();
        var line = text.Substring(_position + 3, end - _position - 3).TrimEnd('\r');
        _position = end;
        return line.StartsWith(" ", StringComparison.Ordinal) ? line.Substring(1) : line;
    }

    private string ReadWhile(Predicate<char> isPart)
    {
        var start = _position;
        while (_position < text.Length && isPart(text[_position]))
        {
            _position++;
        }

        return text.Substring(start, _position - start);
    }

    private string ReadNumber()
    {
        var start = _position;
        ReadWhile(IrText.IsNamePart);
        if (text[_position - 1] is 'e' or 'E' && At(0) is '+' or '-')
        {
            _position++;
            ReadWhile(IrText.IsNamePart);
        }

        return text.Substring(start, _position - start);
    }

    private string ReadSymbol()
    {
        var isLong = At(1) is '=' or '&' or '|' or '<' or '>' && Array.Exists(LongSymbols, IsAt);
        var symbol = text.Substring(_position, isLong ? 2 : 1);
        _position += symbol.Length;
        return symbol;
    }

    // A string that does not end on its line ends with it.
    private string ReadString()
    {
        var result = new StringBuilder();
        for (_position++; _position < text.Length && text[_position] != '\n'; _position++)
        {
            if (text[_position] == '"')
            {
                _position++;
                break;
            }

            result.Append(text[_position] == '\\' ? ReadEscape() : text[_position]);
        }

        return result.ToString();
    }

    // Leaves the position at the escape's last character.
    private char ReadEscape()
    {
        var hex = At(1) == 'u' && _position + 5 < text.Length ? text.Substring(_position + 2, 4) : "";
        if (ushort.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            _position += 5;
            return (char)code;
        }

        if (At(1) is '\0' or '\n')
        {
            return '\\';
        }

        _position++;
        return text[_position] == 'n' ? '\n' : text[_position];
    }
}
