using System.IO;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Tests;

/// <summary>Finds used files beside the file that uses them.</summary>
internal sealed class FolderSources : ISourceResolver
{
    public SourceText? TryRead(string fromPath, string reference)
    {
        var path = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(fromPath)!, reference));
        return File.Exists(path) ? new SourceText(path, File.ReadAllText(path)) : null;
    }
}
