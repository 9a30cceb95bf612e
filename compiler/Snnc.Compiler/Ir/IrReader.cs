using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Ir.Notation;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Ir;

/// <summary>Reads .snnir, as <see cref="IrPrinter"/> writes it. Any text is read in bounded time and without an exception.</summary>
public static class IrReader
{
    /// <summary>Reads a graph. It is well-formed text, but not yet verified (<see cref="IrVerifier"/>).</summary>
    /// <returns>The graph, or null where there are errors; several are reported, one an item at most.</returns>
    public static (Graph? Graph, IReadOnlyList<Diagnostic> Diagnostics) Read(SourceText source)
    {
        var cursor = new IrCursor(source);
        var graph = new GraphReader(cursor).Read();
        return (cursor.Diagnostics.Count == 0 ? graph : null, cursor.Diagnostics.ToList());
    }
}
