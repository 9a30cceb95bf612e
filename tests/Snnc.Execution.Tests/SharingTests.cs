using System;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Passes;
using Snnc.Compiler.Plan;
using Snnc.Compiler.Tests.Ir;
using Snnc.Runtime;
using Snnc.Tests;
using Xunit;
using static Snnc.Compiler.Tests.Ir.GraphBuilder;
using static Snnc.Execution.Tests.Models;

namespace Snnc.Execution.Tests;

/// <summary>Threads share samples, or the tiles of large layers; what comes of it is the same in every bit.</summary>
public sealed class SharingTests
{
    private const int MostThreads = 8;
    private static readonly int[] Samples = [1, 2, 3, 5, 9, 33, 70];

    [Theory]
    [InlineData("layers")]
    [InlineData("images")]
    [InlineData("spikes")]
    [InlineData("narrow")]
    public void Pool_CSharp_GivesTheSameOnAnyNumberOfThreads(string network)
    {
        var (graph, plan) = Plan(network);
        var runner = CSharpRunner.Compile(plan, graph.Tensors);
        runner.Warnings.ShouldBeEmpty(runner.Source);
        Agree(runner, network);
    }

    [LlvmTheory]
    [InlineData("layers")]
    [InlineData("images")]
    [InlineData("spikes")]
    [InlineData("narrow")]
    public void Pool_Native_GivesTheSameOnAnyNumberOfThreads(string network)
    {
        var (graph, plan) = Plan(network);
        Agree(NativeRunner.Compile(plan, graph.Tensors), network);
    }

    [Fact]
    public void Plan_WithThePassOff_SharesNothing()
    {
        var plan = Planner.Plan(Layers().Graph, PassOptions.Default with { Disabled = [PlanPass.Threads] });

        plan.IsShared.ShouldBeFalse();
    }

    [Fact]
    public void Plan_OfLargeLayers_SaysFromWhenOnTheyAreShared()
    {
        var text = PlanPrinter.Print(Planner.Plan(Layers().Graph, PassOptions.Default));

        text.ShouldContain("threads: share its 8 tiles, from one sample on");
    }

    [Fact]
    public void Threads_BelowOne_AreRefused()
    {
        var graph = Layers();
        var runner = CSharpRunner.Compile(Planner.Plan(graph.Graph, PassOptions.Default), graph.Tensors);

        Should.Throw<ArgumentOutOfRangeException>(() => runner.Threads = 0);
    }

    private static (GraphBuilder Graph, ExecutionPlan Plan) Plan(string network)
    {
        var graph = network switch
        {
            "layers" => Layers(),
            "images" => Images(),
            "spikes" => Spiking(weight => weight),
            _ => Spiking(weight => Math.Round(weight * 4096) / 4096),
        };
        var plan = Planner.Plan(graph.Graph, PassOptions.Default with { Tensors = graph.Tensors });
        plan.IsShared.ShouldBeTrue();
        plan.Stages.SelectMany(stage => stage.Nodes).Any(node => node.WeightBits == 16).ShouldBe(network == "narrow");
        return (graph, plan);
    }

    private static void Agree(INetworkRunner runner, string network)
    {
        var random = new Random(3);
        INetwork[] others = [.. Enumerable.Range(0, MostThreads).Select(_ => runner.CreateAnother())];
        var pools = Enumerable.Range(1, MostThreads).Select(threads => new NetworkPool(others[..threads])).ToList();
        foreach (var samples in Samples)
        {
            float[][] inputs = [.. runner.Inputs.Select(input => Enumerable.Range(0, samples * RunArguments.LengthOf(runner, input))
                .Select(_ => input.Kind == Snnc.Runtime.ValueKind.Spikes ? random.Next(10) == 0 ? 1f : 0f : random.NextSingle()).ToArray())];
            var expected = Outputs(runner, samples);
            runner.RunBatch(0, 0, samples, inputs, expected);
            for (var threads = 1; threads <= MostThreads; threads++)
            {
                // The sharing of tiles by itself, of all samples at once.
                var outputs = Outputs(runner, samples);
                runner.Threads = threads;
                runner.RunBatch(0, 0, samples, inputs, outputs);
                runner.Threads = 1;
                Same(outputs, expected, $"{network}: {samples} samples, {threads} threads at one");

                outputs = Outputs(runner, samples);
                pools[threads - 1].RunBatch(0, samples, inputs, outputs);
                Same(outputs, expected, $"{network}: {samples} samples, {threads} threads");
            }
        }
    }

    private static void Same(Array[] outputs, Array[] expected, string what)
    {
        for (var i = 0; i < outputs.Length; i++)
        {
            ((float[])outputs[i]).AsSpan().SequenceEqual((float[])expected[i]).ShouldBeTrue($"output {i} of {what}");
        }
    }

    private static Array[] Outputs(INetworkRunner runner, int samples) =>
        [.. RunArguments.CreateOutputs(runner).Select(array => array is long[] ? (Array)new long[samples * array.Length] : new float[samples * array.Length])];

    // Sums of such numbers depend on their order.
    private static double[] Drawn(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (double)(random.NextSingle() - 0.45f) / 8)];
    }

    // The second layer's last tile has 20 outputs.
    private static GraphBuilder Layers() => Frames().Input("x", Frame(784)).Real("w1", [512, 784], Drawn(512 * 784, 1)).Real("b1", [512], Drawn(512, 2))
        .Real("w2", [532, 512], Drawn(532 * 512, 3)).Real("w3", [10, 532], Drawn(5320, 4))
        .Node("fc1", new DenseOp("w1", "b1"), Frame(512), "x").Node("r1", new ActivationOp(ActivationKind.Relu), Frame(512), "fc1")
        .Node("fc2", new DenseOp("w2", null), Frame(532), "r1").Node("fc3", new DenseOp("w3", null), Frame(10), "fc2").Output("fc2", "fc3");

    private static GraphBuilder Images() => Frames().Input("x", Frame(3, 20, 27)).Real("k1", [16, 3, 3, 3], Drawn(432, 1)).Real("b1", [16], Drawn(16, 2))
        .Real("k2", [32, 16, 3, 3], Drawn(4608, 3)).Real("w", [10, 32 * 10 * 13], Drawn(41600, 4))
        .Node("c1", new ConvOp(2, 3, 1, 1, 1, 1, "k1", "b1"), Frame(16, 20, 27), "x").Node("r1", new ActivationOp(ActivationKind.Relu), Frame(16, 20, 27), "c1")
        .Node("p", new PoolOp(PoolKind.Average, 2, 2, 0), Frame(16, 10, 13), "r1")
        .Node("c2", new ConvOp(2, 3, 1, 1, 1, 1, "k2", null), Frame(32, 10, 13), "p").Node("flat", new ReshapeOp(), Frame(32 * 130), "c2")
        .Node("fc", new DenseOp("w", null), Frame(10), "flat").Output("fc", "c2");

    private static GraphBuilder Spiking(Converter<double, double> weight) => new GraphBuilder(12).Input("x", Spikes(300))
        .Real("w1", [520, 300], Array.ConvertAll(Drawn(520 * 300, 1), weight)).Real("w2", [512, 520], Array.ConvertAll(Drawn(512 * 520, 2), weight)).Real("w3", [10, 512], Drawn(5120, 3)).Real("half", [], 0.5).Real("one", [], 0.2).Real("zero", [], 0)
        .Node("fc1", new DenseOp("w1", null), Signal(520), "x").Node("h1", Leaky(decay: "half"), Spikes(520), "fc1")
        .Node("fc2", new DenseOp("w2", null), Signal(512), "h1").Node("h2", Leaky(decay: "half"), Spikes(512), "fc2")
        .Node("fc3", new DenseOp("w3", null), Signal(10), "h2").Output("fc3", "h2");
}
