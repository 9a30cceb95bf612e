using System;

namespace Snnc.Execution;

/// <summary>The C# that was emitted for a network does not compile: an error of the compiler itself, not of the program.</summary>
public sealed class EmittedCodeException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="network">The class that was emitted.</param>
    /// <param name="detail">The C# compiler's first error: code and line.</param>
    /// <param name="source">The text.</param>
    public EmittedCodeException(string network, string detail, string source)
        : base($"the C# made for '{network}' does not compile ({detail}): this is an error of snnc, not of the program")
    {
        EmittedSource = source;
    }

    /// <summary>Gets what to do about it.</summary>
    public string Hint => "please report it with the .snn file; `--backend interpreter` runs it meanwhile";

    /// <summary>Gets the text that does not compile.</summary>
    public string EmittedSource { get; }
}
