using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Execution;
using Snnc.Runtime;

namespace Snnc.Cli.Comparing;

/// <summary>What the populations of a network gave in one sample, step by step, and their membranes at the end of each step.</summary>
internal sealed class PopulationTrace : IStepObserver
{
    private readonly Dictionary<int, Population> _populations;

    /// <summary>Makes room for every population.</summary>
    public PopulationTrace(INetworkRunner runner)
    {
        var nodes = Enumerable.Range(0, runner.Nodes.Count).Where(i => runner.Nodes[i].States.Count > 0 && runner.Nodes[i].Value.Kind != ValueKind.Frame);
        _populations = nodes.ToDictionary(i => i, i => new Population(runner.Nodes[i], runner.Steps ?? 1));
    }

    /// <summary>Gets the populations, in the order in which they run.</summary>
    public IEnumerable<Population> Populations => _populations.OrderBy(pair => pair.Key).Select(pair => pair.Value);

    /// <inheritdoc/>
    public void OnValues(int node, int step, ReadOnlySpan<float> values)
    {
        if (_populations.TryGetValue(node, out var population))
        {
            values.CopyTo(population.Values.AsSpan(step * values.Length));
        }
    }

    /// <inheritdoc/>
    public void OnValues(int node, int step, ReadOnlySpan<long> values)
    {
        for (var i = 0; i < values.Length && _populations.TryGetValue(node, out var population); i++)
        {
            population.Values[(step * values.Length) + i] = values[i];
        }
    }

    /// <inheritdoc/>
    public void OnStates(int node, int state, int step, ReadOnlySpan<float> values)
    {
        for (var i = 0; i < values.Length && IsMembrane(node, state, out var population); i++)
        {
            population.Membrane[(step * values.Length) + i] = values[i];
        }
    }

    /// <inheritdoc/>
    public void OnStates(int node, int state, int step, ReadOnlySpan<long> values)
    {
        for (var i = 0; i < values.Length && IsMembrane(node, state, out var population); i++)
        {
            population.Membrane[(step * values.Length) + i] = values[i];
        }
    }

    private bool IsMembrane(int node, int state, out Population population) =>
        _populations.TryGetValue(node, out population!) && population.MembraneState == state;

    /// <summary>One population.</summary>
    internal sealed class Population
    {
        /// <summary>Makes room.</summary>
        public Population(NodeInfo node, int steps)
        {
            Node = node;
            MembraneState = Math.Max(0, node.States.ToList().FindIndex(state => state.Name == "v"));
            Values = new float[checked(steps * node.Value.Length)];
            Membrane = new double[Values.Length];
        }

        /// <summary>Gets what it is.</summary>
        public NodeInfo Node { get; }

        /// <summary>Gets which state is taken for the membrane: v, or the first.</summary>
        public int MembraneState { get; }

        /// <summary>Gets its spikes, or what it emits: step after step, each in C order.</summary>
        public float[] Values { get; }

        /// <summary>Gets its membranes, likewise.</summary>
        public double[] Membrane { get; }
    }
}
