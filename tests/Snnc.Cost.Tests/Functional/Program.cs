using System.IO;
using System.Linq;
using Shouldly;
using Snnc.Compiler;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Passes;
using Snnc.Compiler.Tensors;
using Snnc.Compiler.Text;
using Snnc.Cost.Functional;
using Snnc.Execution;
using Snnc.Tensors;

namespace Snnc.Cost.Tests.Functional;

/// <summary>A program without files, as it is and as a target computes it.</summary>
internal sealed class Program
{
    private readonly ITensorResolver _tensors;

    private Program(Graph graph, ITensorResolver tensors) => (Graph, _tensors) = (graph, tensors);

    public Graph Graph { get; }

    public static Program Of(string text, params NamedArray[] weights)
    {
        var tensors = new NamedArrays("weights.npz", weights);
        var compilation = Compilation.Create(new SourceText("program.snn", text), new NoFiles(), tensors);
        compilation.Diagnostics.Where(d => d.Severity == Severity.Error).Select(d => $"{d.Location.Start}: {d.Message}").ShouldBeEmpty();
        return new Program(compilation.Graphs.Single(), tensors);
    }

    public Program On(TargetArithmetic arithmetic, int seed = 0)
    {
        var (graph, tensors) = FunctionalModel.Apply(Graph, _tensors, arithmetic, seed: seed);
        IrVerifier.Verify(graph).Select(d => d.Message).ShouldBeEmpty();
        return new Program(graph, tensors);
    }

    /// <summary>The outputs, which the interpreter and C# must agree in.</summary>
    public double[][] Run(params float[][] inputs)
    {
        var results = Outputs(new InterpreterRunner(Graph, _tensors), inputs);
        var plan = PlainPlanner.Plan(PassPipeline.Run(Graph, PassOptions.Default));
        Outputs(CSharpRunner.Compile(plan, _tensors), inputs).ShouldBe(results);
        return results;
    }

    private static double[][] Outputs(INetworkRunner runner, float[][] inputs)
    {
        var outputs = RunArguments.CreateOutputs(runner);
        runner.Run(0, inputs, outputs);
        return [.. outputs.Select(output => output.Cast<object>().Select(System.Convert.ToDouble).ToArray())];
    }

    private sealed class NoFiles : ISourceResolver
    {
        public SourceText? TryRead(string fromPath, string reference) => throw new FileNotFoundException(reference);
    }
}
