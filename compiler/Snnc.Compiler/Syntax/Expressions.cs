using Snnc.Compiler.Text;

namespace Snnc.Compiler.Syntax;

/// <summary>An expression.</summary>
public abstract record ExprSyntax(TextSpan Span) : SyntaxNode(Span)
{
    /// <summary>Gets the number of nodes on the longest way down, which the parser bounds so that recursive stages are safe.</summary>
    internal int Height { get; init; } = 1;
}

/// <summary><c>12</c>, <c>0x1F</c>, <c>10 ms</c>.</summary>
public sealed record NumberSyntax(TextSpan Span, Token Number, Token? Unit) : ExprSyntax(Span);

/// <summary><c>none</c>.</summary>
public sealed record NoneSyntax(TextSpan Span) : ExprSyntax(Span);

/// <summary>A name: a parameter, state, constant, node, choice ...</summary>
public sealed record NameExprSyntax(TextSpan Span, RefSyntax Ref) : ExprSyntax(Span);

/// <summary><c>f(args)</c>.</summary>
public sealed record CallSyntax(TextSpan Span, Token Name, ArgumentListSyntax Arguments) : ExprSyntax(Span);

/// <summary><c>(expr)</c>.</summary>
public sealed record ParenthesizedSyntax(TextSpan Span, ExprSyntax Inner) : ExprSyntax(Span);

/// <summary><c>-x</c> or <c>!x</c>.</summary>
public sealed record UnarySyntax(TextSpan Span, Token Operator, ExprSyntax Operand) : ExprSyntax(Span);

/// <summary><c>a op b</c>.</summary>
public sealed record BinarySyntax(TextSpan Span, ExprSyntax Left, Token Operator, ExprSyntax Right) : ExprSyntax(Span);

/// <summary><c>c ? a : b</c>.</summary>
public sealed record ConditionalSyntax(TextSpan Span, ExprSyntax Condition, ExprSyntax WhenTrue, ExprSyntax WhenFalse) : ExprSyntax(Span);

/// <summary><c>w["key"]</c> (Container is an identifier) or <c>"file.npz"["key"]</c> (a string).</summary>
public sealed record TensorSyntax(TextSpan Span, Token Container, Token Key) : ExprSyntax(Span);

/// <summary>No expression where one is needed; the parser has reported it.</summary>
public sealed record ErrorExprSyntax(TextSpan Span) : ExprSyntax(Span);
