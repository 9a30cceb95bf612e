using System;
using Snnc.Runtime;

namespace Snnc.Cli.Running;

/// <summary>Watches one worker's inferences for a trace.</summary>
internal sealed class TraceRecorder(Trace trace) : IStepObserver
{
    /// <summary>Gets or sets the sample that runs.</summary>
    public int Sample { get; set; }

    /// <inheritdoc/>
    public void OnValues(int node, int step, ReadOnlySpan<float> values) => trace.Find(node, null)?.Add(Sample, step, values);

    /// <inheritdoc/>
    public void OnValues(int node, int step, ReadOnlySpan<long> values) => trace.Find(node, null)?.Add(Sample, step, values);

    /// <inheritdoc/>
    public void OnStates(int node, int state, int step, ReadOnlySpan<float> values) => trace.Find(node, state)?.Add(Sample, step, values);

    /// <inheritdoc/>
    public void OnStates(int node, int state, int step, ReadOnlySpan<long> values) => trace.Find(node, state)?.Add(Sample, step, values);
}
