using System;
using System.Linq;
using Shouldly;
using Snnc.Compiler;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Passes;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Text;
using Snnc.Execution;
using Snnc.Import.Nir.Exporting;
using Snnc.Tensors;

namespace Snnc.Import.Tests;

/// <summary>An imported network, compiled: a program without errors or warnings, in canonical form.</summary>
internal sealed class ImportedProgram
{
    private readonly NamedArrays _tensors;
    private readonly Compilation _compilation;

    public ImportedProgram(ImportedNetwork network)
    {
        Text = network.Text;
        Formatter.Format(SyntaxTree.Parse(new SourceText("net.snn", network.Text))).ShouldBe(network.Text);
        _tensors = new NamedArrays("net.npz", network.Tensors);
        _compilation = Compilation.Create(new SourceText("net.snn", network.Text), new NoFiles(), _tensors);
        _compilation.Diagnostics.Where(d => d.Severity == Severity.Error)
            .Select(d => $"{d.Location.Start}: {d.Code} {d.Message}").ShouldBeEmpty(network.Text);
        Graph = _compilation.Graphs[0];
    }

    public string Text { get; }

    public Graph Graph { get; }

    public ExportedNetwork Export() => NirExporter.Export(_compilation.Networks[0], _tensors);

    public INetworkRunner Interpreted() => new InterpreterRunner(Graph, _tensors);

    public INetworkRunner OnCSharp() => CSharpRunner.Compile(PlainPlanner.Plan(PassPipeline.Run(Graph, PassOptions.Default)), _tensors);

    /// <summary>Runs the interpreter and gives the outputs.</summary>
    public double[][] Run(params float[][] inputs) => Outputs(Interpreted(), inputs);

    /// <summary>Runs a sample and gives the outputs as doubles.</summary>
    public static double[][] Outputs(INetworkRunner runner, params float[][] inputs)
    {
        var outputs = RunArguments.CreateOutputs(runner);
        runner.Run(0, inputs, outputs);
        return [.. outputs.Select(output => output is long[] wholes ? Array.ConvertAll(wholes, x => (double)x) : Array.ConvertAll((float[])output, x => (double)x))];
    }

    /// <summary>Runs the interpreter and gives the values of nodes, step after step, by name.</summary>
    public RunRecord Record(params float[][] inputs)
    {
        var runner = Interpreted();
        var record = new RunRecord(runner.Nodes);
        runner.Observer = record;
        _ = Outputs(runner, inputs);
        return record;
    }

    private sealed class NoFiles : ISourceResolver
    {
        public SourceText? TryRead(string fromPath, string reference) => null;
    }
}
