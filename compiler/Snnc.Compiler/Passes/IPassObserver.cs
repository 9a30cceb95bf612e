using Snnc.Compiler.Ir;

namespace Snnc.Compiler.Passes;

/// <summary>Sees the graph around every pass: dumps, timings and verification are observers, so that passes hold none of them.</summary>
public interface IPassObserver
{
    /// <summary>Called before a pass runs.</summary>
    void Before(string pass, Graph graph);

    /// <summary>Called with what the pass made.</summary>
    void After(string pass, Graph graph);
}
