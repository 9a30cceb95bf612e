using System;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Diagnostics;

/// <summary>Changes of a text that mend what was found in it; null where none is clear.</summary>
internal static class Fixes
{
    /// <summary>Another word in place of one.</summary>
    /// <param name="at">A place that ends in the word, or is it.</param>
    public static TextFix? Word(Location at, string word, string? better)
    {
        var start = at.Source.ToString(at.Span).LastIndexOf(word, StringComparison.Ordinal);
        return better is null || start < 0 ? null
            : new TextFix($"Change to '{better}'", at with { Span = new TextSpan(at.Span.Start + start, word.Length) }, better);
    }

    /// <summary>The first part of a dotted name replaced, or all of a name without dots.</summary>
    public static TextFix? Name(Location at, string name, string? better)
    {
        var dot = name.IndexOf('.');
        var isWhole = dot < 0 || better?.Contains(".") == true;
        return at.Source.ToString(at.Span) != name ? null : Word(at, name, isWhole || better is null ? better : better + name.Substring(dot));
    }

    /// <summary>One more argument of what stands at a place: <c>dense(10)</c>, <c>relu</c>.</summary>
    public static TextFix? Argument(Location element, string argument)
    {
        var text = element.Source.ToString(element.Span);
        var title = $"Insert '{argument}'";
        if (!text.EndsWith(")", StringComparison.Ordinal))
        {
            return text.Length > 0 ? Insert(title, element, element.Span.End, $"({argument})") : null;
        }

        var isEmpty = text.Substring(0, text.Length - 1).TrimEnd().EndsWith("(", StringComparison.Ordinal);
        return Insert(title, element, element.Span.End - 1, isEmpty ? argument : $", {argument}");
    }

    /// <summary>An operator before an element of a chain that an arrow leads to.</summary>
    public static TextFix? Before(Location element, string operation) =>
        element.Source.Content.Substring(0, element.Span.Start).TrimEnd().EndsWith("->", StringComparison.Ordinal)
            ? Insert($"Insert '{operation}'", element, element.Span.Start, $"{operation} -> ")
            : null;

    /// <summary>Text behind the brace that follows a name or keyword.</summary>
    public static TextFix? Inside(Location head, string title, string text)
    {
        var brace = head.Source.Content.IndexOf('{', head.Span.End);
        return brace < 0 ? null : Insert(title, head, brace + 1, text);
    }

    private static TextFix Insert(string title, Location near, int at, string text) => new(title, near with { Span = new TextSpan(at, 0) }, text);
}
