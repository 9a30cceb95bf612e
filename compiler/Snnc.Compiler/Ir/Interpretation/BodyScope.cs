using System;
using System.Collections.Generic;

namespace Snnc.Compiler.Ir.Interpretation;

/// <summary>
/// The names that a neuron's body may use, each with the array that holds its values: states, ports and per-neuron constants have an entry per
/// element, scalars and locals (one element runs at a time) a single one.
/// </summary>
internal sealed class BodyScope(NodeWiring wiring)
{
    private readonly Dictionary<string, double[]> _realStates = [];
    private readonly Dictionary<string, long[]> _intStates = [];
    private readonly Dictionary<string, double[]> _ports = [];
    private readonly Dictionary<string, Array> _locals = [];

    /// <summary>Gets the node's parts.</summary>
    public NodeWiring Wiring => wiring;

    /// <summary>Gets the rounding of real arithmetic, whatever the node's result is.</summary>
    public required Rounding Rounding { get; init; }

    /// <summary>Adds a real state.</summary>
    public void Add(string state, double[] values) => _realStates.Add(state, values);

    /// <summary>Adds an int state.</summary>
    public void Add(string state, long[] values) => _intStates.Add(state, values);

    /// <summary>Adds a port.</summary>
    public void AddPort(string port, double[] sums) => _ports.Add(port, sums);

    /// <summary>The values of a real state.</summary>
    public double[] RealState(string name) => _realStates[name];

    /// <summary>The values of an int state.</summary>
    public long[] IntState(string name) => _intStates[name];

    /// <summary>The sums of a port.</summary>
    public double[] Port(string name) => _ports[name];

    /// <summary>The single slot of a local of type T (double, long or bool), made at its first mention.</summary>
    public T[] Local<T>(string name)
    {
        if (!_locals.TryGetValue(name, out var slot))
        {
            slot = new T[1];
            _locals[name] = slot;
        }

        return (T[])slot;
    }
}
