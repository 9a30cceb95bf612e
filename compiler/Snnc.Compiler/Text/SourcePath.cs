using System.Collections.Generic;

namespace Snnc.Compiler.Text;

/// <summary>
/// Paths as texts, without a look at any disk: parts are divided by <c>/</c>, and <c>.</c> and <c>..</c> are followed, so that one file has one spelling.
/// </summary>
public static class SourcePath
{
    /// <summary>The one spelling of a path.</summary>
    public static string Normalize(string path)
    {
        var slashed = path.Replace('\\', '/');
        var root = RootOf(slashed);
        var parts = new List<string>();
        foreach (var part in slashed.Substring(root.Length).Split('/'))
        {
            if (part == ".." && parts.Count > 0 && parts[parts.Count - 1] != "..")
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part is not ("" or ".") && (part != ".." || root.Length == 0))
            {
                parts.Add(part);
            }
        }

        return root + string.Join("/", parts);
    }

    /// <summary>The file that <paramref name="reference"/> means in the file <paramref name="fromPath"/>.</summary>
    public static string Combine(string fromPath, string reference)
    {
        var end = fromPath.LastIndexOfAny(['/', '\\']);
        return Normalize(IsRooted(reference) ? reference : fromPath.Substring(0, end + 1) + reference);
    }

    /// <summary>A path as seen from a folder: in it, above it (with <c>..</c>), or the path itself where they have nothing in common.</summary>
    public static string Relative(string folder, string path)
    {
        var (from, to) = (Normalize(folder).TrimEnd('/').Split('/'), Normalize(path).Split('/'));
        var common = 0;
        while (common < from.Length && common < to.Length - 1 && from[common] == to[common])
        {
            common++;
        }

        if (common == 0)
        {
            return Normalize(path);
        }

        var parts = new List<string>();
        for (var i = common; i < from.Length; i++)
        {
            parts.Add("..");
        }

        for (var i = common; i < to.Length; i++)
        {
            parts.Add(to[i]);
        }

        return string.Join("/", parts);
    }

    /// <summary>Whether a path does not depend on a folder.</summary>
    public static bool IsRooted(string path) => RootOf(path.Replace('\\', '/')).Length > 0;

    private static string RootOf(string path) =>
        path.StartsWith("//", System.StringComparison.Ordinal) ? "//"
        : path.StartsWith("/", System.StringComparison.Ordinal) ? "/"
        : path.Length >= 2 && path[1] == ':' ? path.Substring(0, 2) + (path.Length > 2 && path[2] == '/' ? "/" : "")
        : "";
}
