using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Text;

namespace Snnc.LanguageServer.Queries;

/// <summary>Findings that come with a change that mends them.</summary>
internal static class FixQuery
{
    /// <summary>Those of a file that touch a span; of several with the same change the first.</summary>
    public static IReadOnlyList<Compiler.Diagnostics.Diagnostic> Run(IEnumerable<Compiler.Diagnostics.Diagnostic> findings, string path, TextSpan span) =>
    [
        .. findings.Where(finding => finding.Fix is not null && finding.Location.Path == path)
            .Where(finding => finding.Location.Span.Start <= span.End && span.Start <= finding.Location.Span.End)
            .GroupBy(finding => (finding.Fix!.Location.Path, finding.Fix.Location.Span, finding.Fix.NewText)).Select(group => group.First()),
    ];
}
