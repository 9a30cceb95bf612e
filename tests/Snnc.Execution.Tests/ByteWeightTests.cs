using System;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Passes;
using Snnc.Compiler.Tests.Ir;
using Xunit;
using static Snnc.Compiler.Tests.Ir.GraphBuilder;
using static Snnc.Execution.Tests.Backends;
using static Snnc.Execution.Tests.Models;

namespace Snnc.Execution.Tests;

/// <summary>Networks with weights of eight bits mean the same on every back end, bit for bit, though their weights are no short numbers.</summary>
public sealed class ByteWeightTests
{
    [Fact]
    public void Run_RoundedNetwork_AgreesInEveryBit()
    {
        var builder = Layers();
        var graph = ByteWeights.Round(builder.Graph);
        IrVerifier.Verify(graph).ShouldBeEmpty();
        var plan = Planner.Plan(graph, PassOptions.Default);
        var runners = Planned(plan, builder).ToList();
        ((CSharpRunner)runners[0]).Source.ShouldContain("TiledByteWeights.Pack(");
        var interpreter = new InterpreterRunner(graph, builder.Tensors);
        for (var sample = 0; sample < 6; sample++)
        {
            // In half of the samples the first steps bring counts, and in some steps all inputs are active: more than 16 bits hold.
            float[][] inputs = [SpikeTrain(300 * 20, sample, 0.2)];
            Array.Fill(inputs[0], 1, 300 * 11, 300);
            inputs[0][7] = sample % 2 == 0 ? 3 : inputs[0][7];
            runners.ShouldAllBe(runner => new RunComparison(0).Compare(interpreter, runner, sample, inputs, 0) == null);
        }
    }

    [Fact]
    public void Round_Weights_AreNearTheirOriginals()
    {
        var builder = Layers();
        var (exact, rounded) = (new InterpreterRunner(builder.Graph, builder.Tensors), new InterpreterRunner(ByteWeights.Round(builder.Graph), builder.Tensors));
        float[][] inputs = [SpikeTrain(300 * 20, 1, 0.2)];
        var (a, b) = (RunArguments.CreateOutputs(exact), RunArguments.CreateOutputs(rounded));
        exact.Run(0, inputs, a);
        rounded.Run(0, inputs, b);

        var (first, second) = ((float[])a[1], (float[])b[1]);
        first.ShouldNotBe(second);
        first.Zip(second, (x, y) => Math.Abs(x - y)).Max().ShouldBeLessThan(0.05f);
    }

    private static double[] Real(int length, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (random.NextDouble() - 0.5) * 0.3)];
    }

    private static GraphBuilder Layers() => new GraphBuilder(20).Input("x", Spikes(300)).Real("w1", [100, 300], Real(30_000, 1)).Real("b1", [100], Real(100, 2))
        .Real("w2", [10, 100], Real(1000, 3)).Real("half", [], 0.5).Real("one", [], 1).Real("zero", [], 0)
        .Node("fc1", new DenseOp("w1", "b1"), Signal(100), "x").Node("h", Leaky(decay: "half"), Spikes(100), "fc1")
        .Node("fc2", new DenseOp("w2", null), Signal(10), "h").Node("o", Leaky(decay: "half"), Spikes(10), "fc2").Output("o", "fc1");
}
