using System;
using Snnc.Compiler.Ir;

namespace Snnc.Compiler.Passes;

/// <summary>A step of the pipeline: a pure function of graphs that keeps what the network means.</summary>
/// <param name="Name">As given to <c>snnc ir --after</c>.</param>
/// <param name="Summary">What it does, in one sentence.</param>
/// <param name="Run">What it does; the options say what is known of the machine and the weights.</param>
public sealed record Pass(string Name, string Summary, Func<Graph, PassOptions, Graph> Run)
{
    /// <summary>A pass that needs to know the graph alone.</summary>
    public Pass(string name, string summary, Func<Graph, Graph> run)
        : this(name, summary, (graph, _) => run(graph))
    {
    }
}
