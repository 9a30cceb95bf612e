using System.Collections.Generic;

namespace Snnc.Compiler.Ir;

/// <summary>The functions that <see cref="LoadUnary"/> and <see cref="LoadBinary"/> may name.</summary>
public static class LoadOperators
{
    /// <summary>Gets those of one operand.</summary>
    public static ISet<string> Unary { get; } = new HashSet<string>
    {
        "neg", "exp", "expm1", "log", "log1p", "sqrt", "abs", "sign", "floor", "ceil", "round", "tanh", "sigmoid", "int",
    };

    /// <summary>Gets those of two operands.</summary>
    public static ISet<string> Binary { get; } = new HashSet<string>
    {
        "add", "sub", "mul", "div", "rem", "min", "max", "eq", "ne", "lt", "le", "gt", "ge", "and", "or", "idiv", "shl", "shr", "asr0",
    };
}
