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
        for (int i = 0, j = 0; i < before.Length || j < after.Length;)
        {
            var (endBefore, endAfter) = (SkipSpace(before, i), SkipSpace(after, j));
            if (!before.AsSpan(i, endBefore - i).SequenceEqual(after.AsSpan(j, endAfter - j)))
            {
                var span = TextSpan.FromBounds(i, endBefore);
                if (within is not { } inner || (span.Start >= inner.Start && span.End <= inner.End))
                {
                    edits.Add(new TextEdit(document.RangeOf(span), after[j..endAfter]));
                }
            }

            (i, j) = (endBefore, endAfter);
            for (; i < before.Length && j < after.Length && before[i] == after[j] && !char.IsWhiteSpace(before[i]); i++, j++)
            {
            }

            if (i < before.Length && j < after.Length && before[i] != after[j] && !char.IsWhiteSpace(before[i]) && !char.IsWhiteSpace(after[j]))
            {
                return [new TextEdit(document.RangeOf(new TextSpan(0, before.Length)), after)];
            }
        }

        return edits;
    }

    private static int SkipSpace(string text, int from)
    {
        while (from < text.Length && char.IsWhiteSpace(text[from]))
        {
            from++;
        }

        return from;
    }
}
