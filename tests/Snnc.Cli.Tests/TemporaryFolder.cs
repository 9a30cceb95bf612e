using System;
using System.IO;

namespace Snnc.Cli.Tests;

/// <summary>A folder for the files of one test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("snnc-cli-").FullName;

    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Whether an argument is the name of a file or folder that is there, or that a test wants there (it ends as files do).</summary>
    public bool Holds(string name) =>
        !name.StartsWith('-') && (System.IO.Path.Exists(PathOf(name)) || System.IO.Path.GetExtension(name) is ".snn" or ".snnir" or ".npz" or ".npy");

    public string Write(string name, string content)
    {
        File.WriteAllText(PathOf(name), content);
        return PathOf(name);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
