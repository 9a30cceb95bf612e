using System;
using System.IO;

namespace Snnc.Tests;

/// <summary>Where the checkout, and the data beside it, lie.</summary>
internal static class Repository
{
    /// <summary>Gets the folder that holds Snnc.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Gets the folder of trained models and recordings beside the checkout, or where SNNC_DATA says: see <see cref="DataFactAttribute"/>.</summary>
    public static string Data { get; } =
        Environment.GetEnvironmentVariable("SNNC_DATA") ?? Path.GetFullPath(Path.Combine(Root, "..", "shared", "data"));

    /// <summary>Makes an absolute path of one relative to the root.</summary>
    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    // From the output folder rather than from the path that the compiler saw: a deterministic build rewrites that one.
    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Snnc.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"No Snnc.sln above {AppContext.BaseDirectory}.");
    }
}
