using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Syntax;

/// <summary>Findings of a text in a later state of it.</summary>
internal static class MovedDiagnostic
{
    /// <summary>The finding with all its places in another text, some characters further on.</summary>
    public static Diagnostic MovedTo(this Diagnostic finding, SourceText source, int shift)
    {
        Location Move(Location at) => new(source, new TextSpan(at.Span.Start + shift, at.Span.Length));
        return finding with
        {
            Location = Move(finding.Location),
            Related = finding.Related.Select(place => place with { Location = Move(place.Location) }).ToEquatableArray(),
            Fix = finding.Fix is { } fix ? fix with { Location = Move(fix.Location) } : null,
        };
    }
}
