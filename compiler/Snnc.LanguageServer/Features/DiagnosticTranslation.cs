using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Diagnostics;
using Snnc.LanguageServer.Documents;
using Snnc.LanguageServer.Protocol;

namespace Snnc.LanguageServer.Features;

/// <summary>Findings of the compiler as diagnostics of the protocol.</summary>
internal static class DiagnosticTranslation
{
    private const string Source = "snnc";

    /// <summary>The diagnostics that stand in a file.</summary>
    public static IReadOnlyList<Diagnostic> Of(
        IEnumerable<Compiler.Diagnostics.Diagnostic> found, string path, Workspace workspace, Func<string, string?> pageOf)
    {
        var here = found.Where(diagnostic => diagnostic.Location.Path == path).ToList();
        if (here.Count == 0)
        {
            return [];
        }

        var lines = new LineMap(here[0].Location.Source.Content);
        return here.ConvertAll(diagnostic => Translate(diagnostic, lines, workspace, pageOf));
    }

    private static Diagnostic Translate(Compiler.Diagnostics.Diagnostic found, LineMap lines, Workspace workspace, Func<string, string?> pageOf)
    {
        var message = found.Hint is { } hint ? $"{found.Message}\n{hint}" : found.Message;
        return new Diagnostic(lines.RangeOf(found.Location.Span), SeverityOf(found.Severity), found.Code, Source, message)
        {
            CodeDescription = pageOf(found.Code) is { } page ? new CodeDescription(page) : null,
            Tags = found.IsUnnecessary ? [DiagnosticTag.Unnecessary] : null,
            RelatedInformation = found.Related.Count == 0 ? null
                : [.. found.Related.Select(related => new RelatedInformation(workspace.LocationOf(related.Location), related.Message))],
        };
    }

    private static DiagnosticSeverity SeverityOf(Severity severity) => severity switch
    {
        Severity.Error => DiagnosticSeverity.Error,
        Severity.Warning => DiagnosticSeverity.Warning,
        _ => DiagnosticSeverity.Information,
    };
}
