using Snnc.Compiler.Text;

namespace Snnc.Compiler.Semantics.Names;

/// <summary>A place where a name stands.</summary>
/// <param name="Span">The name's characters.</param>
/// <param name="Symbol">What it means there.</param>
/// <param name="IsDeclaration">Whether it is declared there.</param>
public sealed record NameUse(TextSpan Span, NameSymbol Symbol, bool IsDeclaration);
