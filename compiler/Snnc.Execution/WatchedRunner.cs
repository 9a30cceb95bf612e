using System;
using System.Collections.Generic;
using Snnc.Runtime;

namespace Snnc.Execution;

/// <summary>
/// A network compiled twice: for speed, where values come and go in registers, and, when somebody watches, step by step, where every node and state can be
/// seen. The second is compiled when it is first asked for. Not for streams, whose states live on between calls.
/// </summary>
public sealed class WatchedRunner : INetworkRunner
{
    private readonly Lazy<INetworkRunner> _watched;

    /// <summary>Puts the two together.</summary>
    /// <param name="fast">What runs unwatched.</param>
    /// <param name="watched">Makes what runs while there is an observer; of the same graph.</param>
    public WatchedRunner(INetworkRunner fast, Func<INetworkRunner> watched)
    {
        Fast = fast;
        _watched = new Lazy<INetworkRunner>(watched);
    }

    /// <summary>Gets what runs unwatched.</summary>
    public INetworkRunner Fast { get; }

    /// <inheritdoc/>
    public string Backend => Fast.Backend;

    /// <inheritdoc/>
    public string Name => Fast.Name;

    /// <inheritdoc/>
    public IReadOnlyList<ValueInfo> Inputs => Fast.Inputs;

    /// <inheritdoc/>
    public IReadOnlyList<ValueInfo> Outputs => Fast.Outputs;

    /// <inheritdoc/>
    public int? Steps => Fast.Steps;

    /// <inheritdoc/>
    public bool IsStream => Fast.IsStream;

    /// <inheritdoc/>
    public IReadOnlyList<NodeInfo> Nodes => Fast.Nodes;

    /// <inheritdoc/>
    public IReadOnlyList<LayerActivity> Activity => Fast.Activity;

    /// <inheritdoc/>
    public IStepObserver? Observer { get; set; }

    /// <inheritdoc/>
    public int Threads
    {
        get => Fast.Threads;
        set => Fast.Threads = value;
    }

    /// <inheritdoc/>
    public int SamplesAtOnce => Fast.SamplesAtOnce;

    /// <inheritdoc/>
    public INetworkRunner CreateAnother() => new WatchedRunner(Fast.CreateAnother(), () => _watched.Value.CreateAnother());

    /// <inheritdoc/>
    public void Run(long sample, float[][] inputs, Array[] outputs) => Chosen().Run(sample, inputs, outputs);

    /// <inheritdoc/>
    public int RunUntil(float confidence, int every, long sample, float[][] inputs, Array[] outputs) =>
        Chosen().RunUntil(confidence, every, sample, inputs, outputs);

    /// <inheritdoc/>
    public void RunBatch(long firstSample, int from, int to, float[][] inputs, Array[] outputs) =>
        Chosen().RunBatch(firstSample, from, to, inputs, outputs);

    /// <inheritdoc/>
    public bool Step(float[][] inputs, Array[] outputs, Span<bool> ready) => Fast.Step(inputs, outputs, ready);

    /// <inheritdoc/>
    public void Reset() => Fast.Reset();

    /// <inheritdoc/>
    public byte[] SaveState() => Fast.SaveState();

    /// <inheritdoc/>
    public void LoadState(ReadOnlySpan<byte> snapshot) => Fast.LoadState(snapshot);

    private INetworkRunner Chosen()
    {
        if (Observer is null)
        {
            return Fast;
        }

        _watched.Value.Observer = Observer;
        return _watched.Value;
    }
}
