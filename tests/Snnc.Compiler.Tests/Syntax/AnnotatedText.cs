using System;
using System.Collections.Generic;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Tests.Syntax;

/// <summary>A text in which <c>[|...|]</c> marks the places that diagnostics are expected at; an empty mark is a place between two characters.</summary>
public sealed record AnnotatedText(string Text, IReadOnlyList<TextSpan> Marks)
{
    public static AnnotatedText Parse(string annotated)
    {
        var (text, marks) = ("", new List<TextSpan>());
        for (var rest = annotated; rest.Length > 0;)
        {
            var open = rest.IndexOf("[|", StringComparison.Ordinal);
            if (open < 0)
            {
                return new AnnotatedText(text + rest, marks);
            }

            var close = rest.IndexOf("|]", open, StringComparison.Ordinal);
            var marked = rest[(open + 2)..close];
            text += rest[..open];
            marks.Add(new TextSpan(text.Length, marked.Length));
            text += marked;
            rest = rest[(close + 2)..];
        }

        return new AnnotatedText(text, marks);
    }

    /// <summary>Parses the text without its marks, and asserts that exactly these diagnostics stand at exactly the marks, in order.</summary>
    public static SyntaxTree ShouldReport(string annotated, params string[] expected)
    {
        var (text, marks) = Parse(annotated);
        var tree = SyntaxTree.Parse(new SourceText("test.snn", text));
        tree.Diagnostics.Select(Line).ShouldBe(expected);
        tree.Diagnostics.Select(diagnostic => diagnostic.Location.Span).ShouldBe(marks);
        return tree;
    }

    private static string Line(Diagnostic diagnostic) => $"{diagnostic.Code} {diagnostic.Message}";
}
