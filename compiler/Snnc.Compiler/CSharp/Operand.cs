using Snnc.Compiler.Ir;

namespace Snnc.Compiler.CSharp;

/// <summary>A value as a node reads it.</summary>
/// <param name="Text">An array, or a span of one.</param>
/// <param name="Type">Its type.</param>
internal sealed record Operand(string Text, ValueType Type)
{
    /// <summary>Gets the type of an element.</summary>
    public string ElementName => Type.Element == ElementType.Int ? "long" : "float";

    /// <summary>The statement that copies it.</summary>
    public string CopyTo(string target) => IsSpan(Text) || IsSpan(target) ? $"{Text}.CopyTo({target});" : $"{Text}.CopyTo({target}, 0);";

    private static bool IsSpan(string text) => text.EndsWith(")") || text.EndsWith("]") || text.EndsWith(".Values");
}
