using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Snnc.Compiler.Text;
using Snnc.LanguageServer.Protocol;

namespace Snnc.LanguageServer.Documents;

/// <summary>
/// The documents that the client has open, each in its newest state. Where one changes, those that may depend on it get a new state too, of the
/// same text. Written to by the thread that reads messages and by the one that watches files.
/// </summary>
internal sealed class DocumentStore(ISourceReader reader)
{
    private readonly object _lock = new();
    private ImmutableDictionary<string, DocumentSnapshot> _documents = ImmutableDictionary.Create<string, DocumentSnapshot>(DocumentUri.PathComparer);
    private AnalysisSources _sources = new(ImmutableDictionary.Create<string, SourceText>(DocumentUri.PathComparer), reader);

    /// <summary>Told of documents whose diagnostics may have changed.</summary>
    public event Action<DocumentSnapshot>? Changed;

    /// <summary>Told of documents that are no longer open.</summary>
    public event Action<DocumentSnapshot>? Closed;

    /// <summary>Gets or sets the folders that are open.</summary>
    public IReadOnlyList<string> Folders { get; set; } = [];

    /// <summary>Gets or sets what the user has set.</summary>
    public Settings Settings { get; set; } = new();

    /// <summary>Gets or sets what the client can do.</summary>
    public ClientCapabilities Client { get; set; } = new();

    /// <summary>The present state of everything.</summary>
    public Workspace Current()
    {
        lock (_lock)
        {
            return new Workspace(_documents, _sources, Folders, Settings, Client);
        }
    }

    /// <summary>Whether this is the newest state of its document.</summary>
    public bool IsNewest(DocumentSnapshot document) => ReferenceEquals(_documents.GetValueOrDefault(document.Path), document);

    /// <summary>A document was opened.</summary>
    public void Open(TextDocumentItem item)
    {
        var text = new SourceText(DocumentUri.ToPath(item.Uri), item.Text);
        Put(text, sources => new DocumentSnapshot(item.Uri, item.Version, text, sources));
    }

    /// <summary>A document was changed.</summary>
    public void Change(DidChangeParams change)
    {
        if (_documents.GetValueOrDefault(DocumentUri.ToPath(change.TextDocument.Uri)) is not { } document)
        {
            throw new ProtocolException(ErrorCode.InvalidParams, $"{change.TextDocument.Uri} is not open");
        }

        var text = new SourceText(document.Path, TextChange.Apply(document.Text.Content, change.ContentChanges));
        Put(text, sources => document.Next(change.TextDocument.Version, text, sources));
    }

    /// <summary>A document was closed; what uses it sees the file on disk again.</summary>
    public void Close(string uri)
    {
        var path = DocumentUri.ToPath(uri);
        if (_documents.GetValueOrDefault(path) is not { } document)
        {
            return;
        }

        lock (_lock)
        {
            _documents = _documents.Remove(path);
            _sources = _sources with { Open = _sources.Open.Remove(path) };
        }

        Closed?.Invoke(document);
        Renew(other => DependsOn(other, path));
    }

    /// <summary>Files were changed on disk.</summary>
    public void Touch(IReadOnlyCollection<string> paths) => Renew(document => paths.Any(path => DependsOn(document, path)));

    /// <summary>Looks whether files on disk have changed since they were last seen.</summary>
    public void TouchChanged() => Renew(document => document.IsAnalysed && !document.Analysis.IsCurrent());

    private void Put(SourceText text, Func<AnalysisSources, DocumentSnapshot> create)
    {
        DocumentSnapshot created;
        lock (_lock)
        {
            _sources = _sources with { Open = _sources.Open.SetItem(text.Path, text) };
            created = create(_sources);
            _documents = _documents.SetItem(text.Path, created);
        }

        Changed?.Invoke(created);
        Renew(other => other.Path != text.Path && DependsOn(other, text.Path));
    }

    private void Renew(Func<DocumentSnapshot, bool> isAffected)
    {
        foreach (var document in _documents.Values.Where(isAffected))
        {
            if (Renew(document) is { } renewed)
            {
                Changed?.Invoke(renewed);
            }
        }
    }

    private DocumentSnapshot? Renew(DocumentSnapshot document)
    {
        lock (_lock)
        {
            if (!IsNewest(document))
            {
                return null;
            }

            var renewed = document.Among(_sources);
            _documents = _documents.SetItem(document.Path, renewed);
            return renewed;
        }
    }

    // What has not been compiled yet may depend on anything.
    private static bool DependsOn(DocumentSnapshot document, string path) => !document.IsAnalysed || document.Analysis.DependsOn(path);
}
