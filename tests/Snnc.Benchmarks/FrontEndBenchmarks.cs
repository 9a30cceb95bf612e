using System.Linq;
using System.Text;
using BenchmarkDotNet.Attributes;
using Snnc.Compiler;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Text;
using Snnc.Tensors;

namespace Snnc.Benchmarks;

/// <summary>From text to a tree, and from text to graphs.</summary>
[MemoryDiagnoser]
public class FrontEndBenchmarks
{
    private readonly SourceText _lines = Program(10_000, "            ");
    private readonly SourceText _nodes = Program(500, "");

    /// <summary>Parses about 10,000 lines.</summary>
    [Benchmark]
    public SyntaxTree Parse_10000Lines() => SyntaxTree.Parse(_lines);

    /// <summary>Compiles a network of 1,000 nodes to its graph.</summary>
    [Benchmark]
    public Compilation Compile_1000Nodes() => Compilation.Create(_nodes, new Sources(), new FileTensorResolver());

    // A chain of dense layers and populations, a pair of them a line.
    private static SourceText Program(int pairs, string indent)
    {
        var text = new StringBuilder("network Chain {\n    time { step = 1 ms; steps = 4; }\n    input x: spikes[16];\n    x -> c0: dense(16) -> n0: lif();\n");
        foreach (var i in Enumerable.Range(1, pairs - 1))
        {
            text.Append(indent).AppendLine($"    n{i - 1} -> c{i}: dense(16) -> n{i}: lif(tau = {i % 9 + 1} ms);");
        }

        return new SourceText("chain.snn", text.Append($"    output y = n{pairs - 1};\n}}\n").ToString());
    }
}
