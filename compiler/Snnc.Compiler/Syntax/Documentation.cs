using System;
using System.Collections.Generic;

namespace Snnc.Compiler.Syntax;

/// <summary>Finds documentation comments.</summary>
internal static class Documentation
{
    /// <summary>The <c>///</c> lines that stand directly before a token, joined by line breaks; null if there are none. What stands
    /// on the line of the token before belongs to that.</summary>
    public static string? Before(Token token)
    {
        if (token.LeadingTrivia.IndexOf("///", StringComparison.Ordinal) < 0)
        {
            return null;
        }

        var lines = token.LeadingTrivia.Split('\n');
        var found = new Stack<string>();
        var isFirstOfFile = token.Span.Start == token.LeadingTrivia.Length;
        for (var i = lines.Length - 1; i >= (isFirstOfFile ? 0 : 1); i--)
        {
            var line = lines[i].Trim();
            if (line.StartsWith("///", StringComparison.Ordinal) && !line.StartsWith("////", StringComparison.Ordinal))
            {
                found.Push(line.Substring(3).TrimStart());
            }
            else if (found.Count > 0 || line.Length > 0)
            {
                break;
            }
        }

        return found.Count == 0 ? null : string.Join("\n", found);
    }
}
