using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Execution;
using Snnc.Runtime;

namespace Snnc.Cost.Tests;

/// <summary>Counts the spikes of every neuron.</summary>
internal sealed class NeuronCounts(INetworkRunner runner) : IStepObserver
{
    private readonly double[][] _counts = [.. runner.Nodes.Select(node => new double[node.Value.Length])];

    /// <summary>Of each node that spikes, the mean of each neuron.</summary>
    /// <param name="steps">That were watched.</param>
    public IReadOnlyDictionary<string, IReadOnlyList<double>> Rates(int steps) => Enumerable.Range(0, runner.Nodes.Count)
        .Where(node => runner.Nodes[node].Value.Kind == ValueKind.Spikes)
        .ToDictionary(node => runner.Nodes[node].Name, node => (IReadOnlyList<double>)Array.ConvertAll(_counts[node], count => count / steps));

    public void OnValues(int node, int step, ReadOnlySpan<float> values)
    {
        for (var i = 0; i < values.Length && runner.Nodes[node].Value.Kind == ValueKind.Spikes; i++)
        {
            _counts[node][i] += values[i];
        }
    }

    public void OnValues(int node, int step, ReadOnlySpan<long> values)
    {
    }

    public void OnStates(int node, int state, int step, ReadOnlySpan<float> values)
    {
    }

    public void OnStates(int node, int state, int step, ReadOnlySpan<long> values)
    {
    }
}
