using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Shouldly;
using Snnc.Generated.Tests.Networks;
using Snnc.Runtime;
using Xunit;

namespace Snnc.Generated.Tests;

/// <summary>The members that callers see, of generated classes and of what they stand on. A change of one of them is a change for everyone who calls it.</summary>
public sealed class PublicApiTests
{
    [Theory]
    [InlineData(typeof(Digits))]
    [InlineData(typeof(Echo))]
    [InlineData(typeof(Several))]
    [InlineData(typeof(Frames))]
    public void Class_OfANetwork_HasTheBlessedMembers(Type network) => Blessed.Check($"{network.Name}.txt", PublicSurface.Of(network));

    [Fact]
    public void Runtime_BesidesItsKernels_HasTheBlessedMembers() => Blessed.Check(
        "Snnc.Runtime.txt",
        typeof(INetwork).Assembly.GetExportedTypes().Where(type => type.Namespace == "Snnc.Runtime").OrderBy(type => type.FullName, StringComparer.Ordinal)
            .SelectMany(PublicSurface.Of));

    [Fact]
    public void Documentation_OfTheProgram_IsThatOfTheClass()
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "networks", "Several.cs"));

        text.ShouldContain("/// <summary>Two images in, several answers out");
        text.ShouldContain("<param name=\"class\">frame[2, 3]. What is seen.</param>");
        text.ShouldContain("<param name=\"scores\">frame[3]. What stands at the end.</param>");
        Regex.Matches(text, @"^    public ", RegexOptions.Multiline).Count.ShouldBe(Regex.Matches(text, @"/// (<summary>|</summary>|<exception|<returns|<param|<inheritdoc).*\n    public ").Count);
    }
}
