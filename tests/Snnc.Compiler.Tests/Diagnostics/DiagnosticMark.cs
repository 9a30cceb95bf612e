using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Snnc.Compiler.Diagnostics;

namespace Snnc.Compiler.Tests.Diagnostics;

/// <summary>A diagnostic that a sample announces at the end of a line: <c>// error SNN0301, warning SNN0210</c>.</summary>
internal sealed partial record DiagnosticMark(int Line, string Severity, string Code)
{
    public static DiagnosticMark Of(Diagnostic diagnostic) =>
        new(diagnostic.Location.Start.Line, diagnostic.Severity.ToString().ToLowerInvariant(), diagnostic.Code);

    public static IEnumerable<DiagnosticMark> Read(string text) =>
        from line in text.Split('\n').Select((line, index) => (Text: line.TrimEnd(), Number: index + 1))
        from mark in Mark().Matches(Tail().Match(line.Text).Value)
        select new DiagnosticMark(line.Number, mark.Groups[1].Value, mark.Groups[2].Value);

    public override string ToString() => $"line {Line}: {Severity} {Code}";

    [GeneratedRegex(@"// (error|warning|info) SNN\d{4}(, (error|warning|info) SNN\d{4})*$")]
    private static partial Regex Tail();

    [GeneratedRegex(@"(error|warning|info) (SNN\d{4})")]
    private static partial Regex Mark();
}
