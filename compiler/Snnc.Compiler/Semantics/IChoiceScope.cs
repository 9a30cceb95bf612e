using Snnc.Compiler.Syntax;

namespace Snnc.Compiler.Semantics;

/// <summary>A scope in which a bare name may be a choice: where a choice parameter is compared with <c>==</c> or <c>!=</c>.</summary>
public interface IChoiceScope
{
    /// <summary>
    /// What <c>left == right</c> (or <c>!=</c>) means where one side is a choice parameter, or null where none is. Reports an unknown choice and gives
    /// a <see cref="BoundError"/> then.
    /// </summary>
    BoundExpr? ResolveChoiceTest(BinarySyntax comparison);
}
