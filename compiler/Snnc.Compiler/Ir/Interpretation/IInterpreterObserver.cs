namespace Snnc.Compiler.Ir.Interpretation;

/// <summary>Watches a run, to record traces and rates. The arrays are the interpreter's own and change: copy what is kept.</summary>
public interface IInterpreterObserver
{
    /// <summary>A node that runs in time has its result, or a neuron's state its value at the end of the step.</summary>
    /// <param name="node">The node.</param>
    /// <param name="state">The state, or null for the node's result.</param>
    /// <param name="step">From 0; in a stream from its start.</param>
    /// <param name="values">The values in C order.</param>
    void OnStep(Node node, string? state, int step, double[] values);

    /// <summary>A frame has been computed.</summary>
    void OnFrame(Node node, double[] values);
}
