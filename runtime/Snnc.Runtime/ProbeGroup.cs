using System;
using System.Collections.Generic;

namespace Snnc.Runtime;

/// <summary>The probes of a network, and the observer that was there before them.</summary>
internal sealed class ProbeGroup(IStepObserver? before) : IStepObserver
{
    private readonly List<IStepObserver> _probes = [];

    /// <summary>Lets a probe watch a network.</summary>
    public static NodeProbe Add(INetwork network, NodeProbe probe)
    {
        var group = network.Observer as ProbeGroup ?? new ProbeGroup(network.Observer);
        group._probes.Add(probe);
        network.Observer = group;
        return probe;
    }

    /// <summary>Ends it; with the last probe all is as before.</summary>
    public static void Remove(INetwork network, NodeProbe probe)
    {
        if (network.Observer is ProbeGroup group && group._probes.Remove(probe) && group._probes.Count == 0)
        {
            network.Observer = group.Before;
        }
    }

    private IStepObserver? Before => before;

    /// <inheritdoc/>
    public void OnValues(int node, int step, ReadOnlySpan<float> values)
    {
        before?.OnValues(node, step, values);
        foreach (var probe in _probes)
        {
            probe.OnValues(node, step, values);
        }
    }

    /// <inheritdoc/>
    public void OnValues(int node, int step, ReadOnlySpan<long> values)
    {
        before?.OnValues(node, step, values);
        foreach (var probe in _probes)
        {
            probe.OnValues(node, step, values);
        }
    }

    /// <inheritdoc/>
    public void OnStates(int node, int state, int step, ReadOnlySpan<float> values)
    {
        before?.OnStates(node, state, step, values);
        foreach (var probe in _probes)
        {
            probe.OnStates(node, state, step, values);
        }
    }

    /// <inheritdoc/>
    public void OnStates(int node, int state, int step, ReadOnlySpan<long> values)
    {
        before?.OnStates(node, state, step, values);
        foreach (var probe in _probes)
        {
            probe.OnStates(node, state, step, values);
        }
    }
}
