using System;
using System.IO;
using System.Linq;
using BenchmarkDotNet.Attributes;
using Snnc.Compiler;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Passes;
using Snnc.Compiler.Tensors;
using Snnc.Compiler.Text;
using Snnc.Execution;
using Snnc.Tensors;
using Snnc.Tests;

namespace Snnc.Benchmarks;

/// <summary>Whole networks, one sample an inference, on one thread: this project's samples, and the interpreter for scale.</summary>
[MemoryDiagnoser]
public class NetworkBenchmarks
{
    private INetworkRunner _runner = null!;
    private float[][] _input = [];
    private Array[] _outputs = [];

    /// <summary>Gets or sets the sample.</summary>
    [Params("digits", "cuba")]
    public string Sample { get; set; } = "digits";

    /// <summary>Gets or sets what runs it.</summary>
    [Params("csharp", "native", "interpreter")]
    public string Backend { get; set; } = "csharp";

    /// <summary>Compiles and loads.</summary>
    [GlobalSetup]
    public void Load()
    {
        var path = Repository.PathOf("samples", Sample, $"{Sample}.snn");
        var tensors = new FileTensorResolver();
        var graph = Compilation.Create(new SourceText(path, File.ReadAllText(path)), new Sources(), tensors).Graphs[0];
        var plan = PlainPlanner.Plan(PassPipeline.Run(graph, PassOptions.Default));
        _runner = Backend switch
        {
            "csharp" => CSharpRunner.Compile(plan, tensors),
            "native" => NativeRunner.Compile(plan, tensors),
            _ => new InterpreterRunner(graph, tensors),
        };
        _input = [.. graph.Nodes.Where(node => node.Op is InputOp).Select(_ => Image())];
        _outputs = RunArguments.CreateOutputs(_runner);
    }

    /// <summary>One inference.</summary>
    [Benchmark]
    public void Run() => _runner.Run(0, _input, _outputs);

    private static float[] Image()
    {
        var image = new float[784];
        TensorFile.Open(Repository.PathOf("samples", "digits", "digits.data.npz")).Read("image").CopyTo(0, image, image.Length);
        return image;
    }
}
