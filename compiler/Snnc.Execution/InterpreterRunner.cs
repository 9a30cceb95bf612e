using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Ir.Interpretation;
using Snnc.Compiler.Plan;
using Snnc.Compiler.Tensors;
using Snnc.Runtime;

namespace Snnc.Execution;

/// <summary>Runs a graph with the reference interpreter.</summary>
public sealed class InterpreterRunner : INetworkRunner
{
    private readonly Graph _graph;
    private readonly ITensorResolver _resolver;
    private readonly Precision _precision;
    private readonly Interpreter _interpreter;
    private readonly RunArguments _arguments;
    private readonly Dictionary<string, int> _places;
    private IStepObserver? _observer;
    private InterpreterObserver? _adapter;

    /// <summary>Loads the constants.</summary>
    /// <exception cref="TensorFormatException">A container, tensor or value is not what the graph says.</exception>
    public InterpreterRunner(Graph graph, ITensorResolver resolver, Precision precision = Precision.Single)
    {
        _graph = graph;
        _resolver = resolver;
        _precision = precision;
        _interpreter = new Interpreter(graph, resolver, precision);
        _places = graph.Nodes.Select((node, place) => (node.Name, place)).ToDictionary(pair => pair.Name, pair => pair.place);
        var signature = new GraphSignature(graph);
        Inputs = signature.Inputs;
        Outputs = signature.Outputs;
        Nodes = signature.Nodes;
        _arguments = new RunArguments(this);
    }

    /// <inheritdoc/>
    public string Backend => "interpreter";

    /// <inheritdoc/>
    public string Name => _graph.Name;

    /// <inheritdoc/>
    public IReadOnlyList<ValueInfo> Inputs { get; }

    /// <inheritdoc/>
    public IReadOnlyList<ValueInfo> Outputs { get; }

    /// <inheritdoc/>
    public int? Steps => _graph.Time.Steps;

    /// <inheritdoc/>
    public bool IsStream => _graph.Time.IsStream;

    /// <inheritdoc/>
    public IReadOnlyList<NodeInfo> Nodes { get; }

    /// <inheritdoc/>
    public IStepObserver? Observer
    {
        get => _observer;
        set
        {
            _observer = value;
            _adapter = value is null ? null : new InterpreterObserver(value, _places, Nodes);
        }
    }

    /// <inheritdoc/>
    public INetworkRunner CreateAnother() => new InterpreterRunner(_graph, _resolver, _precision);

    /// <inheritdoc/>
    public void Run(long sample, float[][] inputs, Array[] outputs)
    {
        _arguments.Check(inputs, outputs);
        var result = _interpreter.Run(sample, inputs, _adapter);
        for (var i = 0; i < outputs.Length; i++)
        {
            Copy(result.Outputs[i].Values, outputs[i]);
        }
    }

    /// <inheritdoc/>
    public bool Step(float[][] inputs, Array[] outputs, Span<bool> ready)
    {
        _arguments.Check(inputs, outputs);
        var result = _interpreter.Step(inputs, _adapter);
        var any = false;
        for (var i = 0; i < outputs.Length; i++)
        {
            ready[i] = result[i] is not null;
            any |= ready[i];
            if (result[i] is { } output)
            {
                Copy(output.Values, outputs[i]);
            }
        }

        return any;
    }

    /// <inheritdoc/>
    public void Reset() => _interpreter.Reset();

    /// <summary>Not offered: the interpreter is a reference, not something to keep running.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public byte[] SaveState() => throw new NotSupportedException("The interpreter does not save states.");

    /// <summary>Not offered: the interpreter is a reference, not something to keep running.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public void LoadState(ReadOnlySpan<byte> snapshot) => throw new NotSupportedException("The interpreter does not load states.");

    private static void Copy(double[] values, Array target)
    {
        if (target is float[] reals)
        {
            for (var i = 0; i < values.Length; i++)
            {
                reals[i] = (float)values[i];
            }

            return;
        }

        var wholes = (long[])target;
        for (var i = 0; i < values.Length; i++)
        {
            wholes[i] = (long)values[i];
        }
    }
}
