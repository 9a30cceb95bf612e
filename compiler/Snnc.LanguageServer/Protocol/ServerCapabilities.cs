using System.Collections.Generic;

namespace Snnc.LanguageServer.Protocol;

/// <summary>What the server can do; each feature adds its own.</summary>
public sealed record ServerCapabilities
{
    /// <summary>Gets how characters are counted.</summary>
    public string PositionEncoding { get; init; } = "utf-16";

    /// <summary>Gets how documents are kept in step.</summary>
    public TextDocumentSync TextDocumentSync { get; init; } = new(OpenClose: true, Change: TextDocumentSync.Incremental);

    /// <summary>Gets what is known of folders.</summary>
    public WorkspaceServerCapabilities Workspace { get; init; } = new(new WorkspaceFoldersSupport(Supported: true, ChangeNotifications: true));

    public bool? HoverProvider { get; init; }

    public CompletionOptions? CompletionProvider { get; init; }

    public SignatureHelpOptions? SignatureHelpProvider { get; init; }

    public bool? DefinitionProvider { get; init; }

    public bool? ReferencesProvider { get; init; }

    public bool? DocumentHighlightProvider { get; init; }

    public bool? DocumentSymbolProvider { get; init; }

    public bool? WorkspaceSymbolProvider { get; init; }

    public CodeActionOptions? CodeActionProvider { get; init; }

    public CodeLensOptions? CodeLensProvider { get; init; }

    public bool? DocumentFormattingProvider { get; init; }

    public bool? DocumentRangeFormattingProvider { get; init; }

    public RenameOptions? RenameProvider { get; init; }

    public bool? FoldingRangeProvider { get; init; }

    public bool? SelectionRangeProvider { get; init; }

    public SemanticTokensOptions? SemanticTokensProvider { get; init; }

    public bool? InlayHintProvider { get; init; }

    public DiagnosticOptions? DiagnosticProvider { get; init; }

    public ExecuteCommandOptions? ExecuteCommandProvider { get; init; }
}

/// <summary>How documents are kept in step.</summary>
public sealed record TextDocumentSync(bool OpenClose, int Change)
{
    /// <summary>Changes are told, not whole texts.</summary>
    public const int Incremental = 2;
}

/// <summary>What the server does with the workspace.</summary>
public sealed record WorkspaceServerCapabilities(WorkspaceFoldersSupport WorkspaceFolders);

/// <summary>What the server does with folders.</summary>
public sealed record WorkspaceFoldersSupport(bool Supported, bool ChangeNotifications);

/// <summary>How completion is offered.</summary>
public sealed record CompletionOptions(IReadOnlyList<string> TriggerCharacters);

/// <summary>How signature help is offered.</summary>
public sealed record SignatureHelpOptions(IReadOnlyList<string> TriggerCharacters);

/// <summary>Which actions there are.</summary>
public sealed record CodeActionOptions(IReadOnlyList<string> CodeActionKinds);

/// <summary>How code lenses are offered.</summary>
public sealed record CodeLensOptions(bool ResolveProvider);

/// <summary>How renaming is offered.</summary>
public sealed record RenameOptions(bool PrepareProvider);

/// <summary>How semantic tokens are offered.</summary>
public sealed record SemanticTokensOptions(SemanticTokensLegend Legend, bool Full, bool Range);

/// <summary>How diagnostics are offered on request.</summary>
public sealed record DiagnosticOptions(string Identifier, bool InterFileDependencies, bool WorkspaceDiagnostics);

/// <summary>Which commands the server runs.</summary>
public sealed record ExecuteCommandOptions(IReadOnlyList<string> Commands);
