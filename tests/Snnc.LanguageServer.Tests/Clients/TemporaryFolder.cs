using System;
using System.IO;
using System.Runtime.CompilerServices;

namespace Snnc.LanguageServer.Tests.Clients;

/// <summary>A folder for one test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("snnc-lsp-").FullName;

    /// <summary>Writes a file.</summary>
    /// <returns>Its path.</returns>
    public string Write(string name, string content)
    {
        var path = System.IO.Path.Combine(Path, name);
        File.WriteAllText(path, content);
        return path;
    }

    // What the server writes for clients to open goes there, and not among the user's files.
    [ModuleInitializer]
    internal static void KeepOffTheUsersFiles() =>
        Environment.SetEnvironmentVariable("XDG_DATA_HOME", System.IO.Path.Combine(System.IO.Path.GetTempPath(), "snnc-lsp-tests"));

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
