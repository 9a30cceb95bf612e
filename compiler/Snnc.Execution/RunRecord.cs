using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Runtime;

namespace Snnc.Execution;

/// <summary>
/// Keeps everything that a network shows in a run, in the order in which it shows it. For one sample: the memory grows with every step.
/// </summary>
public sealed class RunRecord(IReadOnlyList<NodeInfo> nodes) : IStepObserver
{
    private readonly List<Entry> _entries = [];

    /// <summary>Gets what was seen.</summary>
    public IReadOnlyList<Entry> Entries => _entries;

    /// <summary>The values of a node, or of a state of it, step after step.</summary>
    /// <param name="name">The node, or <c>node.state</c>.</param>
    public IReadOnlyList<double[]> Of(string name) => [.. _entries.Where(entry => entry.What == name).Select(entry => entry.Values)];

    /// <inheritdoc/>
    public void OnValues(int node, int step, ReadOnlySpan<float> values) => Keep(nodes[node].Name, nodes[node].Value, step, Widen(values));

    /// <inheritdoc/>
    public void OnValues(int node, int step, ReadOnlySpan<long> values) => Keep(nodes[node].Name, nodes[node].Value, step, Widen(values));

    /// <inheritdoc/>
    public void OnStates(int node, int state, int step, ReadOnlySpan<float> values) => KeepState(node, state, step, Widen(values));

    /// <inheritdoc/>
    public void OnStates(int node, int state, int step, ReadOnlySpan<long> values) => KeepState(node, state, step, Widen(values));

    private static double[] Widen(ReadOnlySpan<float> values)
    {
        var result = new double[values.Length];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = values[i];
        }

        return result;
    }

    private static double[] Widen(ReadOnlySpan<long> values)
    {
        var result = new double[values.Length];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = values[i];
        }

        return result;
    }

    private void KeepState(int node, int state, int step, double[] values) =>
        Keep($"{nodes[node].Name}.{nodes[node].States[state].Name}", nodes[node].States[state], step, values);

    private void Keep(string what, ValueInfo value, int step, double[] values) => _entries.Add(new Entry(what, value.Kind, step, values));

    /// <summary>One value in one step.</summary>
    /// <param name="What">The node, or the state as <c>node.state</c>.</param>
    /// <param name="Step">-1 for a frame.</param>
    public sealed record Entry(string What, ValueKind Kind, int Step, double[] Values);
}
