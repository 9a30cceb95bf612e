using System;
using Snnc.Compiler.Diagnostics;

namespace Snnc.Cost.Accelerators;

/// <summary>The file of an accelerator cannot be used, or there is none of this name.</summary>
public sealed class AcceleratorException(Diagnostic diagnostic) : Exception(diagnostic.Message)
{
    /// <summary>Gets what is wrong, with line and column.</summary>
    public Diagnostic Diagnostic { get; } = diagnostic;
}
