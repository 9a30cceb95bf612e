using System;

namespace Snnc.Llvm.Products;

/// <summary>A product needs a tool that is not on this machine.</summary>
public sealed class MissingToolException(string message, string remedy) : Exception(message)
{
    /// <summary>Gets the command that installs it.</summary>
    public string Remedy { get; } = remedy;
}
