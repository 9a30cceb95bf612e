using System.IO;
using System.Linq;
using Snnc.Compiler;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Passes;
using Snnc.Compiler.Tensors;
using Snnc.Compiler.Text;
using Snnc.Cost.Workloads;
using Snnc.Execution;
using Snnc.Tensors;
using Snnc.Tests;

namespace Snnc.Cost.Tests;

/// <summary>A program of the samples with weights of the data.</summary>
internal sealed class SampleProgram : ITensorResolver
{
    private readonly FileTensorResolver _files = new();
    private readonly string _sample;
    private readonly string _data;

    /// <summary>Compiles it.</summary>
    /// <param name="sample">Its folder and file under samples.</param>
    /// <param name="data">The folder of the data that has the weights that the sample's folder has not.</param>
    /// <param name="network">Which of its networks.</param>
    public SampleProgram(string sample, string data, string network)
    {
        var path = Repository.PathOf("samples", sample);
        (_sample, _data) = (Path.GetDirectoryName(path)!, Path.Combine(Repository.Data, data));
        var compilation = Compilation.Create(new SourceText(path, File.ReadAllText(path)), new NoFiles(), this);
        Graph = compilation.HasErrors
            ? throw new InvalidDataException(string.Join("; ", compilation.Diagnostics.Select(d => $"{d.Location.Start.Line}: {d.Code} {d.Message}")))
            : compilation.Graphs.First(graph => graph.Name == network);
    }

    public Graph Graph { get; }

    public INetworkRunner Runner() => CSharpRunner.Compile(PlainPlanner.Plan(PassPipeline.Run(Graph, PassOptions.Default)), this);

    public Workload Workload(WorkloadActivity? activity = null) =>
        WorkloadBuilder.From(Planner.Plan(PassPipeline.Run(Graph, PassOptions.Default), PassOptions.Default), activity ?? WorkloadActivity.Estimated, this);

    public ITensorSource Open(string sourcePath, string reference) =>
        _files.Open(Path.Combine(File.Exists(Path.Combine(_sample, reference)) ? _sample : _data, "program.snn"), reference);

    private sealed class NoFiles : ISourceResolver
    {
        public SourceText? TryRead(string fromPath, string reference) => null;
    }
}
