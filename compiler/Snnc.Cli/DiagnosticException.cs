using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Diagnostics;

namespace Snnc.Cli;

/// <summary>A verb cannot go on: the diagnostics say why. The one way in which anything but success leaves a verb's inner parts.</summary>
internal sealed class DiagnosticException(IReadOnlyList<Diagnostic> diagnostics) : Exception(diagnostics.FirstOrDefault()?.Message)
{
    public DiagnosticException(Diagnostic diagnostic)
        : this([diagnostic])
    {
    }

    /// <summary>Gets why.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; } = diagnostics;
}
