using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace Snnc.Architecture.Tests;

/// <summary>Sizes of methods and files: printed, and held below hard limits.</summary>
public sealed class SizeTests(ITestOutputHelper output)
{
    private const int MaxMethod = 100;
    private const int MaxKernel = 250;
    private const int MaxFile = 500;
    private const int MaxColumns = 160;

    // A test may hold a program on one line.
    private const int MaxTestColumns = 260;

    [Fact]
    public void Method_IsNoLonger_ThanTheLimit()
    {
        var methods =
            (from file in SourceFile.All
             from node in file.Root.DescendantNodes()
             where IsMethod(node)
             select (file, node, Lines: LinesOf(node))).ToList();
        Report("methods", methods.Where(m => !m.file.IsUnder("tests")).Select(m => m.Lines));
        Report("methods of tests", methods.Where(m => m.file.IsUnder("tests")).Select(m => m.Lines));

        methods.Where(m => m.Lines > (IsKernel(m.file) ? MaxKernel : MaxMethod)).Select(m => $"{m.file.At(m.node)}: {m.Lines} lines").ShouldBeEmpty();
    }

    [Fact]
    public void File_IsNoLonger_ThanTheLimit()
    {
        Report("files", SourceFile.All.Where(f => !f.IsUnder("tests")).Select(f => f.Lines));
        Report("files of tests", SourceFile.All.Where(f => f.IsUnder("tests")).Select(f => f.Lines));

        SourceFile.All.Where(f => f.Lines > MaxFile).Select(f => $"{f.Path}: {f.Lines} lines").ShouldBeEmpty();
    }

    [Fact]
    public void Line_IsNoLonger_ThanTheLimit()
    {
        var wide =
            from file in SourceFile.All
            from line in file.Tree.GetText().Lines
            where line.Span.Length > (file.IsUnder("tests") ? MaxTestColumns : MaxColumns)
            select $"{file.Path}:{line.LineNumber + 1}: {line.Span.Length} columns";

        wide.ShouldBeEmpty();
    }

    private static bool IsMethod(SyntaxNode node) => node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax;

    private static bool IsKernel(SourceFile file) => file.IsUnder("runtime") && file.Path.Contains("/Kernels/", StringComparison.Ordinal);

    private static int LinesOf(SyntaxNode node)
    {
        var span = node.GetLocation().GetLineSpan();
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }

    private void Report(string what, IEnumerable<int> sizes)
    {
        var sorted = sizes.Order().ToList();
        if (sorted.Count > 0)
        {
            int At(double share) => sorted[(int)Math.Ceiling(share * (sorted.Count - 1))];
            output.WriteLine($"{what}: {sorted.Count}, lines median {At(0.5)}, p95 {At(0.95)}, max {sorted[^1]}");
        }
    }
}
