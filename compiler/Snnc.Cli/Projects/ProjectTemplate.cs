using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace Snnc.Cli.Projects;

/// <summary>The files of a project to start from, which travel in the executable; they are those of <c>dotnet new snn</c>.</summary>
internal static class ProjectTemplate
{
    private const string Folder = "template/";
    private const string Name = "SnnApp";
    private const string Version = "SNNC_VERSION";

    // Whatever is not text is taken as it is.
    private static readonly string[] Binary = [".npz"];

    /// <summary>The files of a project, by their paths in it.</summary>
    /// <param name="name">The project's name, which is a file name.</param>
    public static IEnumerable<(string Path, byte[] Content)> FilesOf(string name) =>
        from resource in typeof(ProjectTemplate).Assembly.GetManifestResourceNames().Order(StringComparer.Ordinal)
        where resource.StartsWith(Folder, StringComparison.Ordinal)
        let content = Read(resource)
        let path = resource[Folder.Length..].Replace('\\', '/').Replace(Name, name, StringComparison.Ordinal)
        select (path, Binary.Contains(Path.GetExtension(path)) ? content : Filled(content, name));

    private static byte[] Filled(byte[] text, string name) => Encoding.UTF8.GetBytes(
        Encoding.UTF8.GetString(text).Replace(Name, name, StringComparison.Ordinal).Replace(Version, ProductVersion.Text, StringComparison.Ordinal));

    private static byte[] Read(string resource)
    {
        using var stream = typeof(ProjectTemplate).Assembly.GetManifestResourceStream(resource)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
