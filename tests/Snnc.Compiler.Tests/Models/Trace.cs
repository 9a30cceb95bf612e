using System.Linq;
using Snnc.Compiler.Ir.Interpretation;

namespace Snnc.Compiler.Tests.Models;

/// <summary>What a neuron gave and how its states moved; of populations, all elements of a step follow each other.</summary>
internal sealed class Trace(InferenceResult result)
{
    public double[] Output => result["out"].Values;

    public double[] this[string state] => result[state].Values;

    /// <summary>Gets the steps with spikes.</summary>
    public int[] Spikes => Enumerable.Range(0, Output.Length).Where(step => Output[step] != 0).ToArray();
}
