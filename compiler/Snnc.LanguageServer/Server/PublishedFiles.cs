using System.Collections.Generic;
using System.Linq;
using Snnc.LanguageServer.Documents;

namespace Snnc.LanguageServer.Server;

/// <summary>
/// Which diagnostics stand at which files because of which document: a file that is used and not open shows what its users found in it, once, until
/// none of them finds it any more.
/// </summary>
internal sealed class PublishedFiles
{
    private readonly Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<Diagnostic>>> _byDocument = new(DocumentUri.PathComparer);

    /// <summary>Whether a document has been shown what it found, be it nothing.</summary>
    public bool IsShown(string document) => _byDocument.ContainsKey(document);

    /// <summary>Sets what a document has found, by file.</summary>
    /// <returns>What is to be shown at each file that this touches.</returns>
    public IReadOnlyList<KeyValuePair<string, IReadOnlyList<Diagnostic>>> Set(
        string document, IReadOnlyDictionary<string, IReadOnlyList<Diagnostic>> files)
    {
        var touched = (_byDocument.TryGetValue(document, out var before) ? before.Keys : []).Concat(files.Keys).Append(document).Distinct().ToList();
        if (files.Count == 0)
        {
            _byDocument.Remove(document);
        }
        else
        {
            _byDocument[document] = files;
        }

        return touched.ConvertAll(path => KeyValuePair.Create(path, Merged(path)));
    }

    // An open document speaks for itself; records of diagnostics with related places are equal by reference only, so places and codes decide.
    private IReadOnlyList<Diagnostic> Merged(string path) =>
        _byDocument.TryGetValue(path, out var own) ? own[path]
        : [.. _byDocument.Values.Where(files => files.ContainsKey(path)).SelectMany(files => files[path])
            .DistinctBy(found => (found.Range, found.Code, found.Message))];
}
