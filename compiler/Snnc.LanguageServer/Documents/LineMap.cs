using System;
using System.Collections.Generic;
using Snnc.Compiler.Text;
using Snnc.LanguageServer.Protocol;

namespace Snnc.LanguageServer.Documents;

/// <summary>
/// Offsets of a text against the protocol's positions. A line ends with <c>\n</c>, <c>\r\n</c> or <c>\r</c>, as the protocol has it; .NET counts
/// UTF-16 code units, as the protocol does.
/// </summary>
public sealed class LineMap
{
    private readonly string _text;
    private readonly List<int> _starts = [0];

    /// <summary>Finds the lines of a text.</summary>
    public LineMap(string text)
    {
        _text = text;
        for (var at = Next(0); at < text.Length; at = Next(at))
        {
            at += text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? 2 : 1;
            _starts.Add(at);
        }
    }

    /// <summary>Gets the number of lines; at least one.</summary>
    public int Count => _starts.Count;

    /// <summary>The offset of a position. One behind the end of its line means that end, one behind the last line the end of the text.</summary>
    public int OffsetOf(Position position)
    {
        if (position.Line >= _starts.Count)
        {
            return _text.Length;
        }

        var line = Math.Max(0, position.Line);
        return (int)Math.Clamp((long)_starts[line] + position.Character, _starts[line], EndOf(line));
    }

    /// <summary>The position of an offset.</summary>
    public Position PositionOf(int offset)
    {
        var index = _starts.BinarySearch(Math.Clamp(offset, 0, _text.Length));
        var line = index >= 0 ? index : ~index - 1;
        return new Position(line, Math.Clamp(offset, _starts[line], EndOf(line)) - _starts[line]);
    }

    /// <summary>The range of a span.</summary>
    public Range RangeOf(TextSpan span) => new(PositionOf(span.Start), PositionOf(span.End));

    /// <summary>The span of a range; one that ends before it starts is taken the other way round.</summary>
    public TextSpan SpanOf(Range range)
    {
        var (start, end) = (OffsetOf(range.Start), OffsetOf(range.End));
        return TextSpan.FromBounds(Math.Min(start, end), Math.Max(start, end));
    }

    /// <summary>The offset of a line's first character.</summary>
    public int StartOf(int line) => _starts[line];

    /// <summary>The offset of a line's end, before its line break.</summary>
    public int EndOf(int line)
    {
        var end = line + 1 < _starts.Count ? _starts[line + 1] : _text.Length;
        while (end > _starts[line] && line + 1 < _starts.Count && _text[end - 1] is '\r' or '\n')
        {
            end--;
        }

        return end;
    }

    private int Next(int from)
    {
        var found = _text.AsSpan(from).IndexOfAny('\r', '\n');
        return found < 0 ? _text.Length : from + found;
    }
}
