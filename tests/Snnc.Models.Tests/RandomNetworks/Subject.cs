using System;
using System.Collections.Generic;
using System.Linq;
using Shouldly;
using Snnc.Compiler;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Text;
using Snnc.Execution;

namespace Snnc.Models.Tests.RandomNetworks;

/// <summary>A compiled program with its tensors and what to give it.</summary>
/// <param name="inputs">The inputs of a sample; of a stream, the steps one after the other.</param>
/// <param name="streamSteps">How many steps of a stream to run.</param>
/// <param name="rounding">The labels of nodes that round.</param>
internal sealed class Subject(string text, TensorStore tensors, Func<int, float[][]> inputs, int streamSteps = 0, IReadOnlySet<string>? rounding = null)
{
    public Compilation Compilation { get; } = Compile(text, tensors);

    public TensorStore Tensors => tensors;

    public int StreamSteps => streamSteps;

    public Graph Graph => Compilation.Graphs[0];

    /// <summary>Gets the graph of the formatted text.</summary>
    public Graph Formatted => Compile(Formatter.Format(Compilation.Tree), tensors).Graphs[0];

    public float[][] Sample(int sample) => inputs(sample);

    /// <summary>The nodes that round, and those that read them; spikes of exact layers never do.</summary>
    public IReadOnlySet<string> Rounds(Graph graph)
    {
        var nodes = new HashSet<string>(rounding ?? new HashSet<string>());
        for (var before = -1; before != nodes.Count;)
        {
            before = nodes.Count;
            nodes.UnionWith(graph.Nodes.Where(node => node.Inputs.Any(input => nodes.Contains(input.Node))).Select(node => node.Name));
        }

        return nodes;
    }

    /// <summary>Runs a sample and keeps all that the network shows.</summary>
    public RunRecord Record(INetworkRunner runner, int sample)
    {
        var record = new RunRecord(runner.Nodes);
        runner.Observer = record;
        Run(runner, sample, Sample(sample), RunArguments.CreateOutputs(runner));
        runner.Observer = null;
        return record;
    }

    private static Compilation Compile(string text, TensorStore tensors)
    {
        var compilation = Compilation.Create(new SourceText("drawn.snn", text), new NoFiles(), tensors);
        compilation.Diagnostics.Where(d => d.Severity == Severity.Error).Select(d => $"{d.Location.Start}: {d.Code} {d.Message}").ShouldBeEmpty(text);
        return compilation;
    }

    private void Run(INetworkRunner runner, int sample, float[][] values, Array[] outputs)
    {
        if (!runner.IsStream)
        {
            runner.Run(sample, values, outputs);
            return;
        }

        runner.Reset();
        var ready = new bool[outputs.Length];
        for (var step = 0; step < streamSteps; step++)
        {
            runner.Step([.. values.Select(input => input.Chunk(input.Length / streamSteps).ElementAt(step))], outputs, ready);
        }
    }

    private sealed class NoFiles : ISourceResolver
    {
        public SourceText? TryRead(string fromPath, string reference) => null;
    }
}
