using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Ir.Interpretation;
using Snnc.Compiler.Plan;
using Snnc.Compiler.Tensors;
using Snnc.Llvm;
using Snnc.Runtime;

namespace Snnc.Execution;

/// <summary>Runs the native code that is made of a plan through LLVM.</summary>
public sealed class NativeRunner : INetworkRunner
{
    private readonly Graph _graph;
    private readonly NativeProgram _program;
    private readonly NativeInstance _instance;
    private readonly GraphSignature _signature;
    private readonly RunArguments _arguments;
    private readonly NativeSharing _sharing = new();
    private readonly NativeObservation _observation;

    private NativeRunner(Graph graph, NativeProgram program)
    {
        (_graph, _program) = (graph, program);
        _instance = new NativeInstance(program);
        _signature = new GraphSignature(graph);
        _arguments = new RunArguments(this);
        _observation = new NativeObservation(Nodes);
    }

    /// <inheritdoc/>
    public string Backend => "native";

    /// <inheritdoc/>
    public string Name => _graph.Name;

    /// <inheritdoc/>
    public IReadOnlyList<ValueInfo> Inputs => _signature.Inputs;

    /// <inheritdoc/>
    public IReadOnlyList<ValueInfo> Outputs => _signature.Outputs;

    /// <inheritdoc/>
    public int? Steps => _graph.Time.Steps;

    /// <inheritdoc/>
    public bool IsStream => _graph.Time.IsStream;

    /// <inheritdoc/>
    public IReadOnlyList<NodeInfo> Nodes => _signature.Nodes;

    /// <inheritdoc/>
    public IReadOnlyList<LayerActivity> Activity => [.. CountedLayers.Of(_program.Plan).Zip(_instance.Activity(), (layer, measured) =>
        new LayerActivity(layer.Node.Name, layer.Node.Inputs[0].Node, layer.Density!.Value, measured))];

    /// <inheritdoc/>
    public IStepObserver? Observer
    {
        get => _observation.Observer;
        set
        {
            _observation.Observer = value;
            _instance.SetObserver(_observation.Function, _observation.Context);
        }
    }

    /// <inheritdoc/>
    public int Threads
    {
        get => _sharing.Threads;
        set
        {
            _sharing.Threads = value;
            _instance.SetParallel(_sharing.Function, _sharing.Context);
        }
    }

    /// <inheritdoc/>
    public int SamplesAtOnce => _instance.SamplesAtOnce;

    /// <summary>Compiles a plan in memory and loads its weights.</summary>
    /// <exception cref="LlvmMissingException">There is no libLLVM.</exception>
    /// <exception cref="TensorFormatException">The weights are not what the plan says.</exception>
    /// <exception cref="RunException">The network needs too much memory.</exception>
    /// <param name="isObserved">Whether it may be watched, which costs time.</param>
    /// <param name="mayEndEarly">Whether inferences may end once they are sure.</param>
    public static NativeRunner Compile(ExecutionPlan plan, ITensorResolver resolver, bool isObserved = false, bool mayEndEarly = false) =>
        new(plan.Graph, NativeProgram.Compile(plan, resolver, isObserved, mayEndEarly));

    /// <inheritdoc/>
    public INetworkRunner CreateAnother() => new NativeRunner(_graph, _program);

    /// <inheritdoc/>
    public void Run(long sample, float[][] inputs, Array[] outputs)
    {
        if (IsStream)
        {
            throw new InvalidOperationException("A stream runs step by step.");
        }

        _arguments.Check(inputs, outputs);
        _instance.Run(sample, inputs, outputs);
        ThrowIfFailed();
    }

    /// <inheritdoc/>
    public int RunUntil(float confidence, int every, long sample, float[][] inputs, Array[] outputs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(every, 1);
        _arguments.Check(inputs, outputs);
        var steps = _instance.RunUntil(confidence, every, sample, inputs, outputs);
        ThrowIfFailed();
        return steps;
    }

    /// <inheritdoc/>
    public void RunBatch(long firstSample, int from, int to, float[][] inputs, Array[] outputs)
    {
        if (IsStream)
        {
            throw new InvalidOperationException("A stream runs step by step.");
        }

        _arguments.CheckBatch(to, inputs, outputs);
        _instance.RunBatch(firstSample, from, to, inputs, outputs);
        ThrowIfFailed();
    }

    /// <inheritdoc/>
    public bool Step(float[][] inputs, Array[] outputs, Span<bool> ready)
    {
        if (!IsStream)
        {
            throw new InvalidOperationException("Only a stream runs step by step.");
        }

        _arguments.Check(inputs, outputs);
        var any = _instance.Step(inputs, outputs, ready);
        ThrowIfFailed();
        return any;
    }

    /// <inheritdoc/>
    public void Reset() => _instance.Reset();

    /// <inheritdoc/>
    public byte[] SaveState()
    {
        var writer = new StateWriter(Name, _instance.StateSize);
        writer.Write(_instance.Save());
        return writer.ToArray();
    }

    /// <inheritdoc/>
    public void LoadState(ReadOnlySpan<byte> snapshot)
    {
        var states = new byte[_instance.StateSize];
        new StateReader(snapshot, Name, _instance.StateSize).Read(states);
        _instance.Load(states);
    }

    private void ThrowIfFailed()
    {
        _observation.ThrowIfFailed();
        _sharing.ThrowIfFailed();
    }
}
