using System.Collections.Generic;

namespace Snnc.Compiler.Ir.Interpretation;

/// <summary>An operand as an evaluator sees it: the array that its node writes, and its type.</summary>
internal sealed record Operand(double[] Values, ValueType Type)
{
    /// <summary>Gets the number of elements.</summary>
    public int Size => Values.Length;
}

/// <summary>What a node is made of and what it may look at.</summary>
/// <param name="Result">The array that it writes.</param>
/// <param name="Rounding">How its results are rounded: never for whole numbers.</param>
internal sealed record NodeWiring(
    Node Node, IReadOnlyList<Operand> Inputs, double[] Result, LoadedConstants Constants, Rounding Rounding, RunClock Clock)
{
    /// <summary>Gets the first operand.</summary>
    public Operand Input => Inputs[0];
}

/// <summary>Runs one node. Whole numbers are held in doubles too, exactly up to 2^53.</summary>
internal abstract class NodeEvaluator(NodeWiring wiring)
{
    /// <summary>Gets the node.</summary>
    public Node Node => Wiring.Node;

    /// <summary>Gets the node's result, overwritten by every evaluation.</summary>
    public double[] Result => Wiring.Result;

    protected NodeWiring Wiring { get; } = wiring;

    protected Rounding Rounding => Wiring.Rounding;

    /// <summary>Computes the result from the operands (for a frame once, else once a step).</summary>
    public abstract void Evaluate();

    /// <summary>Remembers what later steps need; every node of the step has been evaluated.</summary>
    public virtual void EndStep()
    {
    }

    /// <summary>Forgets the past.</summary>
    public virtual void Reset()
    {
    }
}
