using System;
using System.Linq;

namespace Snnc.LanguageServer.Documents;

/// <summary>URIs of documents against paths of files. A document that is no file (<c>untitled:Untitled-1</c>) has its URI as its path.</summary>
public static class DocumentUri
{
    /// <summary>Gets how paths are compared here.</summary>
    public static StringComparer PathComparer { get; } = OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    /// <summary>The path that a URI names.</summary>
    public static string ToPath(string uri)
    {
        if (!Uri.TryCreate(uri, UriKind.Absolute, out var parsed) || !parsed.IsFile)
        {
            return uri;
        }

        // VS Code writes file:///c%3A/net.snn.
        var path = parsed.LocalPath;
        return OperatingSystem.IsWindows() && path.Length > 2 && path[0] is '/' or '\\' && path[2] == ':' ? path[1..] : path;
    }

    /// <summary>The URI of a path.</summary>
    public static string FromPath(string path)
    {
        if (!System.IO.Path.IsPathRooted(path))
        {
            return path;
        }

        var parts = path.Replace('\\', '/').TrimStart('/').Split('/').Select(Uri.EscapeDataString);
        return "file:///" + string.Join('/', parts);
    }
}
