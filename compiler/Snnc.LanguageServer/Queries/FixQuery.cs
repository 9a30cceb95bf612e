using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Text;

namespace Snnc.LanguageServer.Queries;

/// <summary>A change that mends a finding.</summary>
/// <param name="IsPreferred">Whether it is the usual one of several.</param>
internal sealed record Mending(Compiler.Diagnostics.Diagnostic Finding, TextFix Fix, bool IsPreferred);

/// <summary>Findings that come with a change that mends them.</summary>
internal static class FixQuery
{
    private const string Encoder = "encode.constant";
    private const string OtherEncoder = "encode.rate";

    /// <summary>Those of a file that touch a span; of several with the same change the first.</summary>
    public static IReadOnlyList<Mending> Run(IEnumerable<Compiler.Diagnostics.Diagnostic> findings, string path, TextSpan span) =>
    [
        .. findings.Where(finding => finding.Fix is not null && finding.Location.Path == path)
            .Where(finding => finding.Location.Span.Start <= span.End && span.Start <= finding.Location.Span.End)
            .GroupBy(finding => (finding.Fix!.Location.Path, finding.Fix.Location.Span, finding.Fix.NewText)).SelectMany(group => Of(group.First())),
    ];

    // A frame may come into time as numbers or as spikes: which of them, only the user knows.
    private static IEnumerable<Mending> Of(Compiler.Diagnostics.Diagnostic finding)
    {
        var fix = finding.Fix!;
        yield return new Mending(finding, fix, true);
        if (fix.NewText.StartsWith(Encoder, System.StringComparison.Ordinal))
        {
            yield return new Mending(finding, fix with { Title = Exchanged(fix.Title), NewText = Exchanged(fix.NewText) }, false);
        }
    }

    private static string Exchanged(string text) => text.Replace(Encoder, OtherEncoder, System.StringComparison.Ordinal);
}
