using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.Json;
using Shouldly;
using Snnc.Tests;
using Xunit;

namespace Snnc.Llvm.Tests;

/// <summary>The compiler built with the package LLVMSharp.Interop instead of what stands in for it.</summary>
public sealed class PackageBuildTests(PackageFeed feed) : IClassFixture<PackageFeed>
{
    [Fact]
    public void Assembly_OfTheFeed_HasTheListedMembersAlone()
    {
        var named = Listing.Types.Select(type => type.Name).ToHashSet();
        var types = Assembly.Load(PackageFeed.Assembly).GetExportedTypes().Where(type => type.IsEnum || named.Contains(type.Name));

        var surface = types.SelectMany(PublicSurface.Of).ToList();

        surface.Except(Listing.Lines).ShouldBeEmpty();
        Listing.Lines.Except(surface).ShouldBeEmpty();
    }

    [Fact]
    public void Compiler_WithThePackage_BuildsAgainstItsMembersAlone()
    {
        var project = Path.Combine("compiler", "Snnc.Llvm");

        feed.Build(project).ShouldSucceed();

        using var assets = JsonDocument.Parse(File.ReadAllText(feed.PathOf("obj", "Snnc.Llvm", "project.assets.json")));
        var libraries = assets.RootElement.GetProperty("libraries").EnumerateObject().ToDictionary(library => library.Name, library => library.Value);
        libraries[$"{PackageFeed.Interop}/{PackageFeed.Version}"].GetProperty("type").GetString().ShouldBe("package");
        libraries.Keys.ShouldContain($"{PackageFeed.Runtime}/{PackageFeed.Version}");
        Directory.Exists(feed.PathOf("bin", PackageFeed.Interop)).ShouldBeFalse();
    }

    [FullFact]
    public void Tool_WithThePackage_BringsTheLibraryOfThisSystem()
    {
        feed.Build(Path.Combine("compiler", "Snnc.Cli")).ShouldSucceed();

        var output = feed.PathOf("bin", "Snnc.Cli", "debug");
        File.Exists(Path.Combine(output, PackageFeed.NativeAsset)).ShouldBeTrue();
        File.ReadAllText(Path.Combine(output, "snnc.deps.json")).ShouldContain(PackageFeed.NativeAsset);
        Directory.Exists(feed.PathOf("bin", PackageFeed.Interop)).ShouldBeFalse();
    }
}
