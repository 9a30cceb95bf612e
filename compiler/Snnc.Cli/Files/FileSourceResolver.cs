using System.Collections.Generic;
using System.IO;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Text;

namespace Snnc.Cli.Files;

/// <summary>Reads the files that programs <c>use</c>, relative to the folder of the file that names them.</summary>
internal sealed class FileSourceResolver : ISourceResolver
{
    private readonly Dictionary<string, SourceText?> _read = [];
    private readonly List<Diagnostic> _found = [];

    /// <summary>Gets what was wrong with files that are there, but cannot be used.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics => _found;

    /// <inheritdoc/>
    public SourceText? TryRead(string fromPath, string reference)
    {
        if (string.IsNullOrWhiteSpace(reference) || reference.Contains('\0'))
        {
            return null;
        }

        var path = Combine(fromPath, reference);
        return _read.TryGetValue(path, out var known) ? known : _read[path] = Read(path);
    }

    // One spelling for each file, so that a circle of uses is seen as one.
    private static string Combine(string fromPath, string reference)
    {
        var full = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(fromPath) ?? "", reference));
        return Path.IsPathRooted(fromPath) || Path.IsPathRooted(reference) ? full : Path.GetRelativePath(Directory.GetCurrentDirectory(), full);
    }

    private SourceText? Read(string path)
    {
        if (!File.Exists(path) && !Directory.Exists(path))
        {
            return null;
        }

        try
        {
            return new SourceText(path, SourceFile.ReadContent(path));
        }
        catch (DiagnosticException e)
        {
            _found.AddRange(e.Diagnostics);
            return null;
        }
    }
}
