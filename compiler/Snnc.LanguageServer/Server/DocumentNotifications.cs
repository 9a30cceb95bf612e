using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Snnc.LanguageServer.Documents;
using Snnc.LanguageServer.Protocol;

namespace Snnc.LanguageServer.Server;

/// <summary>What the client tells of documents, files, folders and settings.</summary>
internal sealed class DocumentNotifications(DocumentStore documents, Connection connection)
{
    /// <summary>The handlers.</summary>
    public IEnumerable<NotificationHandler> All() =>
    [
        NotificationHandler.Of("textDocument/didOpen", ProtocolJson.Default.DidOpenParams, opened => documents.Open(opened.TextDocument)),
        NotificationHandler.Of("textDocument/didChange", ProtocolJson.Default.DidChangeParams, documents.Change),
        NotificationHandler.Of("textDocument/didClose", ProtocolJson.Default.DocumentParams, closed => documents.Close(closed.TextDocument.Uri)),
        NotificationHandler.Of("workspace/didChangeWatchedFiles", ProtocolJson.Default.DidChangeWatchedFilesParams, FilesChanged),
        NotificationHandler.Of("workspace/didChangeWorkspaceFolders", ProtocolJson.Default.DidChangeFoldersParams, FoldersChanged),
        NotificationHandler.Of("workspace/didChangeConfiguration", ProtocolJson.Default.DidChangeConfigurationParams, SettingsChanged),
    ];

    private void FilesChanged(DidChangeWatchedFilesParams changed) =>
        documents.Touch([.. changed.Changes.Select(change => DocumentUri.ToPath(change.Uri))]);

    private void FoldersChanged(DidChangeFoldersParams changed)
    {
        var removed = changed.Event.Removed.Select(folder => DocumentUri.ToPath(folder.Uri));
        documents.Folders = [.. documents.Folders.Except(removed), .. changed.Event.Added.Select(folder => DocumentUri.ToPath(folder.Uri))];
    }

    // Newer clients send no settings, and are asked for them.
    private void SettingsChanged(DidChangeConfigurationParams changed)
    {
        if (changed.Settings is { ValueKind: JsonValueKind.Object })
        {
            Set(changed.Settings);
        }
        else if (documents.Client.Workspace?.Configuration == true)
        {
            var asked = new ConfigurationParams([new ConfigurationItem("snn")]);
            connection.Request("workspace/configuration", asked, ProtocolJson.Default.ConfigurationParams, result =>
                Set(result.ValueKind == JsonValueKind.Array && result.GetArrayLength() > 0 ? result[0] : null));
        }
    }

    private void Set(JsonElement? settings)
    {
        documents.Settings = Settings.Read(settings);
        ClientRefresh.Ask(connection, documents.Client);
    }
}
