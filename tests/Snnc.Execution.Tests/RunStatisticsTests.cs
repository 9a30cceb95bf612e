using System;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Tests.Ir;
using Xunit;
using static Snnc.Compiler.Tests.Ir.GraphBuilder;

namespace Snnc.Execution.Tests;

public sealed class RunStatisticsTests
{
    [Theory]
    [InlineData("csharp")]
    [InlineData("interpreter")]
    public void Statistics_OfTwoThreads_AddUp(string backend)
    {
        var graph = new GraphBuilder(3).Input("s", Spikes(2)).Real("w", [], 2).Node("y", new ScaleOp("w"), Signal(2), "s").Output("y");
        INetworkRunner runner = backend == "csharp" ? Backends.CSharp(graph) : new InterpreterRunner(graph.Graph, graph.Tensors);
        runner.Backend.ShouldBe(backend);
        var (one, two) = (Watch(runner, [1, 0, 1, 1, 0, 0]), Watch(runner.CreateAnother(), [0, 0, 0, 1, 0, 1]));

        one.Add(two);

        one.Samples.ShouldBe(2);
        one.SpikesOf(0).ShouldBe(5);
        one.SpikesPerStep(0).ShouldBe([1, 3, 1]);
        one.RateOf(0).ShouldBe(5 / 12.0);
        one.SpikesPerStep(1).ShouldBeEmpty();
        one.RateOf(1).ShouldBe(0);
        one.Timings.Median.ShouldBe(15);
    }

    [Fact]
    public void Timings_Quantiles_LieBetweenTheTimes()
    {
        var timings = new Timings([30, 10, 20]);

        timings.Median.ShouldBe(20);
        timings.P10.ShouldBe(12, 1e-9);
        timings.P90.ShouldBe(28, 1e-9);
        timings.TotalSeconds.ShouldBe(60e-6, 1e-12);
        new Timings([]).Median.ShouldBe(0);
    }

    private static RunStatistics Watch(INetworkRunner runner, float[] spikes)
    {
        var statistics = new RunStatistics(runner.Nodes);
        runner.Observer = new ObserverGroup([statistics, new RunRecord(runner.Nodes)]);
        runner.Run(0, [spikes], RunArguments.CreateOutputs(runner));
        statistics.AddSample(TimeSpan.FromMicroseconds(spikes[0] > 0 ? 10 : 20));
        return statistics;
    }
}
