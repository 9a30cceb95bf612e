using System;
using System.IO;
using Snnc.Tests;
using Xunit;

namespace Snnc.Sdk.Tests;

/// <summary>The packages, packed once a run into a folder outside the checkout, with a cache of its own, so that no version of another run is taken.</summary>
public sealed class PackedFeed : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("snnc-sdk-").FullName;

    public PackedFeed()
    {
        foreach (var project in (string[])["runtime/Snnc.Runtime", "sdk/Snnc.Sdk", "sdk/Snnc.Templates"])
        {
            DotNet.Run(Repository.Root, "pack", project, "-c", Configuration, "--no-build", "--nologo", "-v", "q", "-o", Feed).ShouldSucceed();
        }

        // Every project below finds these above it. One of the closed kind needs no packages but ours; others come from where this machine gets its packages.
        const string Sources = "<configuration><packageSources>{0}<add key=\"packed\" value=\"../feed\" /></packageSources></configuration>";
        Write("closed/nuget.config", string.Format(Sources, "<clear />"));
        Write("open/nuget.config", string.Format(Sources, ""));
        Write("Directory.Build.props", $"""
            <Project>
              <PropertyGroup><RestorePackagesPath>{Path.Combine(_root, "cache")}</RestorePackagesPath></PropertyGroup>
            </Project>
            """);
        Write("global.json", File.ReadAllText(Repository.PathOf("global.json")));
    }

    /// <summary>Gets the folder of the packages.</summary>
    public string Feed => Path.Combine(_root, "feed");

    /// <summary>Gets the configuration that the tests, and so the packages, were built in.</summary>
    public static string Configuration => AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Debug{Path.DirectorySeparatorChar}") ? "Debug" : "Release";

    /// <summary>A folder for a project that needs no other packages.</summary>
    public ConsumerProject NewProject(string name) => new(Directory.CreateDirectory(Path.Combine(_root, "closed", name)).FullName);

    /// <summary>A folder for a project that needs others too.</summary>
    public ConsumerProject NewOpenProject(string name) => new(Directory.CreateDirectory(Path.Combine(_root, "open", name)).FullName);

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_root, name))!);
        File.WriteAllText(Path.Combine(_root, name), text);
    }
}

/// <summary>Tests that share the packages, one after the other: each build takes seconds.</summary>
[CollectionDefinition(Name)]
public sealed class PackedFeedCollection : ICollectionFixture<PackedFeed>
{
    public const string Name = "packages";
}
