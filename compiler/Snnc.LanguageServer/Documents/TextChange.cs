using System;
using System.Collections.Generic;
using Snnc.LanguageServer.Protocol;

namespace Snnc.LanguageServer.Documents;

/// <summary>Applies the changes of a notification.</summary>
internal static class TextChange
{
    /// <summary>The text after changes, each of which speaks of the text that the one before it left.</summary>
    public static string Apply(string text, IEnumerable<ContentChange> changes)
    {
        foreach (var change in changes)
        {
            text = change.Range is { } range ? Replace(text, range, change.Text) : change.Text;
        }

        return text;
    }

    private static string Replace(string text, Range range, string replacement)
    {
        var span = new LineMap(text).SpanOf(range);
        return string.Concat(text.AsSpan(0, span.Start), replacement, text.AsSpan(span.End));
    }
}
