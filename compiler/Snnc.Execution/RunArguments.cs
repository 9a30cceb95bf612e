using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir.Interpretation;
using Snnc.Runtime;

namespace Snnc.Execution;

/// <summary>The arrays that a run is called with.</summary>
public sealed class RunArguments
{
    private readonly string _network;
    private readonly IReadOnlyList<ValueInfo> _inputs;
    private readonly IReadOnlyList<ValueInfo> _outputs;
    private readonly int[] _lengths;

    internal RunArguments(INetwork network)
    {
        _network = network.Name;
        _inputs = network.Inputs;
        _outputs = network.Outputs;
        _lengths = [.. _inputs.Select(input => LengthOf(network, input))];
    }

    /// <summary>The number of elements of a value in one call: of a timed one, those of all steps of an inference.</summary>
    public static int LengthOf(INetwork network, ValueInfo value) =>
        value.Kind == ValueKind.Frame || network.IsStream ? value.Length : checked(value.Length * (network.Steps ?? 1));

    /// <summary>Arrays for all outputs.</summary>
    public static Array[] CreateOutputs(INetwork network) =>
        [.. network.Outputs.Select(output => (Array)(output.IsInt ? new long[LengthOf(network, output)] : new float[LengthOf(network, output)]))];

    /// <summary>Refuses inputs that do not fit; outputs that do not are the caller's mistake.</summary>
    /// <exception cref="RunException">An input is missing or has another length.</exception>
    internal void Check(float[][] inputs, Array[] outputs) => Check(inputs, outputs, (given, length) => given == length);

    /// <summary>Refuses inputs that hold fewer than so many samples.</summary>
    /// <exception cref="RunException">An input is missing or too short.</exception>
    internal void CheckBatch(int samples, float[][] inputs, Array[] outputs) =>
        Check(inputs, outputs, (given, length) => given >= (long)samples * length);

    private void Check(float[][] inputs, Array[] outputs, Func<int, int, bool> isRight)
    {
        if (inputs.Length != _lengths.Length)
        {
            throw new RunException($"'{_network}' takes {_lengths.Length} inputs, but {inputs.Length} are given");
        }

        for (var i = 0; i < inputs.Length; i++)
        {
            if (!isRight(inputs[i].Length, _lengths[i]))
            {
                throw new RunException($"the input '{_inputs[i].Name}' takes {_lengths[i]} numbers, but {inputs[i].Length} are given");
            }
        }

        CheckOutputs(outputs);
    }

    private void CheckOutputs(Array[] outputs)
    {
        for (var i = 0; i < _outputs.Count; i++)
        {
            var fits = i < outputs.Length && (_outputs[i].IsInt ? outputs[i] is long[] : outputs[i] is float[]);
            if (!fits)
            {
                throw new ArgumentException($"The array for the output '{_outputs[i].Name}' is missing or of another type.", nameof(outputs));
            }
        }
    }
}
