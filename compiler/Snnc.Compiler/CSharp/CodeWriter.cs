using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.CSharp;

/// <summary>Writes lines of C# with the indentation of the blocks around them; line ends are <c>\n</c> on every machine.</summary>
internal sealed class CodeWriter
{
    private readonly StringBuilder _text = new();
    private readonly bool _lineDirectives;
    private int _depth;
    private bool _isMapped;

    public CodeWriter(bool lineDirectives, int depth = 0)
    {
        _lineDirectives = lineDirectives;
        _depth = depth;
    }

    /// <summary>Gets a value indicating whether nothing was written yet.</summary>
    public bool IsEmpty => _text.Length == 0;

    /// <summary>Writes a line; an empty one holds no blanks.</summary>
    public void Line(string line = "")
    {
        if (line.Length > 0)
        {
            _text.Append(' ', 4 * _depth).Append(line);
        }

        _text.Append('\n');
    }

    /// <summary>Writes lines.</summary>
    public void Lines(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            Line(line);
        }
    }

    /// <summary>Writes whole lines that are indented already.</summary>
    public void Text(string lines) => _text.Append(lines);

    /// <summary>Writes what another writer of the same depth holds.</summary>
    public void Append(CodeWriter other)
    {
        EndMapping();
        other.EndMapping();
        _text.Append(other._text);
    }

    /// <summary>Writes an empty line between two members.</summary>
    public void Gap()
    {
        if (_text.Length > 0 && !EndsWith("\n\n") && !EndsWith("{\n"))
        {
            Line();
        }
    }

    /// <summary>Writes a head, if it is not empty, and opens a block.</summary>
    public void Open(string head = "")
    {
        if (head.Length > 0)
        {
            Line(head);
        }

        Line("{");
        _depth++;
    }

    /// <summary>Closes a block.</summary>
    public void Close()
    {
        EndMapping();
        _depth--;
        Line("}");
    }

    /// <summary>Closes a block whose end still belongs to the place that the lines before it were mapped to.</summary>
    public void CloseMapped()
    {
        _depth--;
        Line("}");
    }

    /// <summary>A documentation comment of one line.</summary>
    public static string AsSummary(string text) => $"/// <summary>{Escape(text.Replace("\r", "").Replace("\n", " ").Trim())}</summary>";

    /// <summary>Writes a documentation comment, the lines of which are plain text.</summary>
    public void Summary(string text)
    {
        var lines = text.Replace("\r", "").Trim('\n').Split('\n');
        if (lines.Length == 1)
        {
            Line(AsSummary(lines[0]));
            return;
        }

        Line("/// <summary>");
        foreach (var line in lines)
        {
            Line($"/// {Escape(line.Trim())}".TrimEnd());
        }

        Line("/// </summary>");
    }

    /// <summary>Writes the documentation of a parameter.</summary>
    public void Param(string name, string text) =>
        Line($"/// <param name=\"{name.TrimStart('@')}\">{Escape(text.Replace("\r", "").Replace("\n", " ").Trim())}</param>");

    /// <summary>Writes when a method throws.</summary>
    public void Exception(string type, string text) => Line($"/// <exception cref=\"{type}\">{Escape(text)}</exception>");

    /// <summary>Says that what follows comes from a place of the program.</summary>
    public void Map(Location? location)
    {
        if (!_lineDirectives)
        {
            return;
        }

        // A quote cannot be written in a #line directive.
        if (location is null || location.Path.IndexOfAny(['"', '\n', '\r']) >= 0 || location.Path.Length == 0)
        {
            EndMapping();
            return;
        }

        _text.Append("#line ").Append(location.Start.Line.ToString(CultureInfo.InvariantCulture)).Append(" \"").Append(location.Path).Append("\"\n");
        _isMapped = true;
    }

    /// <summary>Says that what follows stands in the emitted text itself.</summary>
    public void EndMapping()
    {
        if (_isMapped)
        {
            _text.Append("#line default\n");
            _isMapped = false;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    private bool EndsWith(string end) =>
        _text.Length >= end.Length && _text.ToString(_text.Length - end.Length, end.Length) == end;

    private static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
