using System.Collections.Generic;

namespace Snnc.Compiler.Syntax;

/// <summary>A comment between two tokens.</summary>
/// <param name="Text">It, without white space around it.</param>
/// <param name="LinesBefore">How many line breaks stand between it and what is before it.</param>
internal sealed record Comment(string Text, int LinesBefore)
{
    /// <summary>Gets a value indicating whether it goes on to the end of its line.</summary>
    public bool IsLine => Text.StartsWith("//", System.StringComparison.Ordinal);

    /// <summary>The comments of a trivia, and how many line breaks stand between the last of them and the token.</summary>
    public static (IReadOnlyList<Comment> Comments, int LinesAfter) Of(string trivia)
    {
        var comments = new List<Comment>();
        var lines = 0;
        for (var i = 0; i < trivia.Length; i++)
        {
            if (trivia[i] == '/')
            {
                var end = End(trivia, i);
                comments.Add(new Comment(trivia.Substring(i, end - i).Replace("\r\n", "\n").TrimEnd(), lines));
                lines = 0;
                i = end - 1;
            }
            else if (trivia[i] == '\n')
            {
                lines++;
            }
        }

        return (comments, lines);
    }

    private static int End(string trivia, int start)
    {
        var end = trivia[start + 1] == '/' ? trivia.IndexOf('\n', start) : trivia.IndexOf("*/", start + 2, System.StringComparison.Ordinal) + 2;
        return end < start + 2 ? trivia.Length : end;
    }
}
