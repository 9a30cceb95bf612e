using System;
using System.Collections.Concurrent;
using System.IO;
using Snnc.Compiler.Tensors;
using Snnc.Tensors;

namespace Snnc.LanguageServer.Documents;

/// <summary>Opens weights, and keeps what was found until the file has another time or size: each keystroke asks again. May be used from several
/// threads.</summary>
internal sealed class TensorCache : ITensorResolver
{
    private readonly ConcurrentDictionary<string, Entry> _entries = new(DocumentUri.PathComparer);

    /// <inheritdoc/>
    public ITensorSource Open(string sourcePath, string reference)
    {
        if (PathOf(sourcePath, reference) is not { } path)
        {
            return new FileTensorResolver().Open(sourcePath, reference);
        }

        var stamp = FileStamp.Of(path);
        if (!_entries.TryGetValue(path, out var entry) || entry.Stamp != stamp)
        {
            entry = _entries[path] = Load(stamp, sourcePath, reference);
        }

        return entry.Source ?? throw entry.Failure!;
    }

    /// <summary>Where a reference leads; null where it can be no path.</summary>
    public static string? PathOf(string sourcePath, string reference) =>
        string.IsNullOrWhiteSpace(reference) || reference.Contains('\0') ? null : Path.Combine(Path.GetDirectoryName(sourcePath) ?? "", reference);

    // A name that is misspelt has other suggestions as soon as other files are there: what is missing is looked for again.
    private static Entry Load(FileStamp stamp, string sourcePath, string reference)
    {
        try
        {
            return new Entry(stamp, new FileTensorResolver().Open(sourcePath, reference), null);
        }
        catch (TensorFormatException e) when (stamp != default)
        {
            return new Entry(stamp, null, e);
        }
    }

    private sealed record Entry(FileStamp Stamp, ITensorSource? Source, TensorFormatException? Failure);
}
