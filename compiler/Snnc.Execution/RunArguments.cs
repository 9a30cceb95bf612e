using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir.Interpretation;
using Snnc.Runtime;

namespace Snnc.Execution;

/// <summary>The arrays that a run is called with.</summary>
public static class RunArguments
{
    /// <summary>The number of elements of a value in one call: of a timed one, those of all steps of an inference.</summary>
    public static int LengthOf(INetwork network, ValueInfo value) =>
        value.Kind == ValueKind.Frame || network.IsStream ? value.Length : checked(value.Length * (network.Steps ?? 1));

    /// <summary>Arrays for all outputs.</summary>
    public static Array[] CreateOutputs(INetwork network) =>
        [.. network.Outputs.Select(output => (Array)(output.IsInt ? new long[LengthOf(network, output)] : new float[LengthOf(network, output)]))];

    /// <summary>Refuses inputs that do not fit; outputs that do not are the caller's mistake.</summary>
    /// <exception cref="RunException">An input is missing or has another length.</exception>
    internal static void Check(INetwork network, float[][] inputs, Array[] outputs)
    {
        if (inputs.Length != network.Inputs.Count)
        {
            throw new RunException($"'{network.Name}' takes {network.Inputs.Count} inputs, but {inputs.Length} are given");
        }

        for (var i = 0; i < inputs.Length; i++)
        {
            var expected = LengthOf(network, network.Inputs[i]);
            if (inputs[i].Length != expected)
            {
                throw new RunException($"the input '{network.Inputs[i].Name}' takes {expected} numbers, but {inputs[i].Length} are given");
            }
        }

        CheckOutputs(network.Outputs, outputs);
    }

    private static void CheckOutputs(IReadOnlyList<ValueInfo> expected, Array[] outputs)
    {
        for (var i = 0; i < expected.Count; i++)
        {
            if (i >= outputs.Length || outputs[i] is long[] != expected[i].IsInt || outputs[i] is not (float[] or long[]))
            {
                throw new ArgumentException($"The array for the output '{expected[i].Name}' is missing or of another type.", nameof(outputs));
            }
        }
    }
}
