using System;
using System.IO;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Passes;

namespace Snnc.Cli.Passes;

/// <summary>Prints the graph after one pass, after all, or after those that changed it.</summary>
internal sealed class PassDump(string which, TextWriter output) : IPassObserver
{
    /// <summary>After every pass.</summary>
    public const string All = "all";

    /// <summary>After every pass that changed the graph; the others are told of in a line.</summary>
    public const string Changed = "changed";

    private Graph? _before;

    /// <inheritdoc/>
    public void Before(string pass, Graph graph) => _before = graph;

    /// <inheritdoc/>
    public void After(string pass, Graph graph)
    {
        if (which == Changed && graph.Equals(_before))
        {
            output.WriteLine($"// ---- {pass}: nothing changed ----");
        }
        else if (which is All or Changed || which == pass)
        {
            output.WriteLine($"// ---- after {pass} ----");
            output.Write(IrPrinter.Print(graph));
        }
    }
}
