using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Shouldly;
using Snnc.Compiler;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Passes;
using Snnc.Compiler.Tensors;
using Snnc.Compiler.Text;
using Snnc.Execution;
using Snnc.Tensors;

namespace Snnc.Models.Tests;

/// <summary>A program whose weights lie in a folder of their own, compiled for either back end.</summary>
internal sealed class ModelProgram
{
    private readonly FolderResolver _weights;

    private ModelProgram(Graph graph, FolderResolver weights)
    {
        Graph = graph;
        _weights = weights;
    }

    public Graph Graph { get; }

    /// <summary>A program of this project's folder Programs, with weights from a folder of the data.</summary>
    public static ModelProgram WithData(string program, string dataFolder) =>
        Load(Path.Combine(AppContext.BaseDirectory, "Programs", program), Path.Combine(Snnc.Tests.Repository.Data, dataFolder));

    /// <summary>The same with weights from a file of another format that holds the same tensors.</summary>
    public static ModelProgram WithData(string program, string dataFolder, string weights, string instead)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Programs", program);
        var text = File.ReadAllText(path);
        text.ShouldContain(weights);
        return Of(new SourceText(path, text.Replace(weights, instead, StringComparison.Ordinal)), Path.Combine(Snnc.Tests.Repository.Data, dataFolder));
    }

    /// <summary>A program with its weights beside it.</summary>
    public static ModelProgram Load(string path, string? weightFolder = null, string? network = null) =>
        Of(new SourceText(path, File.ReadAllText(path)), weightFolder ?? Path.GetDirectoryName(path)!, network);

    /// <summary>A program that is a text, with weights from a folder.</summary>
    public static ModelProgram Of(string text, string weightFolder = ".") => Of(new SourceText(Path.GetFullPath("program.snn"), text), weightFolder);

    /// <summary>The same program with another number of steps.</summary>
    public ModelProgram WithSteps(int steps) => new(Graph with { Time = Graph.Time with { Steps = steps } }, _weights);

    public INetworkRunner OnCSharp() => CSharpRunner.Compile(PlainPlanner.Plan(PassPipeline.Run(Graph, PassOptions.Default)), _weights);

    public INetworkRunner OnNative() =>
        NativeRunner.Compile(PlainPlanner.Plan(PassPipeline.Run(Graph, PassOptions.Default)), _weights, isObserved: true);

    /// <summary>As planned for speed, with some passes off; what is fused cannot be watched node by node.</summary>
    public INetworkRunner OnCSharp(PassOptions options) => CSharpRunner.Compile(Planner.Plan(PassPipeline.Run(Graph, options), options), _weights);

    /// <inheritdoc cref="OnCSharp(PassOptions)"/>
    public INetworkRunner OnNative(PassOptions options) => NativeRunner.Compile(Planner.Plan(PassPipeline.Run(Graph, options), options), _weights);

    /// <summary>The same, made for inferences that may end early.</summary>
    public INetworkRunner OnNativeThatEndsEarly(PassOptions options) => NativeRunner.Compile(
        Planner.Plan(PassPipeline.Run(Graph, options), options), _weights, isObserved: !options.IsOn(PlanPass.Fusion), mayEndEarly: true);

    public INetworkRunner OnInterpreter() => new InterpreterRunner(Graph, _weights);

    private static ModelProgram Of(SourceText text, string weightFolder, string? network = null)
    {
        var weights = new FolderResolver(weightFolder, Path.GetDirectoryName(text.Path)!);
        var compilation = Compilation.Create(text, new BesideFile(), weights);
        compilation.Diagnostics.Where(d => d.Severity == Snnc.Compiler.Diagnostics.Severity.Error)
            .Select(d => $"{d.Location.Start}: {d.Code} {d.Message}").ShouldBeEmpty();
        return new ModelProgram(compilation.Graphs.First(graph => network is null || graph.Name == network), weights);
    }

    // What is not in the folder is the program's own.
    private sealed class FolderResolver(string folder, string programFolder) : ITensorResolver
    {
        private readonly FileTensorResolver _files = new();

        public ITensorSource Open(string sourcePath, string reference) =>
            _files.Open(Path.Combine(File.Exists(Path.Combine(folder, reference)) ? folder : programFolder, "program.snn"), reference);
    }

    private sealed class BesideFile : ISourceResolver
    {
        public SourceText? TryRead(string fromPath, string reference)
        {
            var path = Path.Combine(Path.GetDirectoryName(fromPath)!, reference);
            return File.Exists(path) ? new SourceText(path, File.ReadAllText(path)) : null;
        }
    }
}

/// <summary>What runs and expectations need of runners.</summary>
internal static class Runs
{
    /// <summary>Runs a sample and gives the outputs as doubles.</summary>
    public static double[][] Outputs(this INetworkRunner runner, long sample, params float[][] inputs)
    {
        var outputs = RunArguments.CreateOutputs(runner);
        runner.Run(sample, inputs, outputs);
        return [.. outputs.Select(output => output is long[] wholes ? Array.ConvertAll(wholes, x => (double)x) : Array.ConvertAll((float[])output, x => (double)x))];
    }

    /// <summary>Runs a sample and gives the values of nodes, step after step, by name.</summary>
    public static RunRecord Record(this INetworkRunner runner, long sample, params float[][] inputs)
    {
        var record = new RunRecord(runner.Nodes);
        runner.Observer = record;
        runner.Outputs(sample, inputs);
        runner.Observer = null;
        return record;
    }

    /// <summary>The index of the largest, the lowest on ties.</summary>
    public static int ArgMax(this IReadOnlyList<double> values) => Enumerable.Range(0, values.Count).MaxBy(i => (values[i], -i));
}
