using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Snnc.Compiler.Syntax;

/// <summary>Lines of text, each with the comment at its end apart, so that the comments of neighbouring lines can be put under each other.</summary>
internal sealed class LineWriter
{
    // Past this column a comment is not worth aligning.
    private const int MaxCommentColumn = 100;

    private readonly List<(string Code, string? Comment)> _lines = [];
    private readonly StringBuilder _code = new();
    private string? _comment;

    /// <summary>Gets the column at which the next character goes; 0 at the start of a line.</summary>
    public int Column => _code.Length;

    /// <summary>Gets a value indicating whether the line has neither code nor a comment yet.</summary>
    public bool IsFresh => _code.Length == 0 && _comment is null;

    /// <summary>Gets a value indicating whether the line ends in a comment, so that nothing can follow on it.</summary>
    public bool IsClosed => _comment is not null;

    /// <summary>Adds to the line.</summary>
    public void Write(string text) => _code.Append(text);

    /// <summary>Puts a comment at the end of the line.</summary>
    public void CloseWith(string comment) => _comment = comment;

    /// <summary>Ends the line if there is anything on it.</summary>
    public void EndLine()
    {
        if (!IsFresh)
        {
            _lines.Add((_code.ToString(), _comment));
            _code.Clear();
            _comment = null;
        }
    }

    /// <summary>An empty line, except at the start and after another.</summary>
    public void BlankLine()
    {
        if (_lines.Count > 0 && _lines[_lines.Count - 1].Code.Length > 0)
        {
            _lines.Add(("", null));
        }
    }

    /// <summary>Starts a line at a column.</summary>
    public void StartLine(int column)
    {
        EndLine();
        _code.Append(' ', column);
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        EndLine();
        var text = new StringBuilder();
        for (var i = 0; i < _lines.Count;)
        {
            var group = _lines.Skip(i).TakeWhile(line => line.Comment is not null).Count();
            var column = _lines.Skip(i).Take(group).Select(line => line.Code.Length).DefaultIfEmpty().Max();
            for (var end = i + Math.Max(group, 1); i < end; i++)
            {
                text.Append(_lines[i].Code);
                if (_lines[i].Comment is { } comment)
                {
                    text.Append(' ', 2 + (column <= MaxCommentColumn ? column - _lines[i].Code.Length : 0)).Append(comment);
                }

                text.Append('\n');
            }
        }

        return text.ToString();
    }
}
