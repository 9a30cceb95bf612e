using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using Snnc.Runtime;

namespace Snnc.Execution;

/// <summary>Records how active nodes are: what is not 0 of every value that varies in time, and the spikes of each step.</summary>
/// <param name="nodes">The nodes that it hears of, by their places.</param>
public sealed class ActivityRecorder(IReadOnlyList<NodeInfo> nodes) : IStepObserver
{
    private readonly long[] _active = new long[nodes.Count];
    private readonly long[] _seen = new long[nodes.Count];
    private readonly List<double>[] _spikes = [.. nodes.Select(_ => new List<double>())];

    /// <summary>What was recorded of the nodes that were heard of; frames are left out.</summary>
    /// <param name="samples">How many inferences it watched.</param>
    public IEnumerable<NodeRecord> Records(int samples) =>
        Enumerable.Range(0, nodes.Count).Where(node => _seen[node] > 0).Select(node => RecordOf(node, samples));

    /// <inheritdoc/>
    public void OnValues(int node, int step, ReadOnlySpan<float> values)
    {
        Count(node, step, values.Length, values.Count(0));
        if (step >= 0 && nodes[node].Value.Kind == ValueKind.Spikes)
        {
            Add(_spikes[node], step, values);
        }
    }

    /// <inheritdoc/>
    public void OnValues(int node, int step, ReadOnlySpan<long> values) => Count(node, step, values.Length, values.Count(0));

    /// <inheritdoc/>
    public void OnStates(int node, int state, int step, ReadOnlySpan<float> values)
    {
        // Connections read what nodes give.
    }

    /// <inheritdoc/>
    public void OnStates(int node, int state, int step, ReadOnlySpan<long> values)
    {
        // Connections read what nodes give.
    }

    private static void Add(List<double> spikes, int step, ReadOnlySpan<float> values)
    {
        if (step >= spikes.Count)
        {
            CollectionsMarshal.SetCount(spikes, step + 1);
        }

        foreach (var value in values)
        {
            spikes[step] += value;
        }
    }

    private void Count(int node, int step, int length, int silent)
    {
        if (step >= 0)
        {
            _seen[node] += length;
            _active[node] += length - silent;
        }
    }

    private NodeRecord RecordOf(int node, int samples)
    {
        var (name, value) = (nodes[node].Name, nodes[node].Value);
        var density = (double)_active[node] / _seen[node];
        return value.Kind == ValueKind.Spikes
            ? new NodeRecord(name, value, density)
            {
                Rate = _spikes[node].Sum() / _seen[node],
                SpikesPerStep = [.. _spikes[node].Select(spikes => spikes / samples)],
            }
            : new NodeRecord(name, value, density);
    }
}
