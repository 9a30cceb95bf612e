using System.IO;
using System.Linq;
using Shouldly;
using Snnc.Tests;
using Xunit;

namespace Snnc.Sdk.Tests;

/// <summary>The tool as users install it: compiled ahead of time for this system.</summary>
public sealed class ToolPackageTests
{
    [FullFact]
    public void Tool_Packed_IsInstalledAndChecksASample()
    {
        using var folder = new TemporaryFolder();
        var (feed, tool) = (Path.Combine(folder.Path, "feed"), Path.Combine(folder.Path, "tool"));

        string[] pack = ["pack", "compiler/Snnc.Cli", "-c", PackedFeed.Configuration, "--nologo", "-v", "q", "-o", feed, "-p:ReadyToRun=true"];
        DotNet.Run(Repository.Root, pack).ShouldSucceed();
        DotNet.Run(folder.Path, "tool", "install", "snnc", "--tool-path", tool, "--add-source", feed, "--no-cache").ShouldSucceed();

        Directory.EnumerateFiles(feed, "snnc.linux-x64.*").Count().ShouldBe(1);
        var snnc = Directory.EnumerateFiles(tool, "snnc.dll", SearchOption.AllDirectories).Single();
        DotNet.Run(folder.Path, snnc, "check", Repository.PathOf("samples", "digits", "digits.snn")).ShouldSucceed();
    }
}
