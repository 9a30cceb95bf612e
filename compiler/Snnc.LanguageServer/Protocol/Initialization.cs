using System.Collections.Generic;
using System.Text.Json;

namespace Snnc.LanguageServer.Protocol;

/// <summary>Of <c>initialize</c>.</summary>
public sealed record InitializeParams(ClientCapabilities Capabilities, int? ProcessId = null)
{
    /// <summary>Gets the folder that is open, as older clients say it.</summary>
    public string? RootUri { get; init; }

    /// <summary>Gets the folders that are open.</summary>
    public IReadOnlyList<WorkspaceFolder>? WorkspaceFolders { get; init; }

    /// <summary>Gets settings.</summary>
    public JsonElement? InitializationOptions { get; init; }
}

/// <summary>A folder that is open in the client.</summary>
public sealed record WorkspaceFolder(string Uri, string Name);

/// <summary>Of <c>workspace/didChangeWorkspaceFolders</c>.</summary>
public sealed record DidChangeFoldersParams(FolderChange Event);

/// <summary>Folders that were opened and closed.</summary>
public sealed record FolderChange(IReadOnlyList<WorkspaceFolder> Added, IReadOnlyList<WorkspaceFolder> Removed);

/// <summary>What <c>initialize</c> answers.</summary>
public sealed record InitializeResult(ServerCapabilities Capabilities, ServerInfo ServerInfo);

/// <summary>Who answers.</summary>
public sealed record ServerInfo(string Name, string Version);

/// <summary>What a client can do, as far as the server asks.</summary>
public sealed record ClientCapabilities
{
    /// <summary>Gets what it can do with the workspace.</summary>
    public WorkspaceClientCapabilities? Workspace { get; init; }

    /// <summary>Gets what it can do with a document.</summary>
    public DocumentClientCapabilities? TextDocument { get; init; }
}

/// <summary>What a client can do with the workspace.</summary>
public sealed record WorkspaceClientCapabilities
{
    /// <summary>Gets a value indicating whether settings can be asked for.</summary>
    public bool? Configuration { get; init; }

    /// <summary>Gets how it watches files.</summary>
    public RegistrationSupport? DidChangeWatchedFiles { get; init; }

    /// <summary>Gets whether inlay hints can be asked for anew.</summary>
    public RefreshSupport? InlayHint { get; init; }

    /// <summary>Gets whether colours can be asked for anew.</summary>
    public RefreshSupport? SemanticTokens { get; init; }

    /// <summary>Gets whether code lenses can be asked for anew.</summary>
    public RefreshSupport? CodeLens { get; init; }
}

/// <summary>Whether the server can register for it later.</summary>
public sealed record RegistrationSupport(bool? DynamicRegistration = null);

/// <summary>Whether the server can ask the client to ask again.</summary>
public sealed record RefreshSupport([property: System.Text.Json.Serialization.JsonPropertyName("refreshSupport")] bool? IsSupported = null);

/// <summary>What a client can do with a document.</summary>
public sealed record DocumentClientCapabilities
{
    /// <summary>Gets how it completes.</summary>
    public CompletionClientCapabilities? Completion { get; init; }
}

/// <summary>How a client completes.</summary>
public sealed record CompletionClientCapabilities(CompletionItemSupport? CompletionItem = null);

/// <summary>What a completion may hold.</summary>
public sealed record CompletionItemSupport(bool? SnippetSupport = null);
