using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Snnc.Compiler.Text;
using CSharpText = Microsoft.CodeAnalysis.Text;
using SnnDiagnostic = Snnc.Compiler.Diagnostics.Diagnostic;
using SnnLocation = Snnc.Compiler.Text.Location;
using SnnSeverity = Snnc.Compiler.Diagnostics.Severity;

namespace Snnc.Generator;

/// <summary>A diagnostic as a value. What explains it stands in the message, since a build shows one line.</summary>
internal sealed record Finding(
    string Code, SnnSeverity Severity, string Message, string Path, TextSpan Span, LinePosition Start, LinePosition End)
{
    private const string Category = "Snnc";

    /// <summary>Takes one from the compiler.</summary>
    public static Finding Of(SnnDiagnostic diagnostic)
    {
        var at = diagnostic.Location;
        var related = diagnostic.Related.Select(place => $"; {Place(place.Location)}: {place.Message}");
        var hint = diagnostic.Hint is { } text ? $"; {text}" : "";
        return new Finding(
            diagnostic.Code, diagnostic.Severity, $"{diagnostic.Message}{hint}{string.Concat(related)}", at.Path, at.Span, at.Start, at.End);
    }

    /// <summary>The diagnostic of a C# compilation.</summary>
    public Diagnostic ToDiagnostic()
    {
        // The message is an argument, because one that stands for itself would be a format.
        var descriptor = new DiagnosticDescriptor(Code, Code, "{0}", Category, SeverityOf(), isEnabledByDefault: true);
        var span = new CSharpText.TextSpan(Span.Start, Span.Length);
        var lines = new CSharpText.LinePositionSpan(At(Start), At(End));
        return Diagnostic.Create(descriptor, Microsoft.CodeAnalysis.Location.Create(Path, span, lines), Message);
    }

    private static string Place(SnnLocation at) => string.Format(
        CultureInfo.InvariantCulture, "{0}({1},{2})", at.Path.Substring(at.Path.LastIndexOfAny(['/', '\\']) + 1), at.Start.Line, at.Start.Column);

    private static CSharpText.LinePosition At(LinePosition position) => new(position.Line - 1, position.Column - 1);

    private DiagnosticSeverity SeverityOf() => Severity switch
    {
        SnnSeverity.Error => DiagnosticSeverity.Error,
        SnnSeverity.Warning => DiagnosticSeverity.Warning,
        _ => DiagnosticSeverity.Info,
    };
}
