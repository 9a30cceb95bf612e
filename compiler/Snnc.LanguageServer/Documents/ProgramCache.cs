using System.Collections.Concurrent;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Text;

namespace Snnc.LanguageServer.Documents;

/// <summary>
/// Trees of programs on disk, kept until the file has another time or size: a search through a folder asks for all of them again. May be used from
/// several threads.
/// </summary>
internal sealed class ProgramCache(ISourceReader reader)
{
    private readonly ConcurrentDictionary<string, Entry> _entries = new(DocumentUri.PathComparer);

    /// <summary>The tree of a file; null where there is none, or it cannot be read.</summary>
    public SyntaxTree? Find(string path)
    {
        var stamp = FileStamp.Of(path);
        if (!_entries.TryGetValue(path, out var entry) || entry.Stamp != stamp)
        {
            entry = _entries[path] = new Entry(stamp, reader.Read(path).Content is { } text ? SyntaxTree.Parse(new SourceText(path, text)) : null);
        }

        return entry.Tree;
    }

    private sealed record Entry(FileStamp Stamp, SyntaxTree? Tree);
}
