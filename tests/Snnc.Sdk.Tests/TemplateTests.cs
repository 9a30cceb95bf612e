using System.IO;
using System.Linq;
using Shouldly;
using Snnc.Tests;
using Xunit;

namespace Snnc.Sdk.Tests;

/// <summary>The project that <c>dotnet new snn</c> makes.</summary>
[Collection(PackedFeedCollection.Name)]
public sealed class TemplateTests(PackedFeed feed)
{
    [Fact]
    public void NewProject_BuildsAndReadsTheDigits()
    {
        var project = Made(feed.NewProject("Digit reader"));

        var run = DotNet.Run(project.Folder, "run");

        run.ShouldSucceed();
        run.Output.ShouldContain("499 of 500 images are read right.");
    }

    [FullFact]
    public void NewProject_PassesItsTests()
    {
        var project = Made(feed.NewOpenProject("Digits, tested"));
        var tests = Directory.EnumerateFiles(project.Folder, "*.Tests.csproj", SearchOption.AllDirectories).Single();

        DotNet.Run(project.Folder, "test", tests, "-nologo").ShouldSucceed().Output.ShouldContain("Passed!");
    }

    // The templates of this machine stay as they are.
    private ConsumerProject Made(ConsumerProject project)
    {
        var hive = project.PathOf("../hive");
        var package = Directory.EnumerateFiles(feed.Feed, "Snnc.Templates.*.nupkg").Single();
        DotNet.Run(project.Folder, "new", "install", package, "--debug:custom-hive", hive).ShouldSucceed();
        DotNet.Run(project.Folder, "new", "snn", "--debug:custom-hive", hive, "--no-update-check").ShouldSucceed();
        return project;
    }
}
