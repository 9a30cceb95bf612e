using System.Reflection;

namespace Snnc.Cli;

/// <summary>Which snnc this is.</summary>
internal static class ProductVersion
{
    /// <summary>Gets the version of the build.</summary>
    public static string Text { get; } =
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
