using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Shouldly;
using Snnc.Compiler.Diagnostics;
using Snnc.Tests;
using Xunit;
using Diagnostic = Snnc.Compiler.Diagnostics.Diagnostic;

namespace Snnc.Architecture.Tests;

/// <summary>One catalogue of diagnostics: each code once, with a page and a sample that fails by it.</summary>
public sealed partial class CatalogTests
{
    private const string Samples = "tests/Snnc.Compiler.Tests/Samples";

    /// <summary>Codes that no text of a program can cause have their samples elsewhere.</summary>
    private static readonly (string Prefix, string Folder, string Suffix)[] SampleFolders =
    [
        ("SNN08", "data-errors", ".*"),
        ("SNN09", "ir-errors", "*.snnir"),
        ("SNN10", "target-errors", "*.snn"),
        ("SNN", "errors", "*.snn"),
    ];

    private static readonly IReadOnlyList<(MethodInfo Method, DiagnosticAttribute Entry)> Entries =
        typeof(Catalog).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(m => m.IsDefined(typeof(DiagnosticAttribute)))
            .Select(m => (m, m.GetCustomAttribute<DiagnosticAttribute>()!))
            .ToList();

    /// <summary>Gets the codes that the compiler reports.</summary>
    public static IReadOnlySet<string> LiveCodes { get; } = Entries.Select(e => e.Entry.Code).ToHashSet();

    private static string Pages => Repository.PathOf("compiler", "docs", "diagnostics");

    [Fact]
    public void Codes_OfTheCatalog_AreUniqueAndWellFormed()
    {
        var codes = Entries.Select(e => e.Entry.Code).ToList();

        codes.Where(c => !WholeCode().IsMatch(c)).ShouldBeEmpty();
        codes.GroupBy(c => c).Where(g => g.Count() > 1).Select(g => g.Key).ShouldBeEmpty();
    }

    [Fact]
    public void Factories_OfTheCatalog_AllHaveACode()
    {
        typeof(Catalog).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(m => m.ReturnType == typeof(Diagnostic) && !m.IsDefined(typeof(DiagnosticAttribute)))
            .Select(m => m.Name)
            .ShouldBeEmpty();
    }

    [Fact]
    public void Factory_Makes_TheCodeOfItsAttribute()
    {
        var wrong =
            from file in SourceFile.All
            where file.IsUnder("compiler/Snnc.Compiler/Diagnostics") && Path.GetFileName(file.Path).StartsWith("Catalog", StringComparison.Ordinal)
            from method in file.Root.DescendantNodes().OfType<MethodDeclarationSyntax>()
            let stated = Codes(method.AttributeLists).ToList()
            where stated.Count > 0
            let made = Codes(Body(method)).Distinct().ToList()
            where !made.SequenceEqual(stated)
            select $"{file.At(method)}: {method.Identifier} states {string.Join(", ", stated)} and makes {string.Join(", ", made)}";

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void Code_OutsideTheCatalog_IsNotWritten()
    {
        var stray =
            from file in SourceFile.Product
            where !Path.GetFileName(file.Path).StartsWith("Catalog", StringComparison.Ordinal)
            from literal in file.Root.DescendantNodes().OfType<LiteralExpressionSyntax>()
            where WholeCode().IsMatch(literal.Token.ValueText)
            select $"{file.At(literal)}: {literal}";

        stray.ShouldBeEmpty("a diagnostic is made by its factory in Catalog");
    }

    [Fact]
    public void Code_HasAPage_WithItsTitle()
    {
        var wrong =
            from entry in Entries.Select(e => e.Entry)
            let page = Path.Combine(Pages, entry.Code + ".md")
            let expected = $"# {entry.Code}: {entry.Title}"
            let found = File.Exists(page) ? File.ReadLines(page).FirstOrDefault() : "no page"
            where found != expected
            select $"{entry.Code}: expected '{expected}', found '{found}'";

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void Code_HasASample_ThatFailsByIt()
    {
        var missing =
            from entry in Entries.Select(e => e.Entry)
            let place = SampleFolders.First(f => entry.Code.StartsWith(f.Prefix, StringComparison.Ordinal))
            let folder = Repository.PathOf(Samples, place.Folder)
            where !Directory.Exists(folder) || !Directory.EnumerateFiles(folder, entry.Code + place.Suffix).Any()
            select $"{Samples}/{place.Folder}/{entry.Code}{place.Suffix}";

        missing.ShouldBeEmpty();
    }

    [Fact]
    public void RetiredCode_IsNotUsedAgain()
    {
        var retired = CodeIn().Matches(File.ReadAllText(Path.Combine(Pages, "retired.md"))).Select(m => m.Value).ToHashSet();
        var pages = Directory.EnumerateFiles(Pages, "SNN*.md").Select(Path.GetFileNameWithoutExtension);

        LiveCodes.Intersect(retired).ShouldBeEmpty();
        pages.Where(p => !LiveCodes.Contains(p!) && !retired.Contains(p!)).ShouldBeEmpty("a page without a live code: list the code in retired.md");
    }

    private static SyntaxNode? Body(MethodDeclarationSyntax method) => (SyntaxNode?)method.Body ?? method.ExpressionBody;

    private static IEnumerable<string> Codes(IEnumerable<SyntaxNode> nodes) => nodes.SelectMany(Codes);

    private static IEnumerable<string> Codes(SyntaxNode? node) =>
        node?.DescendantTokens().Where(t => t.IsKind(SyntaxKind.StringLiteralToken)).Select(t => t.ValueText).Where(t => WholeCode().IsMatch(t)) ?? [];

    [GeneratedRegex(@"^SNN\d{4}$")]
    private static partial Regex WholeCode();

    [GeneratedRegex(@"\bSNN\d{4}\b")]
    private static partial Regex CodeIn();
}
