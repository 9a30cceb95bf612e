using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using Snnc.Compiler.Tensors;
using Snnc.Compiler.Text;

namespace Snnc.LanguageServer.Documents;

/// <summary>The files that one compilation sees: open documents before the disk. It notes which those were, the missing ones too.</summary>
internal sealed class AnalysisFiles(ImmutableDictionary<string, SourceText> open, ISourceReader reader, TensorCache tensors)
    : ISourceResolver, ITensorResolver
{
    private readonly Dictionary<string, FileStamp> _stamps = new(DocumentUri.PathComparer);
    private readonly List<Compiler.Diagnostics.Diagnostic> _found = [];

    /// <summary>Gets the paths that were looked at, and what stood there.</summary>
    public IReadOnlyDictionary<string, FileStamp> Stamps => _stamps;

    /// <summary>Gets what was wrong with files that are there, but cannot be used.</summary>
    public IReadOnlyList<Compiler.Diagnostics.Diagnostic> Diagnostics => _found;

    /// <inheritdoc/>
    public SourceText? TryRead(string fromPath, string reference)
    {
        if (TensorCache.PathOf(fromPath, reference) is not { } combined)
        {
            return null;
        }

        var path = Note(combined);
        if (open.TryGetValue(path, out var text))
        {
            return text;
        }

        var reading = reader.Read(path);
        _found.AddRange(reading.Diagnostics);
        return reading.Content is { } content ? new SourceText(path, content) : null;
    }

    /// <inheritdoc/>
    public ITensorSource Open(string sourcePath, string reference)
    {
        if (TensorCache.PathOf(sourcePath, reference) is { } combined)
        {
            Note(combined);
        }

        return tensors.Open(sourcePath, reference);
    }

    private string Note(string combined)
    {
        var path = Path.GetFullPath(combined);
        _stamps[path] = FileStamp.Of(path);
        return path;
    }
}
