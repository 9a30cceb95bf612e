using System.Collections.Generic;

namespace Snnc.Compiler.Text;

/// <summary>The immutable text of one file and its path.</summary>
public sealed class SourceText
{
    private readonly List<int> _lineStarts = [0];

    /// <summary>Makes a text; <paramref name="path"/> is what diagnostics show and what relative paths are relative to.</summary>
    public SourceText(string path, string content)
    {
        Path = path;
        Content = content;
        for (var i = 0; i < content.Length; i++)
        {
            if (content[i] == '\n')
            {
                _lineStarts.Add(i + 1);
            }
        }
    }

    /// <summary>Gets the path as the user gave it.</summary>
    public string Path { get; }

    /// <summary>Gets the whole text.</summary>
    public string Content { get; }

    /// <summary>Gets the number of lines.</summary>
    public int LineCount => _lineStarts.Count;

    /// <summary>The 1-based line and column (UTF-16 code units) of a position.</summary>
    public LinePosition GetPosition(int offset)
    {
        var index = _lineStarts.BinarySearch(offset);
        var line = index >= 0 ? index : ~index - 1;
        return new LinePosition(line + 1, offset - _lineStarts[line] + 1);
    }

    /// <summary>The text of a 1-based line, without its line break.</summary>
    public string GetLine(int line)
    {
        var start = _lineStarts[line - 1];
        var end = line < _lineStarts.Count ? _lineStarts[line] : Content.Length;
        return Content.Substring(start, end - start).TrimEnd('\r', '\n');
    }

    /// <summary>The characters of a span.</summary>
    public string ToString(TextSpan span) => Content.Substring(span.Start, span.Length);
}
