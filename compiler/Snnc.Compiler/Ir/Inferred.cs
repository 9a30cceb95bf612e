namespace Snnc.Compiler.Ir;

/// <summary>What an operator gives for its operands: a type, or the reason why it cannot be.</summary>
/// <param name="Type">The type, or null.</param>
/// <param name="Problem">Part of a sentence, with both shapes and the arithmetic where that explains it; null where there is a type.</param>
public readonly record struct Inferred(ValueType? Type, string? Problem)
{
    /// <summary>A type.</summary>
    public static implicit operator Inferred(ValueType type) => new(type, null);

    /// <summary>A reason.</summary>
    public static implicit operator Inferred(string problem) => new(null, problem);
}
