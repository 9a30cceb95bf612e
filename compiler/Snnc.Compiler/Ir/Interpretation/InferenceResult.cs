using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Tensors;

namespace Snnc.Compiler.Ir.Interpretation;

/// <summary>What an inference gave.</summary>
/// <param name="Outputs">In the order of the graph's outputs.</param>
public sealed record InferenceResult(IReadOnlyList<OutputValue> Outputs)
{
    /// <summary>Gets an output by its name.</summary>
    public OutputValue this[string name] => Outputs.First(output => output.Name == name);
}

/// <summary>The values of one output.</summary>
/// <param name="Name">The output's name.</param>
/// <param name="Shape">Extents; those of a signal or spikes start with the steps, except in a stream, which gives one step at a time.</param>
/// <param name="Element">Int: the values are whole.</param>
/// <param name="Values">In C order.</param>
public sealed record OutputValue(string Name, Shape Shape, ElementType Element, double[] Values);
