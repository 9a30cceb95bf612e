using System;
using System.Collections.Generic;
using System.Linq;

namespace Snnc.Compiler.Diagnostics;

/// <summary>Something cannot go on: the diagnostics say why. The one way in which anything but success leaves the inner parts of a tool.</summary>
public sealed class DiagnosticException(IReadOnlyList<Diagnostic> diagnostics) : Exception(diagnostics.FirstOrDefault()?.Message)
{
    /// <summary>Makes one of a single diagnostic.</summary>
    public DiagnosticException(Diagnostic diagnostic)
        : this([diagnostic])
    {
    }

    /// <summary>Gets why.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; } = diagnostics;
}
