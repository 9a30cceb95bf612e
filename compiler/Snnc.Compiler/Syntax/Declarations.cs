using Snnc.Compiler.Collections;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Syntax;

/// <summary>A whole file: <c>{ use | const | neuron | block | network | test }</c>.</summary>
public sealed record FileSyntax(TextSpan Span, EquatableArray<DeclarationSyntax> Declarations, Token EndOfFile) : SyntaxNode(Span);

/// <summary>
/// Something at the top of a file. <see cref="Documentation"/> is the text of its <c>///</c> lines, joined by line breaks, or null.
/// </summary>
public abstract record DeclarationSyntax(TextSpan Span) : SyntaxNode(Span)
{
    /// <summary>Gets the documentation comment.</summary>
    public string? Documentation { get; init; }
}

/// <summary><c>use "PATH";</c>.</summary>
public sealed record UseSyntax(TextSpan Span, Token Path) : DeclarationSyntax(Span);

/// <summary><c>const NAME = expr;</c> at the top of a file.</summary>
public sealed record ConstSyntax(TextSpan Span, Token Name, ExprSyntax Value) : DeclarationSyntax(Span);

/// <summary><c>network NAME { members }</c>.</summary>
public sealed record NetworkSyntax(TextSpan Span, Token Name, EquatableArray<MemberSyntax> Members) : DeclarationSyntax(Span);

/// <summary><c>block NAME(parameters) { members }</c>.</summary>
public sealed record BlockSyntax(TextSpan Span, Token Name, EquatableArray<BlockParameterSyntax> Parameters, EquatableArray<MemberSyntax> Members)
    : DeclarationSyntax(Span);

/// <summary>A block's parameter, with its default if it has one.</summary>
public sealed record BlockParameterSyntax(TextSpan Span, Token Name, ExprSyntax? Default) : SyntaxNode(Span);

/// <summary><c>neuron NAME { members }</c>.</summary>
public sealed record NeuronSyntax(TextSpan Span, Token Name, EquatableArray<NeuronMemberSyntax> Members) : DeclarationSyntax(Span);

/// <summary><c>test "TITLE" for NETWORK { steps }</c>.</summary>
public sealed record TestSyntax(TextSpan Span, Token Title, Token Network, EquatableArray<TestStepSyntax> Steps) : DeclarationSyntax(Span);

/// <summary>A line of a test.</summary>
public abstract record TestStepSyntax(TextSpan Span) : SyntaxNode(Span);

/// <summary><c>given INPUT = expr;</c>.</summary>
public sealed record GivenSyntax(TextSpan Span, Token Name, ExprSyntax Value) : TestStepSyntax(Span);

/// <summary><c>expect OUTPUT (== | ~=) expr [within expr];</c>.</summary>
public sealed record ExpectSyntax(TextSpan Span, Token Name, Token Operator, ExprSyntax Value, ExprSyntax? Within) : TestStepSyntax(Span);

/// <summary>Tokens that fit nowhere; the parser has reported them.</summary>
public sealed record ErrorDeclarationSyntax(TextSpan Span) : DeclarationSyntax(Span);
