using System;
using System.Collections.Generic;

namespace Snnc.Runtime;

/// <summary>What a step of a stream gave: a copy, to be kept as long as one likes.</summary>
public sealed class StepOutput
{
    private readonly INetwork _network;
    private readonly Array?[] _values;

    internal StepOutput(INetwork network, long step, Array[] values, bool[] ready)
    {
        _network = network;
        Step = step;
        _values = new Array?[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            _values[i] = ready[i] ? (Array)values[i].Clone() : null;
        }
    }

    /// <summary>Gets the step, from 0.</summary>
    public long Step { get; }

    /// <summary>The values of an output.</summary>
    /// <exception cref="KeyNotFoundException">There is no output of this name.</exception>
    /// <exception cref="InvalidOperationException">It is not ready in this step, or has whole numbers.</exception>
    public float[] this[string output] => Values<float>(output);

    /// <summary>Whether an output is ready: signals and spikes are in every step, frames at the end of their window.</summary>
    /// <exception cref="KeyNotFoundException">There is no output of this name.</exception>
    public bool IsReady(string output) => _values[PlaceOf(output)] is not null;

    /// <summary>The values of an output of whole numbers, as that of <c>argmax</c>.</summary>
    /// <exception cref="KeyNotFoundException">There is no output of this name.</exception>
    /// <exception cref="InvalidOperationException">It is not ready in this step, or has reals.</exception>
    public long[] Whole(string output) => Values<long>(output);

    /// <summary>The spikes of an output, as bits or as events.</summary>
    /// <exception cref="KeyNotFoundException">There is no output of this name.</exception>
    public SpikeRaster Spikes(string output)
    {
        var values = Values<float>(output);
        return new SpikeRaster(values, values.Length, Step);
    }

    private T[] Values<T>(string output) => _values[PlaceOf(output)] switch
    {
        T[] values => values,
        null => throw new InvalidOperationException($"The output '{output}' is not ready in step {Step}."),
        _ => throw new InvalidOperationException($"The output '{output}' is not of the type {typeof(T).Name}."),
    };

    private int PlaceOf(string output)
    {
        for (var i = 0; i < _values.Length; i++)
        {
            if (_network.Outputs[i].Name == output)
            {
                return i;
            }
        }

        throw new KeyNotFoundException($"The network {_network.Name} has no output '{output}'.");
    }
}
