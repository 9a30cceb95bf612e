using System;
using System.Collections.Generic;
using Snnc.Execution;
using Snnc.Runtime;

namespace Snnc.Cli.Tests.Running;

/// <summary>A back end that gives the first output's first element wrong in one sample.</summary>
internal sealed class WrongRunner(INetworkRunner right, long wrongSample) : INetworkRunner
{
    public string Backend => "wrong";

    public string Name => right.Name;

    public IReadOnlyList<ValueInfo> Inputs => right.Inputs;

    public IReadOnlyList<ValueInfo> Outputs => right.Outputs;

    public int? Steps => right.Steps;

    public bool IsStream => right.IsStream;

    public IReadOnlyList<NodeInfo> Nodes => right.Nodes;

    public IStepObserver? Observer
    {
        get => right.Observer;
        set => right.Observer = value;
    }

    public INetworkRunner CreateAnother() => new WrongRunner(right.CreateAnother(), wrongSample);

    public void Run(long sample, float[][] inputs, Array[] outputs)
    {
        right.Run(sample, inputs, outputs);
        ((float[])outputs[0])[0] += sample == wrongSample ? 0.25f : 0;
    }

    public bool Step(float[][] inputs, Array[] outputs, Span<bool> ready) => right.Step(inputs, outputs, ready);

    public void Reset() => right.Reset();

    public byte[] SaveState() => right.SaveState();

    public void LoadState(ReadOnlySpan<byte> snapshot) => right.LoadState(snapshot);
}
