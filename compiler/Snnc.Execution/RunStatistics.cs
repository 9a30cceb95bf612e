using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using Snnc.Runtime;

namespace Snnc.Execution;

/// <summary>
/// Counts the spikes of a run, per node and step, summed over the samples that it watched, and keeps their times. One instance a thread;
/// <see cref="Add"/> puts several together.
/// </summary>
public sealed class RunStatistics : IStepObserver
{
    private readonly List<double>[] _spikes;
    private readonly long[] _stepsSeen;
    private readonly List<double> _microseconds = [];

    /// <summary>Starts at zero.</summary>
    /// <param name="nodes">The network's nodes; those that give spikes are counted.</param>
    public RunStatistics(IReadOnlyList<NodeInfo> nodes)
    {
        Nodes = nodes;
        _spikes = [.. nodes.Select(_ => new List<double>())];
        _stepsSeen = new long[nodes.Count];
    }

    /// <summary>Gets the network's nodes.</summary>
    public IReadOnlyList<NodeInfo> Nodes { get; }

    /// <summary>Gets the number of inferences that were timed.</summary>
    public int Samples => _microseconds.Count;

    /// <summary>Gets the number of inferences whose spikes were counted.</summary>
    public int Watched { get; private set; }

    /// <summary>Gets the times of the inferences, in microseconds.</summary>
    public Timings Timings => new(_microseconds);

    /// <summary>Counts an inference and the time it took.</summary>
    public void AddSample(TimeSpan elapsed) => _microseconds.Add(elapsed.TotalMicroseconds);

    /// <summary>Counts inferences that ran at once, and the time they took together.</summary>
    public void AddSamples(int count, TimeSpan elapsed)
    {
        for (var i = 0; i < count; i++)
        {
            AddSample(elapsed / count);
        }
    }

    /// <summary>Counts an inference that was watched.</summary>
    public void AddWatched() => Watched++;

    /// <summary>Adds what another counted.</summary>
    public void Add(RunStatistics other)
    {
        for (var node = 0; node < _spikes.Length; node++)
        {
            for (var step = 0; step < other._spikes[node].Count; step++)
            {
                AddSpikes(node, step, other._spikes[node][step]);
            }

            _stepsSeen[node] += other._stepsSeen[node];
        }

        _microseconds.AddRange(other._microseconds);
        Watched += other.Watched;
    }

    /// <summary>All spikes of a node.</summary>
    public double SpikesOf(int node) => _spikes[node].Sum();

    /// <summary>The spikes of a node in each step, over all samples.</summary>
    public IReadOnlyList<double> SpikesPerStep(int node) => _spikes[node];

    /// <summary>Spikes per neuron and step; 0 before anything ran.</summary>
    public double RateOf(int node)
    {
        var chances = (double)_stepsSeen[node] * Nodes[node].Value.Length;
        return chances == 0 ? 0 : SpikesOf(node) / chances;
    }

    /// <inheritdoc/>
    public void OnValues(int node, int step, ReadOnlySpan<float> values)
    {
        if (Nodes[node].Value.Kind != ValueKind.Spikes)
        {
            return;
        }

        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        AddSpikes(node, step, sum);
        _stepsSeen[node]++;
    }

    /// <inheritdoc/>
    public void OnValues(int node, int step, ReadOnlySpan<long> values)
    {
        // Spikes are held as reals; whole numbers are signals.
    }

    /// <inheritdoc/>
    public void OnStates(int node, int state, int step, ReadOnlySpan<float> values)
    {
        // Only spikes are counted.
    }

    /// <inheritdoc/>
    public void OnStates(int node, int state, int step, ReadOnlySpan<long> values)
    {
        // Only spikes are counted.
    }

    private void AddSpikes(int node, int step, double count)
    {
        var steps = _spikes[node];
        if (step >= steps.Count)
        {
            CollectionsMarshal.SetCount(steps, step + 1);
        }

        steps[step] += count;
    }
}
