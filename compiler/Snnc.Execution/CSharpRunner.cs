using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Snnc.Compiler.CSharp;
using Snnc.Compiler.Ir.Interpretation;
using Snnc.Compiler.Plan;
using Snnc.Compiler.Tensors;
using Snnc.Runtime;

namespace Snnc.Execution;

/// <summary>Runs the C# that is emitted for a plan.</summary>
public sealed class CSharpRunner : INetworkRunner
{
    private readonly CSharpHost _host;
    private readonly INetwork _network;
    private readonly RunArguments _arguments;

    private CSharpRunner(CSharpHost host, INetwork network)
    {
        _host = host;
        _network = network;
        _arguments = new RunArguments(_network);
    }

    /// <inheritdoc/>
    public string Backend => "csharp";

    /// <summary>Gets the text that runs.</summary>
    public string Source => _host.Source;

    /// <summary>Gets what the C# compiler warns of: nothing, if the emitter is right.</summary>
    public IReadOnlyList<string> Warnings => _host.Warnings;

    /// <inheritdoc/>
    public string Name => _network.Name;

    /// <inheritdoc/>
    public IReadOnlyList<ValueInfo> Inputs => _network.Inputs;

    /// <inheritdoc/>
    public IReadOnlyList<ValueInfo> Outputs => _network.Outputs;

    /// <inheritdoc/>
    public int? Steps => _network.Steps;

    /// <inheritdoc/>
    public bool IsStream => _network.IsStream;

    /// <inheritdoc/>
    public IReadOnlyList<NodeInfo> Nodes => _network.Nodes;

    /// <inheritdoc/>
    public IReadOnlyList<LayerActivity> Activity => _network.Activity;

    /// <inheritdoc/>
    public IStepObserver? Observer
    {
        get => _network.Observer;
        set => _network.Observer = value;
    }

    /// <inheritdoc/>
    public int Threads
    {
        get => _network.Threads;
        set => _network.Threads = value;
    }

    /// <inheritdoc/>
    public int SamplesAtOnce => _network.SamplesAtOnce;

    /// <summary>Emits a plan, compiles it in memory and loads its weights.</summary>
    /// <exception cref="TensorFormatException">The weights are not what the plan says.</exception>
    /// <exception cref="EmittedCodeException">The emitted text does not compile.</exception>
    public static CSharpRunner Compile(ExecutionPlan plan, ITensorResolver resolver)
    {
        var (source, typeName) = Emit(plan);
        return Load(CSharpHost.Load(source, typeName), plan, resolver);
    }

    /// <summary>Does so for several plans, no two of the same name: the C# compiler starts once, and weights are loaded on all processors.</summary>
    internal static IReadOnlyList<CSharpRunner> CompileAll(IReadOnlyList<ExecutionPlan> plans, ITensorResolver resolver)
    {
        var (hosts, runners) = (CSharpHost.LoadAll([.. plans.Select(Emit)]), new CSharpRunner[plans.Count]);
        Parallel.For(0, runners.Length, i => runners[i] = Load(hosts[i], plans[i], resolver));
        return runners;
    }

    // Line directives are for debuggers; in memory there is none.
    private static (string Source, string TypeName) Emit(ExecutionPlan plan)
    {
        var options = CSharpOptions.Default with { LineDirectives = false };
        return (CSharpEmitter.Emit(plan, options), $"{options.Namespace}.{CSharpEmitter.ClassNameOf(plan.Graph.Name, options)}");
    }

    private static CSharpRunner Load(CSharpHost host, ExecutionPlan plan, ITensorResolver resolver) =>
        new(host, new TensorWeightSource(plan.Graph, resolver).Load(host.Create));

    /// <inheritdoc/>
    public INetworkRunner CreateAnother()
    {
        var other = _network.Clone();
        other.Reset();
        return new CSharpRunner(_host, other);
    }

    /// <inheritdoc/>
    public void Run(long sample, float[][] inputs, Array[] outputs)
    {
        _arguments.Check(inputs, outputs);
        try
        {
            _network.Run(sample, inputs, outputs);
        }
        catch (SnncRunException e)
        {
            throw Refusal(e);
        }
    }

    /// <inheritdoc/>
    public int RunUntil(float confidence, int every, long sample, float[][] inputs, Array[] outputs)
    {
        _arguments.Check(inputs, outputs);
        try
        {
            return _network.RunUntil(confidence, every, sample, inputs, outputs);
        }
        catch (SnncRunException e)
        {
            throw Refusal(e);
        }
    }

    /// <inheritdoc/>
    public void RunBatch(long firstSample, int from, int to, float[][] inputs, Array[] outputs)
    {
        _arguments.CheckBatch(to, inputs, outputs);
        try
        {
            _network.RunBatch(firstSample, from, to, inputs, outputs);
        }
        catch (SnncRunException e)
        {
            throw Refusal(e);
        }
    }

    /// <inheritdoc/>
    public bool Step(float[][] inputs, Array[] outputs, Span<bool> ready)
    {
        _arguments.Check(inputs, outputs);
        try
        {
            return _network.Step(inputs, outputs, ready);
        }
        catch (SnncRunException e)
        {
            throw Refusal(e);
        }
    }

    /// <inheritdoc/>
    public void Reset() => _network.Reset();

    /// <inheritdoc/>
    public byte[] SaveState() => _network.SaveState();

    /// <inheritdoc/>
    public void LoadState(ReadOnlySpan<byte> snapshot) => _network.LoadState(snapshot);

    // What the network refuses, in the exception that all runners refuse with. No function wraps the calls: its closure would be allocated in each.
    private static RunException Refusal(SnncRunException refused) => new(refused.Message);
}
