using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Runtime;

namespace Snnc.Conversion.Evaluation;

/// <summary>Counts spikes of layers, and the additions that they cause in connections.</summary>
internal sealed class SpikeWatch : IStepObserver
{
    private readonly int[] _unitOf;
    private readonly int[]?[] _fanOut;
    private readonly double[][] _counts;
    private readonly double[] _spikes;
    private readonly double[] _operations;

    /// <summary>Watches a network.</summary>
    /// <param name="graph">The network as it runs.</param>
    /// <param name="nodes">Its nodes as the runner numbers them.</param>
    /// <param name="units">The labels of the layers of neurons.</param>
    public SpikeWatch(Graph graph, IReadOnlyList<NodeInfo> nodes, IReadOnlyList<string> units)
    {
        var places = nodes.Select((node, place) => (node.Name, place)).ToDictionary(pair => pair.Name, pair => pair.place);
        _unitOf = [.. nodes.Select(node => units.TakeWhile(unit => unit != node.Name).Count())];
        _fanOut = FanOuts(graph, places);
        _counts = [.. units.Select(unit => new double[nodes[places[unit]].Value.Length])];
        _spikes = new double[graph.Time.Steps!.Value];
        _operations = new double[_spikes.Length];
        SpikesOfUnits = new double[units.Count];
    }

    /// <summary>Gets all spikes in each step.</summary>
    public IReadOnlyList<double> Spikes => _spikes;

    /// <summary>Gets the additions in each step: for what is not 0 before a connection, its synapses.</summary>
    public IReadOnlyList<double> Operations => _operations;

    /// <summary>Gets all spikes of each layer.</summary>
    public double[] SpikesOfUnits { get; }

    /// <summary>The spikes of each neuron of a layer in the present sample, those of either sign against each other.</summary>
    public ReadOnlySpan<double> CountsOf(int unit) => _counts[unit];

    /// <summary>Begins a sample.</summary>
    public void Clear() => Array.ForEach(_counts, Array.Clear);

    /// <summary>Adds what another counted of other samples.</summary>
    public void Add(SpikeWatch other)
    {
        AddTo(_spikes, other._spikes);
        AddTo(_operations, other._operations);
        AddTo(SpikesOfUnits, other.SpikesOfUnits);
    }

    /// <inheritdoc/>
    public void OnValues(int node, int step, ReadOnlySpan<float> values)
    {
        if (step < 0)
        {
            return;
        }

        if (_unitOf[node] < _counts.Length)
        {
            Count(_unitOf[node], step, values);
        }

        if (_fanOut[node] is { } fanOut)
        {
            for (var i = 0; i < values.Length; i++)
            {
                _operations[step] += values[i] != 0 ? fanOut[i] : 0;
            }
        }
    }

    /// <inheritdoc/>
    public void OnValues(int node, int step, ReadOnlySpan<long> values)
    {
        // Spikes are held as reals.
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

    private static int[]?[] FanOuts(Graph graph, Dictionary<string, int> places)
    {
        var all = new int[]?[places.Count];
        var nodes = graph.Nodes.ToDictionary(node => node.Name);
        foreach (var node in graph.Nodes.Where(node => node.Op is ConnectionOp && IsFedBySpikes(node, nodes)))
        {
            var from = nodes[node.Inputs[0].Node];
            var own = FanOut.Of((ConnectionOp)node.Op, from.Type.Shape, node.Type.Shape);
            all[places[from.Name]] = all[places[from.Name]] is { } others ? [.. own.Zip(others, (a, b) => a + b)] : own;
        }

        return all;
    }

    // A current that is the same in each step is weighed once.
    private static bool IsFedBySpikes(Node node, Dictionary<string, Node> nodes) =>
        node.Inputs.Select(input => nodes[input.Node]).Any(from => from.Op is NeuronOp or EncodeRateOp || IsFedBySpikes(from, nodes));

    private static void AddTo(double[] sums, double[] others)
    {
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] += others[i];
        }
    }

    private void Count(int unit, int step, ReadOnlySpan<float> values)
    {
        var counts = _counts[unit];
        for (var i = 0; i < values.Length; i++)
        {
            counts[i] += values[i];
            var magnitude = Math.Abs(values[i]);
            _spikes[step] += magnitude;
            SpikesOfUnits[unit] += magnitude;
        }
    }
}
