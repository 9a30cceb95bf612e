using System.IO;
using Snnc.Compiler.Text;

namespace Snnc.Benchmarks;

/// <summary>Files beside the one that uses them.</summary>
internal sealed class Sources : ISourceResolver
{
    public SourceText? TryRead(string fromPath, string reference)
    {
        var path = Path.Combine(Path.GetDirectoryName(fromPath)!, reference);
        return File.Exists(path) ? new SourceText(path, File.ReadAllText(path)) : null;
    }
}
