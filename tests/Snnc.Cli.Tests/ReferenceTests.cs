using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Shouldly;
using Snnc.Cli.Verbs;
using Snnc.Tests;
using Xunit;

namespace Snnc.Cli.Tests;

/// <summary>The reference of the command line, cli.md, tells of all that there is, and of nothing else.</summary>
public sealed class ReferenceTests
{
    private static readonly string Page = File.ReadAllText(Repository.PathOf("compiler", "docs", "cli.md"));

    public static TheoryData<string> Verbs => [.. AllVerbs.Create().Select(verb => verb.Name)];

    [Fact]
    public void Table_ListsEveryVerb() =>
        Regex.Matches(Page, @"^\| \[(\w+)\]\(#\1\) \|", RegexOptions.Multiline).Select(row => row.Groups[1].Value)
            .ShouldBe(AllVerbs.Create().Select(verb => verb.Name), ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Verbs))]
    public void Section_OfAVerb_NamesItsOptions(string verb)
    {
        var section = SectionOf(verb);

        OptionsOf(verb).Where(name => !Regex.IsMatch(section, $@"(?<![\w-]){Regex.Escape(name)}(?![\w-])")).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public void Table_OfAVerb_NamesNoOtherOptions(string verb)
    {
        var cells = Regex.Matches(SectionOf(verb), @"^\| ((?:`-[^`]*`[ ,.]*)+) \|", RegexOptions.Multiline).Select(row => row.Groups[1].Value);

        cells.SelectMany(cell => Regex.Matches(cell, @"`(-[\w-]+)").Select(name => name.Groups[1].Value)).Except(OptionsOf(verb)).ShouldBeEmpty();
    }

    private static string SectionOf(string verb)
    {
        var section = Regex.Match(Page, $@"^## {verb}\n(.*?)(?=^## |\z)", RegexOptions.Multiline | RegexOptions.Singleline);
        section.Success.ShouldBeTrue(verb);
        return section.Groups[1].Value;
    }

    private static string[] OptionsOf(string verb) =>
        [.. AllVerbs.Create().Single(one => one.Name == verb).Options.SelectMany(option => option.Aliases.Prepend(option.Name))];
}
