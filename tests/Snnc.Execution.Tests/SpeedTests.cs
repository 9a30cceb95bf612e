using System;
using System.Diagnostics;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Tests.Ir;
using Snnc.Tests;
using Xunit;
using Xunit.Abstractions;
using static Snnc.Compiler.Tests.Ir.GraphBuilder;
using static Snnc.Execution.Tests.Backends;

namespace Snnc.Execution.Tests;

/// <summary>Says how fast emitted code is; fails only where something is out of all proportion.</summary>
public sealed class SpeedTests(ITestOutputHelper output)
{
    [Fact]
    public void Run_LifNetworkOfImageSize_TakesAFractionOfAMillisecond()
    {
        var graph = new GraphBuilder(16).Input("image", Frame(784)).Real("w1", [128, 784], Weights(128 * 784, 1)).Real("b1", [128], Weights(128, 2))
            .Real("w2", [10, 128], Weights(1280, 3))
            .Real("beta", [], 0.5).Constant("one", ElementType.Real, new LoadNumber(1)).Constant("zero", ElementType.Real, new LoadNumber(0))
            .Node("e", new EncodeConstantOp(), Signal(784), "image").Node("fc1", new DenseOp("w1", "b1"), Signal(128), "e")
            .Node("s1", Models.Leaky(), Spikes(128), "fc1")
            .Node("fc2", new DenseOp("w2", null), Signal(10), "s1").Node("s2", Models.Leaky(), Spikes(10), "fc2")
            .Node("counts", new DecodeOp(DecodeKind.Sum, null), Frame(10), "s2").Output("counts");
        var start = Stopwatch.GetTimestamp();
        var runner = CSharp(graph);
        var compiled = Stopwatch.GetElapsedTime(start);
        float[][] inputs = [Dyadic(784, 7, density: 0.2)];
        var outputs = RunArguments.CreateOutputs(runner);
        var samples = FullRun.IsOn ? 10_000 : 500;
        runner.Run(0, inputs, outputs);

        start = Stopwatch.GetTimestamp();
        for (var sample = 0; sample < samples; sample++)
        {
            runner.Run(sample, inputs, outputs);
        }

        var microseconds = Stopwatch.GetElapsedTime(start).TotalMicroseconds / samples;
        output.WriteLine($"compiled and loaded in {compiled.TotalMilliseconds:0} ms, {microseconds:0} us per inference");
        microseconds.ShouldBeLessThan(5000);
    }
}
