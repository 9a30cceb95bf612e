using System;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Ir.Interpretation;
using Snnc.Compiler.Text;

namespace Snnc.Cli.Running;

/// <summary>Turns running out of memory into a diagnostic about the network that needs so much.</summary>
internal static class MemoryGuard
{
    /// <summary>Makes something that takes memory by the network's size.</summary>
    /// <exception cref="DiagnosticException">There is not enough, or an array cannot be so long.</exception>
    public static T Run<T>(string network, Location place, Func<T> make)
    {
        try
        {
            return make();
        }
        catch (Exception e) when (e is OutOfMemoryException or OverflowException or RunException)
        {
            throw new DiagnosticException(Catalog.TooLarge(place, network));
        }
    }
}
