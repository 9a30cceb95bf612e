using System.Collections.Generic;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Passes;

namespace Snnc.Cli.Passes;

/// <summary>Several observers as one; the timer stands innermost, so that the others' work is not counted.</summary>
internal sealed class PassObserverGroup(IReadOnlyList<IPassObserver> outer, IPassObserver inner) : IPassObserver
{
    /// <inheritdoc/>
    public void Before(string pass, Graph graph)
    {
        foreach (var observer in outer)
        {
            observer.Before(pass, graph);
        }

        inner.Before(pass, graph);
    }

    /// <inheritdoc/>
    public void After(string pass, Graph graph)
    {
        inner.After(pass, graph);
        foreach (var observer in outer)
        {
            observer.After(pass, graph);
        }
    }
}
