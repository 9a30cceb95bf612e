using System;
using System.Threading;
using Snnc.LanguageServer.Documents;
using Snnc.LanguageServer.Protocol;

namespace Snnc.LanguageServer.Server;

/// <summary>
/// Renews documents when weights or used files change on disk. Clients that can watch files are asked to; beside that, the few files that open
/// documents name are looked at now and then, since weights may lie outside of what a client watches.
/// </summary>
internal sealed class FileWatch(DocumentStore documents, Connection connection) : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly string[] Patterns = ["**/*.snn", "**/*.{npz,npy,safetensors,nir,h5,hdf5,onnx}"];
    private Timer? _timer;

    /// <summary>Begins.</summary>
    public void Start()
    {
        if (documents.Client.Workspace?.DidChangeWatchedFiles?.DynamicRegistration == true)
        {
            var options = new WatchedFilesOptions(Array.ConvertAll(Patterns, pattern => new FileWatcher(pattern)));
            var registration = new Registration("files", "workspace/didChangeWatchedFiles", options);
            var parameters = new RegistrationParams([registration]);
            connection.Request("client/registerCapability", parameters, ProtocolJson.Default.RegistrationParams, _ => { });
        }

        _timer = new Timer(_ => Look(), null, Interval, Timeout.InfiniteTimeSpan);
    }

    /// <inheritdoc/>
    public void Dispose() => _timer?.Dispose();

    private void Look()
    {
        documents.TouchChanged();
        try
        {
            _timer?.Change(Interval, Timeout.InfiniteTimeSpan);
        }
        catch (ObjectDisposedException)
        {
            // The server has ended meanwhile.
        }
    }
}
