using System;
using Snnc.Execution;
using Snnc.Runtime;

namespace Snnc.Models.Tests;

/// <summary>Counts and hashes the spikes of a run as they come, for runs that are too long to keep.</summary>
internal sealed class SpikeDigest : IStepObserver
{
    private readonly INetworkRunner _runner;

    public SpikeDigest(INetworkRunner runner)
    {
        _runner = runner;
        runner.Observer = this;
        runner.Outputs(0);
    }

    public long Spikes { get; private set; }

    public ulong Digest { get; private set; } = 14695981039346656037;

    public void OnValues(int node, int step, ReadOnlySpan<float> values)
    {
        // Populations only: a pass may remove what merely passes their spikes on.
        if (_runner.Nodes[node].Value.Kind != ValueKind.Spikes || _runner.Nodes[node].States.Count == 0)
        {
            return;
        }

        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] != 0)
            {
                Spikes++;
                Digest = (Digest ^ (ulong)HashCodeOf(_runner.Nodes[node].Name, step, i)) * 1099511628211;
            }
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

    private static long HashCodeOf(string node, int step, int index) => ((long)node[0] << 48) ^ ((long)step << 24) ^ index;
}
