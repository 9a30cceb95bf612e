using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Snnc.Cli.Reporting;

/// <summary>The pages of the diagnostics, which travel in the executable.</summary>
internal static class DiagnosticPages
{
    private const string Folder = "pages/";
    private const string Ending = ".md";

    /// <summary>Gets the codes that have a page, in order.</summary>
    public static IReadOnlyList<string> Codes { get; } =
    [
        .. typeof(DiagnosticPages).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Select(name => name[Folder.Length..^Ending.Length]).Order(StringComparer.Ordinal),
    ];

    /// <summary>The page of a code in Markdown, or null.</summary>
    public static string? Find(string code)
    {
        using var stream = typeof(DiagnosticPages).Assembly.GetManifestResourceStream(Folder + code + Ending);
        return stream is null ? null : new StreamReader(stream).ReadToEnd();
    }
}
