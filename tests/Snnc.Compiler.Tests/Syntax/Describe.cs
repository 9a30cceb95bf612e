using System.Linq;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Syntax;

namespace Snnc.Compiler.Tests.Syntax;

/// <summary>Diagnostics as lines of text, for assertions.</summary>
public static class Describe
{
    public static string[] Codes(SyntaxTree tree) => [.. tree.Diagnostics.Select(diagnostic => diagnostic.Code)];

    public static string Line(Diagnostic diagnostic) =>
        $"{diagnostic.Location.Start.Line}:{diagnostic.Location.Start.Column} {diagnostic.Code} {diagnostic.Message}"
            + (diagnostic.Hint is { } hint ? $" [{hint}]" : "");
}
