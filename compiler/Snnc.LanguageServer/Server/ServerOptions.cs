using Snnc.LanguageServer.Documents;

namespace Snnc.LanguageServer.Server;

/// <summary>What the program around the server gives it.</summary>
/// <param name="Version">The version that clients are told.</param>
/// <param name="Reader">Reads programs from disk.</param>
/// <param name="PageOf">The address of the page of a diagnostic's code, or null.</param>
public sealed record ServerOptions(string Version, ISourceReader Reader, System.Func<string, string?> PageOf);
