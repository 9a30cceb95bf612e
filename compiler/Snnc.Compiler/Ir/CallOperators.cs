using System.Collections.Generic;

namespace Snnc.Compiler.Ir;

/// <summary>The functions that <see cref="CallExpr"/> may name.</summary>
public static class CallOperators
{
    /// <summary>Gets those of a real number.</summary>
    public static ISet<string> Real { get; } = new HashSet<string>
    {
        "exp", "expm1", "log", "log1p", "sqrt", "floor", "ceil", "round", "tanh", "sigmoid", "abs", "sign",
    };

    /// <summary>Gets those of a whole number.</summary>
    public static ISet<string> Int { get; } = new HashSet<string> { "abs", "sign" };
}
