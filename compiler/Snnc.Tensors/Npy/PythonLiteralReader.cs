using System.Collections.Generic;
using System.Globalization;
using Snnc.Tensors.Elements;

namespace Snnc.Tensors.Npy;

/// <summary>
/// Reads the literal that NumPy writes as the header of an array: <c>{'descr': '&lt;f4', 'fortran_order': False, 'shape': (3, 4), }</c>.
/// Strings become <c>string</c>, truth values <c>bool</c>, whole numbers <c>long</c>, lists and tuples <c>List&lt;object&gt;</c>.
/// </summary>
internal sealed class PythonLiteralReader(string text)
{
    private const int MaxDepth = 16;
    private int _at;
    private int _depth;

    /// <exception cref="MalformedException">The text is not a dictionary of literals.</exception>
    public IReadOnlyDictionary<string, object> ReadDictionary()
    {
        var result = new Dictionary<string, object>();
        Expect('{');
        while (!Accept('}'))
        {
            var key = ReadValue() as string ?? throw Wrong();
            Expect(':');
            if (result.ContainsKey(key))
            {
                throw Wrong();
            }

            result.Add(key, ReadValue());
            if (!Accept(','))
            {
                Expect('}');
                break;
            }
        }

        return Peek() == '\0' ? result : throw Wrong();
    }

    private object ReadValue() => Peek() switch
    {
        '\'' or '"' => ReadString(),
        '(' => ReadList(')'),
        '[' => ReadList(']'),
        '-' or (>= '0' and <= '9') => ReadNumber(),
        _ => ReadWord(),
    };

    private string ReadString()
    {
        var end = text.IndexOf(text[_at], _at + 1);
        if (end < 0 || text.IndexOf('\\', _at, end - _at) >= 0)
        {
            throw Wrong();
        }

        var value = text.Substring(_at + 1, end - _at - 1);
        _at = end + 1;
        return value;
    }

    private List<object> ReadList(char close)
    {
        if (++_depth > MaxDepth)
        {
            throw Wrong();
        }

        _at++;
        var items = new List<object>();
        while (!Accept(close))
        {
            items.Add(ReadValue());
            if (!Accept(','))
            {
                Expect(close);
                break;
            }
        }

        _depth--;
        return items;
    }

    private object ReadNumber()
    {
        var start = _at++;
        while (_at < text.Length && text[_at] is >= '0' and <= '9')
        {
            _at++;
        }

        var digits = text.Substring(start, _at - start);
        Accept('L'); // as Python 2 wrote its long integers
        return long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : throw Wrong();
    }

    private object ReadWord()
    {
        foreach (var (word, value) in new[] { ("True", true), ("False", false) })
        {
            if (string.CompareOrdinal(text, _at, word, 0, word.Length) == 0)
            {
                _at += word.Length;
                return value;
            }
        }

        throw Wrong();
    }

    private char Peek()
    {
        while (_at < text.Length && text[_at] is (' ' or '\n'))
        {
            _at++;
        }

        return _at < text.Length ? text[_at] : '\0';
    }

    private bool Accept(char expected)
    {
        var found = Peek() == expected;
        _at += found ? 1 : 0;
        return found;
    }

    private void Expect(char expected)
    {
        if (!Accept(expected))
        {
            throw Wrong();
        }
    }

    private MalformedException Wrong() => new($"the header of the array is damaged at its character {_at + 1}");
}
