using System.Collections.Generic;
using System.Linq;
using Snnc.Cli.Terminals;
using Snnc.Compiler.Diagnostics;

namespace Snnc.Cli.Reporting;

/// <summary>Shows the diagnostics of a command as they come (text), or all at its end (JSON, SARIF), and counts them.</summary>
internal sealed class DiagnosticPrinter(Terminal terminal, DiagnosticFormat format)
{
    /// <summary>The most that are shown: whoever has more mends these first.</summary>
    public const int Most = 100;

    private readonly DiagnosticBag _all = [];
    private readonly DiagnosticText _text = new(new Style(terminal.HasColour));
    private int _shown;

    /// <summary>Gets what was reported.</summary>
    public IReadOnlyCollection<Diagnostic> All => _all;

    /// <summary>Gets whether there was an error.</summary>
    public bool HasErrors => _all.HasErrors;

    /// <summary>Reports findings; one that was reported before is passed over.</summary>
    public void Report(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
        {
            Report(diagnostic);
        }
    }

    /// <summary>Reports a finding, unless it was before.</summary>
    public void Report(Diagnostic diagnostic)
    {
        var count = _all.Count;
        _all.Add(diagnostic);
        if (_all.Count > count && format == DiagnosticFormat.Text && _shown++ < Most)
        {
            terminal.Error.Write(_text.Print(diagnostic));
        }
    }

    /// <summary>Writes the counts, or the whole report in the formats for tools.</summary>
    public void Finish()
    {
        if (format != DiagnosticFormat.Text)
        {
            terminal.Error.WriteLine(format == DiagnosticFormat.Json ? DiagnosticJson.Print(_all) : DiagnosticSarif.Print(_all));
            return;
        }

        if (_shown > Most)
        {
            terminal.Error.WriteLine($"... and {_shown - Most} more");
        }

        if (Counts() is { Length: > 0 } counts)
        {
            terminal.Error.WriteLine(counts);
        }
    }

    private string Counts()
    {
        var errors = _all.Count(d => d.Severity == Severity.Error);
        var warnings = _all.Count(d => d.Severity == Severity.Warning);
        return string.Join(", ", new[] { Count(errors, "error"), Count(warnings, "warning") }.Where(count => count != ""));
    }

    private static string Count(int count, string what) => count == 0 ? "" : $"{count} {what}{(count == 1 ? "" : "s")}";
}
