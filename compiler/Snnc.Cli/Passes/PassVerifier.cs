using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Passes;

namespace Snnc.Cli.Passes;

/// <summary>Verifies the graph after every pass; the first that breaks it ends the pipeline.</summary>
internal sealed class PassVerifier : IPassObserver
{
    /// <inheritdoc/>
    public void Before(string pass, Graph graph)
    {
        // What it begins with has been verified after the pass before.
    }

    /// <inheritdoc/>
    public void After(string pass, Graph graph) => Verify(graph, pass);

    /// <summary>Verifies a graph that <paramref name="made"/> made.</summary>
    /// <exception cref="DiagnosticException">It is broken, by a defect of the compiler.</exception>
    public static void Verify(Graph graph, string made)
    {
        if (IrVerifier.Verify(graph) is { Count: > 0 } broken)
        {
            throw new DiagnosticException([Catalog.InternalError("snnc", $"'{made}' made a graph that is not well-formed"), .. broken]);
        }
    }
}
