using System;
using System.Linq;
using System.Text;
using Snnc.Cli.Terminals;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Text;

namespace Snnc.Cli.Reporting;

/// <summary>
/// A diagnostic as people read it:
/// <code>
/// net.snn(3,12): error SNN0201: nothing is called 'liff'
///   3 |     x -> h: liff();
///     |             ^~~~
///     = did you mean 'lif'?
/// </code>
/// The first line is MSBuild's form, which editors and build logs link. A file that is no text has no line.
/// </summary>
internal sealed class DiagnosticText(Style style)
{
    private const int MaxColumns = 120;
    private const int Before = 50;

    /// <summary>The lines, each ended.</summary>
    public string Print(Diagnostic diagnostic)
    {
        var text = new StringBuilder();
        text.Append(Place(diagnostic.Location)).Append(": ").Append(Paint(diagnostic.Severity, $"{Word(diagnostic.Severity)} {diagnostic.Code}"))
            .Append(": ").Append(diagnostic.Message).Append('\n');
        var margin = AppendSource(text, diagnostic);
        foreach (var related in diagnostic.Related)
        {
            text.Append($"{margin} = {Place(related.Location)}: {related.Message}\n");
        }

        if (diagnostic.Hint is { } hint)
        {
            text.Append($"{margin} {style.Cyan("=")} {hint}\n");
        }

        return text.ToString();
    }

    /// <summary>How a place is written: <c>file(line,col)</c>, or the file alone.</summary>
    public static string Place(Location at) => at.Source.Content.Length == 0 ? at.Path : $"{at.Path}({at.Start.Line},{at.Start.Column})";

    /// <summary>A severity in MSBuild's words.</summary>
    public static string Word(Severity severity) => severity.ToString().ToLowerInvariant();

    private string AppendSource(StringBuilder text, Diagnostic diagnostic)
    {
        var at = diagnostic.Location;
        if (at.Source.Content.Length == 0)
        {
            return "   ";
        }

        var number = at.Start.Line.ToString().PadLeft(4);
        var margin = new string(' ', number.Length);
        var line = at.Source.GetLine(at.Start.Line);
        var first = Math.Min(at.Start.Column - 1, line.Length);
        var length = at.End.Line == at.Start.Line ? at.Span.Length : line.Length - first;
        var (shown, caret, marks) = Window(line, first, Math.Max(1, length));
        text.Append($"{style.Dim($"{number} |")} {shown}\n");
        text.Append($"{style.Dim($"{margin} |")} {caret}{Paint(diagnostic.Severity, marks)}\n");
        return margin;
    }

    // Lines of machine-made files can be megabytes long: only the surroundings of the place are shown.
    private static (string Shown, string Caret, string Marks) Window(string line, int first, int length)
    {
        var isCut = line.Length > MaxColumns;
        var from = isCut ? Math.Max(0, first - Before) : 0;
        var to = isCut ? Math.Min(line.Length, from + MaxColumns) : line.Length;
        var head = from > 0 ? "..." : "";
        var visible = new string([.. line[from..to].Select(c => char.IsControl(c) && c != '\t' ? '?' : c)]);
        var caret = new string([.. head.Select(_ => ' '), .. line[from..first].Select(c => c == '\t' ? '\t' : ' ')]);
        var marks = "^" + new string('~', Math.Clamp(Math.Min(length, to - first) - 1, 0, MaxColumns));
        return (head + visible + (to < line.Length ? "..." : ""), caret, marks);
    }

    private string Paint(Severity severity, string text) => severity switch
    {
        Severity.Error => style.Red(text),
        Severity.Warning => style.Yellow(text),
        _ => style.Cyan(text),
    };
}
