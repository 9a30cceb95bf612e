using System;
using System.Collections.Generic;
using Snnc.Compiler.Syntax;
using Snnc.LanguageServer.Documents;

namespace Snnc.LanguageServer.Features;

/// <summary>Where comments stand: in what comes before tokens.</summary>
internal static class CommentRanges
{
    /// <summary>The comments of a document in their order, each to its last visible character.</summary>
    public static IEnumerable<(int Start, int End)> Of(DocumentSnapshot document)
    {
        foreach (var token in document.Tree.Tokens)
        {
            foreach (var comment in Of(token))
            {
                yield return comment;
            }
        }
    }

    private static IEnumerable<(int Start, int End)> Of(Token token)
    {
        var trivia = token.LeadingTrivia;
        var origin = token.Span.Start - trivia.Length;
        for (var at = trivia.IndexOf('/', StringComparison.Ordinal); at >= 0 && at + 1 < trivia.Length;)
        {
            var end = EndOf(trivia, at);
            yield return (origin + at, origin + at + trivia[at..end].TrimEnd().Length);
            at = trivia.IndexOf('/', end);
        }
    }

    private static int EndOf(string trivia, int start)
    {
        var close = trivia[start + 1] == '*' ? trivia.IndexOf("*/", start + 2, StringComparison.Ordinal) : trivia.IndexOf('\n', start);
        return close < 0 ? trivia.Length : trivia[start + 1] == '*' ? close + 2 : close;
    }
}
