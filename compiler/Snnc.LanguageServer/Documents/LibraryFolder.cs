using System;
using System.Collections.Concurrent;
using System.IO;
using Snnc.Compiler.Text;

namespace Snnc.LanguageServer.Documents;

/// <summary>
/// The compiler's own texts as files, so that any client can open them: the library is inside an assembly, the prelude has no path. Files are
/// read-only, and stand in a folder of this version in the user's local data.
/// </summary>
public static class LibraryFolder
{
    private static readonly ConcurrentDictionary<string, string> Written = new(StringComparer.Ordinal);

    /// <summary>Gets the folder.</summary>
    public static string Root { get; } = Path.Combine(Base(), "snnc", typeof(StandardLibrary).Assembly.GetName().Version!.ToString());

    /// <summary>Whether a path is one of these files.</summary>
    public static bool Contains(string path) => path.StartsWith(Root + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>The path of a text of the library.</summary>
    public static string PathOf(SourceText library) => Write("library/" + library.Path[StandardLibrary.Root.Length..], library.Content);

    /// <summary>Writes a text under a relative path, unless it stands there.</summary>
    /// <returns>Its full path.</returns>
    public static string Write(string relative, string content) => Written.GetOrAdd(relative, name =>
    {
        var path = Path.GetFullPath(Path.Combine(Root, name));
        try
        {
            if (!File.Exists(path) || File.ReadAllText(path) != content)
            {
                Replace(path, content);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A folder that cannot be written to costs a link that leads nowhere, not an answer.
        }

        return path;
    });

    private static void Replace(string path, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        File.WriteAllText(temporary, content);
        File.SetAttributes(temporary, FileAttributes.ReadOnly);
        if (File.Exists(path))
        {
            File.SetAttributes(path, FileAttributes.Normal);
        }

        File.Move(temporary, path, overwrite: true);
    }

    private static string Base()
    {
        var local = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return local.Length > 0 ? local : Path.GetTempPath();
    }
}
