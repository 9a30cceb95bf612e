using System.Collections.Generic;
using System.IO;
using Snnc.Compiler.Text;

namespace Snnc.Tasks;

/// <summary>The files that programs <c>use</c>, relative to the folder of the file that names them.</summary>
internal sealed class ProjectSources : ISourceResolver
{
    private readonly Dictionary<string, SourceText?> _read = [];

    /// <inheritdoc/>
    public SourceText? TryRead(string fromPath, string reference)
    {
        var path = SourcePath.Combine(fromPath, reference);
        if (!_read.TryGetValue(path, out var text))
        {
            _read[path] = text = File.Exists(path) ? new SourceText(path, File.ReadAllText(path)) : null;
        }

        return text;
    }
}
