using Snnc.Compiler.Collections;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Syntax;

/// <summary>A member of a network or block. <see cref="Documentation"/> is the text of the <c>///</c> lines before it, or null.</summary>
public abstract record MemberSyntax(TextSpan Span) : SyntaxNode(Span)
{
    /// <summary>Gets the documentation comment.</summary>
    public string? Documentation { get; init; }
}

/// <summary><c>time { step = 1 ms; steps = 25; }</c>.</summary>
public sealed record TimeSyntax(TextSpan Span, Token Keyword, EquatableArray<TimeEntrySyntax> Entries) : MemberSyntax(Span);

/// <summary>A line of a time block.</summary>
public sealed record TimeEntrySyntax(TextSpan Span, Token Name, ExprSyntax Value) : SyntaxNode(Span);

/// <summary><c>weights NAME = "PATH";</c>.</summary>
public sealed record WeightsSyntax(TextSpan Span, Token Name, Token Path) : MemberSyntax(Span);

/// <summary><c>input NAME: type;</c>.</summary>
public sealed record InputSyntax(TextSpan Span, Token Name, TypeSyntax Type) : MemberSyntax(Span);

/// <summary><c>output NAME [: type] = expr;</c>.</summary>
public sealed record OutputSyntax(TextSpan Span, Token Name, TypeSyntax? Type, ExprSyntax Value) : MemberSyntax(Span);

/// <summary><c>const NAME = expr;</c> inside a body.</summary>
public sealed record LocalConstSyntax(TextSpan Span, Token Name, ExprSyntax Value) : MemberSyntax(Span);

/// <summary><c>activity { node = rate; }</c>.</summary>
public sealed record ActivitySyntax(TextSpan Span, Token Keyword, EquatableArray<RefEntrySyntax> Entries) : MemberSyntax(Span);

/// <summary><c>quantize { node = bits; }</c>.</summary>
public sealed record QuantizeSyntax(TextSpan Span, Token Keyword, EquatableArray<RefEntrySyntax> Entries) : MemberSyntax(Span);

/// <summary>A line of an activity or quantize block.</summary>
public sealed record RefEntrySyntax(TextSpan Span, RefSyntax Target, ExprSyntax Value) : SyntaxNode(Span);

/// <summary><c>source -> element -> element;</c>.</summary>
public sealed record ChainSyntax(TextSpan Span, ChainSourceSyntax Source, EquatableArray<ElementSyntax> Elements) : MemberSyntax(Span);

/// <summary>Tokens that fit nowhere in a body; the parser has reported them.</summary>
public sealed record ErrorMemberSyntax(TextSpan Span) : MemberSyntax(Span);

/// <summary>What a chain starts with.</summary>
public abstract record ChainSourceSyntax(TextSpan Span) : SyntaxNode(Span);

/// <summary><c>(a, b)</c>: several sources, in order.</summary>
public sealed record TupleSourceSyntax(TextSpan Span, EquatableArray<RefSyntax> Items) : ChainSourceSyntax(Span);

/// <summary>One element at the head of a chain.</summary>
public sealed record ElementSourceSyntax(TextSpan Span, ElementSyntax Element) : ChainSourceSyntax(Span);

/// <summary>
/// <c>[label [shape] :] ref [args] [repeat expr]</c>: an operator, model, block or named node. Arguments is null without parentheses.
/// </summary>
public sealed record ElementSyntax(
    TextSpan Span, Token? Label, ShapeSyntax? Shape, RefSyntax Target, ArgumentListSyntax? Arguments, ExprSyntax? Repeat) : SyntaxNode(Span)
{
    /// <summary>Gets the documentation comment before the element.</summary>
    public string? Documentation { get; init; }
}

/// <summary><c>frame[1, 28, 28]</c>; Shape is null where it is left out.</summary>
public sealed record TypeSyntax(TextSpan Span, Token Kind, ShapeSyntax? Shape) : SyntaxNode(Span);

/// <summary><c>[expr, ...]</c>.</summary>
public sealed record ShapeSyntax(TextSpan Span, EquatableArray<ExprSyntax> Extents) : SyntaxNode(Span);

/// <summary><c>a.b.c</c>; a part is an identifier, or a number for an instance of a repeated block.</summary>
public sealed record RefSyntax(TextSpan Span, EquatableArray<Token> Parts) : SyntaxNode(Span)
{
    /// <summary>Gets the whole name, with dots; "" if it is missing.</summary>
    public string Name => Parts.Count == 1 ? Parts[0].Text : string.Join(".", System.Linq.Enumerable.Select(Parts, part => part.Text));
}

/// <summary><c>(arg, ...)</c>.</summary>
public sealed record ArgumentListSyntax(TextSpan Span, EquatableArray<ArgumentSyntax> Arguments) : SyntaxNode(Span);

/// <summary><c>[name =] expr</c>.</summary>
public sealed record ArgumentSyntax(TextSpan Span, Token? Name, ExprSyntax Value) : SyntaxNode(Span);
