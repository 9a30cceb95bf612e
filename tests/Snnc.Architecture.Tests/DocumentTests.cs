using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Shouldly;
using Snnc.Tests;
using Xunit;

namespace Snnc.Architecture.Tests;

/// <summary>Documents keep up with what they are about.</summary>
public sealed partial class DocumentTests
{
    private static readonly string[] Areas = ["compiler", "runtime", "sdk", "samples", "tests"];

    private static IEnumerable<string> Documents => Areas.SelectMany(a => SourceFile.Find(a, "*.md")).Append("README.md");

    [Fact]
    public void Link_InADocument_LeadsSomewhere()
    {
        var broken =
            from document in Documents
            from link in Link().Matches(File.ReadAllText(Repository.PathOf(document))).Select(m => m.Groups[1].Value)
            where !link.Contains("://", StringComparison.Ordinal) && !Exists(document, link)
            select $"{document}: {link}";

        broken.ShouldBeEmpty();
    }

    [Fact]
    public void Rules_OfTheLanguage_NameEveryLiveCode()
    {
        var rules = File.ReadAllText(Repository.PathOf("compiler", "docs", "language-rules.md"));
        var named = Code().Matches(rules).Select(m => m.Value).ToHashSet();

        CatalogTests.LiveCodes.Where(c => !named.Contains(c)).ShouldBeEmpty("say in language-rules.md which rule the code is about");
        named.Where(c => !CatalogTests.LiveCodes.Contains(c)).ShouldBeEmpty();
        rules.Split('\n').Where(line => line.TrimEnd().EndsWith("| |", StringComparison.Ordinal)).ShouldBeEmpty("a rule without a code");
    }

    [Fact]
    public void Reference_OfTheLanguage_ListsTheReservedWords()
    {
        var reference = File.ReadAllText(Repository.PathOf("compiler", "docs", "language.md"));
        var words = ReservedWords().Match(reference).Groups[1].Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

        words.ShouldBe(Compiler.Syntax.SyntaxFacts.ReservedWords, ignoreOrder: true);
    }

    private static bool Exists(string document, string link)
    {
        var parts = link.Split('#');
        var target = parts[0] == "" ? Repository.PathOf(document) : Path.Combine(Repository.PathOf(document), "..", parts[0]);
        return Path.Exists(Path.GetFullPath(target)) && (parts.Length == 1 || Headings(target).Contains(parts[1]));
    }

    private static IEnumerable<string> Headings(string path) =>
        from line in File.ReadLines(Path.GetFullPath(path))
        where line.StartsWith('#')
        select NotInAnchor().Replace(line.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\bSNN\d{4}\b")]
    private static partial Regex Code();

    [GeneratedRegex(@"- Reserved words: `([^`]*)`")]
    private static partial Regex ReservedWords();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchor();
}
