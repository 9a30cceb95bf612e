using System.Collections.Generic;
using System.Text.Json;

namespace Snnc.LanguageServer.Protocol;

/// <summary>Of <c>$/cancelRequest</c>.</summary>
public sealed record CancelParams(JsonElement Id);

/// <summary>Of <c>window/logMessage</c> and <c>window/showMessage</c>.</summary>
public sealed record LogMessageParams(MessageType Type, string Message);

/// <summary>How much a message matters.</summary>
public enum MessageType
{
    /// <summary>Something failed.</summary>
    Error = 1,

    /// <summary>Something is not as it should be.</summary>
    Warning = 2,

    /// <summary>Worth knowing.</summary>
    Info = 3,

    /// <summary>For whoever looks into the server.</summary>
    Log = 4,
}

/// <summary>Of <c>workspace/didChangeConfiguration</c>.</summary>
public sealed record DidChangeConfigurationParams(JsonElement? Settings = null);

/// <summary>Of <c>workspace/configuration</c>.</summary>
public sealed record ConfigurationParams(IReadOnlyList<ConfigurationItem> Items);

/// <summary>A section of the settings.</summary>
public sealed record ConfigurationItem(string Section);

/// <summary>Of <c>workspace/didChangeWatchedFiles</c>.</summary>
public sealed record DidChangeWatchedFilesParams(IReadOnlyList<FileEvent> Changes);

/// <summary>A file that was made, changed or deleted.</summary>
public sealed record FileEvent(string Uri, int Type);

/// <summary>Of <c>client/registerCapability</c>.</summary>
public sealed record RegistrationParams(IReadOnlyList<Registration> Registrations);

/// <summary>Asks the client for notifications of a kind.</summary>
public sealed record Registration(string Id, string Method, WatchedFilesOptions RegisterOptions);

/// <summary>Which files are to be watched.</summary>
public sealed record WatchedFilesOptions(IReadOnlyList<FileWatcher> Watchers);

/// <summary>A pattern of files.</summary>
public sealed record FileWatcher(string GlobPattern);
