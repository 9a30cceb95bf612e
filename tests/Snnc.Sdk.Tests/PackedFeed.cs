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
        foreach (var project in (string[])["runtime/Snnc.Runtime", "sdk/Snnc.Sdk"])
        {
            DotNet.Run(Repository.Root, "pack", project, "-c", Configuration, "--no-build", "--nologo", "-v", "q", "-o", Path.Combine(_root, "feed")).ShouldSucceed();
        }

        // Every project below finds these beside it; a project needs no other packages.
        Write("nuget.config", """
            <configuration>
              <packageSources><clear /><add key="packed" value="feed" /></packageSources>
            </configuration>
            """);
        Write("Directory.Build.props", $"""
            <Project>
              <PropertyGroup><RestorePackagesPath>{Path.Combine(_root, "cache")}</RestorePackagesPath></PropertyGroup>
            </Project>
            """);
        Write("global.json", File.ReadAllText(Repository.PathOf("global.json")));
    }

    private static string Configuration => AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Debug{Path.DirectorySeparatorChar}") ? "Debug" : "Release";

    /// <summary>A folder for a project.</summary>
    public ConsumerProject NewProject(string name) => new(Directory.CreateDirectory(Path.Combine(_root, name)).FullName);

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_root, name), text);
}

/// <summary>Tests that share the packages, one after the other: each build takes seconds.</summary>
[CollectionDefinition(Name)]
public sealed class PackedFeedCollection : ICollectionFixture<PackedFeed>
{
    public const string Name = "packages";
}
