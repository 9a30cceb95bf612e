using System;

namespace Snnc.Compiler.Ir.Interpretation;

/// <summary>What is given from outside: a frame, or the steps of a signal one after the other.</summary>
internal sealed class InputEvaluator(NodeWiring wiring) : NodeEvaluator(wiring)
{
    /// <summary>Gets or sets the values of the inference (of the step, in a stream).</summary>
    public float[] Given { get; set; } = [];

    public override void Evaluate()
    {
        var first = Given.Length > Result.Length ? Wiring.Clock.Step * Result.Length : 0;
        Array.Copy(Given, first, Result, 0, Result.Length);
    }
}
