using System;
using System.Collections.Generic;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Text;
using Snnc.LanguageServer.Documents;
using Snnc.LanguageServer.Protocol;

namespace Snnc.LanguageServer.Features;

/// <summary>
/// What changes when a document is put into the canonical form. That changes nothing but the white space between tokens and comments, so the
/// edits are the pieces of white space that differ: cursors and marks stay where they are.
/// </summary>
internal static class FormattingEdits
{
    /// <summary>The edits, or those of them that lie in a span.</summary>
    public static IReadOnlyList<TextEdit> Of(DocumentSnapshot document, TextSpan? within = null)
    {
        var before = document.Text.Content;
        var after = Formatter.Format(document.Tree);
        var edits = new List<TextEdit>();
        for (int i = 0, j = 0; ;)
        {
            var (endBefore, endAfter) = (EndOfSpace(before, i), EndOfSpace(after, j));
            if (Smallest(before, TextSpan.FromBounds(i, endBefore), after[j..endAfter]) is var (span, text) && IsInside(span, within))
            {
                edits.Add(new TextEdit(document.RangeOf(span), text));
            }

            if (endBefore == before.Length && endAfter == after.Length)
            {
                break;
            }

            var same = before.AsSpan(endBefore).CommonPrefixLength(after.AsSpan(endAfter));
            if (same == 0)
            {
                // The form would change more than white space: nothing else is to be trusted then.
                return [new TextEdit(document.RangeOf(new TextSpan(0, before.Length)), after)];
            }

            (i, j) = (endBefore + same, endAfter + same);
            (i, j) = (StartOfSpace(before, i), StartOfSpace(after, j));
        }

        return edits;
    }

    // Without what both have in front and behind; null where nothing is left. A line break of two characters stays whole.
    private static (TextSpan Span, string Text)? Smallest(string before, TextSpan span, string text)
    {
        var old = before.AsSpan(span.Start, span.Length);
        if (old.SequenceEqual(text))
        {
            return null;
        }

        var front = old.CommonPrefixLength(text);
        front -= front > 0 && old[front - 1] == '\r' ? 1 : 0;
        var behind = 0;
        while (behind < Math.Min(old.Length, text.Length) - front && old[^(behind + 1)] == text[^(behind + 1)] && old[^(behind + 1)] != '\n')
        {
            behind++;
        }

        return (TextSpan.FromBounds(span.Start + front, span.End - behind), text[front..^behind]);
    }

    private static bool IsInside(TextSpan span, TextSpan? within) => within is not { } outer || (span.Start >= outer.Start && span.End <= outer.End);

    private static int EndOfSpace(string text, int from)
    {
        while (from < text.Length && char.IsWhiteSpace(text[from]))
        {
            from++;
        }

        return from;
    }

    private static int StartOfSpace(string text, int from)
    {
        while (from > 0 && char.IsWhiteSpace(text[from - 1]))
        {
            from--;
        }

        return from;
    }
}
