using Snnc.Compiler.Text;

namespace Snnc.Compiler.Syntax;

/// <summary>A node of the syntax tree. Names in a node may be missing tokens and parts may be <see cref="ErrorExprSyntax"/>:
/// later stages accept both and stay silent about them, since the parser has spoken.</summary>
/// <param name="Span">From its first to its last token, without leading trivia.</param>
public abstract record SyntaxNode(TextSpan Span);
