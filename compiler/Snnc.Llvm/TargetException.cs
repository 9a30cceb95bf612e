using System;

namespace Snnc.Llvm;

/// <summary>There is no such target: a triple, processor or feature that LLVM does not know, or cannot make this product for.</summary>
public sealed class TargetException(string message, string hint) : Exception(message)
{
    /// <summary>Gets what to do about it.</summary>
    public string Hint { get; } = hint;
}
