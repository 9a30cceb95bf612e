using System;

namespace Snnc.Llvm;

/// <summary>Native code needs libLLVM, and the loader finds none.</summary>
public sealed class LlvmMissingException(Exception inner) : Exception("native code needs libLLVM 19 to 22, which is not on this machine", inner)
{
    /// <summary>The command that installs it.</summary>
    public const string Remedy = "apt-get install libllvm22 (or libllvm19)";
}
