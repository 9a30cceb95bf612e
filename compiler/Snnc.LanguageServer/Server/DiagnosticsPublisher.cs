using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Snnc.LanguageServer.Documents;
using Snnc.LanguageServer.Features;
using Snnc.LanguageServer.Protocol;

namespace Snnc.LanguageServer.Server;

/// <summary>
/// Compiles documents after they have changed, and tells the client what is wrong. One thread, which waits until typing pauses: states that a
/// newer one has replaced by then are never compiled.
/// </summary>
internal sealed class DiagnosticsPublisher : IDisposable
{
    private const int StackSize = 16 << 20;
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(1);
    private readonly object _lock = new();
    private readonly Dictionary<string, Waiting> _waiting = new(DocumentUri.PathComparer);
    private readonly DocumentStore _documents;
    private readonly Connection _connection;
    private readonly Func<string, string?> _pageOf;
    private readonly PublishedFiles _published = new();
    private bool _isDisposed;

    /// <summary>Starts.</summary>
    public DiagnosticsPublisher(DocumentStore documents, Connection connection, Func<string, string?> pageOf)
    {
        _documents = documents;
        _connection = connection;
        _pageOf = pageOf;
        documents.Changed += Enqueue;
        documents.Closed += Close;
        new Thread(Run, StackSize) { IsBackground = true, Name = "diagnostics" }.Start();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            Monitor.PulseAll(_lock);
        }
    }

    // What was opened just now is shown at once.
    private void Enqueue(DocumentSnapshot document)
    {
        var now = DateTime.UtcNow;
        lock (_lock)
        {
            var since = _waiting.TryGetValue(document.Path, out var earlier) ? earlier.Since : now;
            var pause = now + TimeSpan.FromMilliseconds(_published.IsShown(document.Path) ? _documents.Settings.Delay : 0);
            var latest = since + LongestDelay;
            _waiting[document.Path] = new Waiting(document, since, pause < latest ? pause : latest);
            Monitor.PulseAll(_lock);
        }
    }

    private void Close(DocumentSnapshot document)
    {
        lock (_lock)
        {
            _waiting.Remove(document.Path);
            Send(_published.Set(document.Path, new Dictionary<string, IReadOnlyList<Diagnostic>>()), document, null);
        }
    }

    private void Run()
    {
        while (Next() is { } document)
        {
            try
            {
                Publish(document);
            }
            catch (Exception e)
            {
                _connection.Log(MessageType.Error, $"{document.Path} could not be compiled: {e}");
            }
        }
    }

    // Null when disposed.
    private DocumentSnapshot? Next()
    {
        lock (_lock)
        {
            while (!_isDisposed)
            {
                var next = _waiting.Values.MinBy(waiting => waiting.Due);
                var pause = next is null ? Timeout.InfiniteTimeSpan : next.Due - DateTime.UtcNow;
                if (next is not null && pause <= TimeSpan.Zero)
                {
                    _waiting.Remove(next.Document.Path);
                    return next.Document;
                }

                Monitor.Wait(_lock, pause);
            }

            return null;
        }
    }

    private void Publish(DocumentSnapshot document)
    {
        if (!_documents.IsNewest(document) || LibraryFolder.Contains(document.Path))
        {
            return;
        }

        var found = document.Analysis.Diagnostics;
        var workspace = _documents.Current();
        var files = found.Select(diagnostic => diagnostic.Location.Source).Where(source => !Compiler.Text.StandardLibrary.IsOfLibrary(source))
            .Select(source => source.Path).Append(document.Path).Distinct()
            .Where(path => path == document.Path || !workspace.IsOpen(path))
            .ToDictionary(path => path, path => DiagnosticTranslation.Of(found, path, workspace, _pageOf));
        lock (_lock)
        {
            if (_documents.IsNewest(document))
            {
                Send(_published.Set(document.Path, files), document, document.Version);
            }
        }

        if (document.IsRenewed)
        {
            ClientRefresh.Ask(_connection, workspace.Client);
        }
    }

    private void Send(IEnumerable<KeyValuePair<string, IReadOnlyList<Diagnostic>>> files, DocumentSnapshot document, int? version)
    {
        foreach (var (path, diagnostics) in files)
        {
            var parameters = path == document.Path
                ? new PublishDiagnosticsParams(document.Uri, diagnostics, version)
                : new PublishDiagnosticsParams(DocumentUri.FromPath(path), diagnostics);
            _connection.Notify("textDocument/publishDiagnostics", parameters, ProtocolJson.Default.PublishDiagnosticsParams);
        }
    }

    private sealed record Waiting(DocumentSnapshot Document, DateTime Since, DateTime Due);
}
