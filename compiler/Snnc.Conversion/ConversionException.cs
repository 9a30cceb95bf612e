using System;
using Snnc.Compiler.Diagnostics;

namespace Snnc.Conversion;

/// <summary>A network cannot be converted, or its data cannot be used: the diagnostic says why and what to do.</summary>
public sealed class ConversionException(Diagnostic diagnostic) : Exception(diagnostic.Message)
{
    /// <summary>Gets why.</summary>
    public Diagnostic Diagnostic { get; } = diagnostic;
}
