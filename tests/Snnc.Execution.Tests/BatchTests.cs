using System;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Ir.Interpretation;
using Snnc.Compiler.Passes;
using Snnc.Compiler.Tests.Ir;
using Snnc.Runtime;
using Snnc.Tests;
using Xunit;
using static Snnc.Compiler.Tests.Ir.GraphBuilder;
using static Snnc.Execution.Tests.Backends;

namespace Snnc.Execution.Tests;

/// <summary>Networks without time run many samples at once, and give what the interpreter gives for each.</summary>
public sealed class BatchTests
{
    // Sums of up to some hundreds, in another order.
    private const double Tolerance = 1e-3;

    [Theory]
    [InlineData(1)]
    [InlineData(25)]
    [InlineData(70)]
    public void RunBatch_CSharp_AgreesWithTheInterpreter(int samples)
    {
        foreach (var graph in samples > 64 ? [Layers()] : Networks())
        {
            var runner = CSharpRunner.Compile(Planner.Plan(graph.Graph, PassOptions.Default), graph.Tensors);
            runner.Warnings.ShouldBeEmpty(runner.Source);
            Agree(graph, runner, samples);
        }
    }

    [LlvmTheory]
    [InlineData(1)]
    [InlineData(25)]
    [InlineData(70)]
    public void RunBatch_Native_AgreesWithTheInterpreter(int samples)
    {
        foreach (var graph in samples > 64 ? [Layers()] : Networks())
        {
            Agree(graph, NativeRunner.Compile(Planner.Plan(graph.Graph, PassOptions.Default), graph.Tensors), samples);
        }
    }

    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(19)]
    public void RunBatch_CSharpOfManyInputs_AgreesWithTheInterpreter(int samples)
    {
        var graph = Deep();
        Agree(graph, CSharpRunner.Compile(Planner.Plan(graph.Graph, PassOptions.Default), graph.Tensors), samples);
    }

    [LlvmTheory]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(19)]
    public void RunBatch_NativeOfManyInputs_AgreesWithTheInterpreter(int samples)
    {
        var graph = Deep();
        Agree(graph, NativeRunner.Compile(Planner.Plan(graph.Graph, PassOptions.Default), graph.Tensors), samples);
    }

    [Fact]
    public void RunBatch_WithTheBatchPassOff_AgreesWithTheInterpreter()
    {
        var graph = Layers();
        var plan = Planner.Plan(graph.Graph, PassOptions.Default with { Disabled = [PlanPass.Batch] });

        plan.Samples.ShouldBe(1);
        Agree(graph, CSharpRunner.Compile(plan, graph.Tensors), 5);
    }

    [Fact]
    public void Plan_OfFrames_RunsTheReluWhereTheSumsAre()
    {
        var plan = Planner.Plan(Layers().Graph, PassOptions.Default);

        plan.Samples.ShouldBeGreaterThan(1);
        plan.Stages.Single().Regions.ShouldContain(region => region.Nodes.Select(node => node.Node.Name).SequenceEqual(new[] { "fc1", "r1" }));
    }

    [Fact]
    public void RunBatch_WhileWatched_ShowsEachSampleWithoutAStep()
    {
        var graph = Layers();
        var runner = CSharpRunner.Compile(Planner.Plan(graph.Graph, PassOptions.Default), graph.Tensors);
        var (inputs, outputs) = Arrays(graph, runner, 3);
        var statistics = new StepCounter();

        runner.Observer = statistics;
        runner.RunBatch(0, 0, 3, inputs, outputs);

        statistics.Steps.ShouldAllBe(step => step == -1);
        statistics.Steps.Count(_ => true).ShouldBeGreaterThan(3);
    }

    [Fact]
    public void Pool_OfThreeThreads_GivesWhatOneGives()
    {
        var graph = Layers();
        var runner = CSharpRunner.Compile(Planner.Plan(graph.Graph, PassOptions.Default), graph.Tensors);
        var pool = new NetworkPool([runner, runner.CreateAnother(), runner.CreateAnother()]);
        foreach (var samples in new[] { 1, 2, 3, 7, 40 })
        {
            var (inputs, expected) = Arrays(graph, runner, samples);
            var (_, outputs) = Arrays(graph, runner, samples);
            runner.RunBatch(0, 0, samples, inputs, expected);

            pool.RunBatch(0, samples, inputs, outputs);

            for (var i = 0; i < outputs.Length; i++)
            {
                Near(outputs[i], expected[i], $"{runner.Outputs[i].Name} of {samples} samples");
            }
        }
    }

    [Fact]
    public void Pool_OfAnInferenceThatFails_SaysWhy()
    {
        var graph = Frames().Input("x", Frame(2)).Real("table", [3, 8], Weights(24, 1)).Real("w", [8, 16], Weights(128, 2))
            .Node("e", new EmbeddingOp("table"), Frame(2, 8), "x").Node("flat", new ReshapeOp(), Frame(16), "e")
            .Node("fc", new DenseOp("w", null), Frame(8), "flat").Output("fc");
        var runner = CSharpRunner.Compile(Planner.Plan(graph.Graph, PassOptions.Default), graph.Tensors);
        var pool = new NetworkPool([runner, runner.CreateAnother()]);
        var outputs = new Array[] { new float[32] };

        Should.Throw<RunException>(() => pool.RunBatch(0, 4, [[0, 1, 2, 1, 0, 9, 1, 1]], outputs));
        pool.RunBatch(0, 4, [[0, 1, 2, 1, 0, 2, 1, 1]], outputs);
    }

    private static void Agree(GraphBuilder graph, INetworkRunner runner, int samples)
    {
        var interpreter = new InterpreterRunner(graph.Graph, graph.Tensors);
        var (inputs, outputs) = Arrays(graph, runner, samples);
        runner.RunBatch(0, 0, samples, inputs, outputs);
        for (var sample = 0; sample < samples; sample++)
        {
            var (one, expected, alone) = (Of(inputs, sample, samples), RunArguments.CreateOutputs(runner), RunArguments.CreateOutputs(runner));
            interpreter.Run(sample, one, expected);
            runner.Run(sample, one, alone);
            for (var i = 0; i < outputs.Length; i++)
            {
                Near(Slice(outputs[i], sample, expected[i].Length), expected[i], $"{runner.Outputs[i].Name} of sample {sample}");
                Near(alone[i], expected[i], $"{runner.Outputs[i].Name} of sample {sample} alone");
            }
        }
    }

    private static void Near(Array given, Array expected, string what)
    {
        for (var i = 0; i < expected.Length; i++)
        {
            var (x, y) = (Convert.ToDouble(given.GetValue(i), null), Convert.ToDouble(expected.GetValue(i), null));
            Math.Abs(x - y).ShouldBeLessThanOrEqualTo(Tolerance, $"{what}, element {i}");
        }
    }

    private static (float[][] Inputs, Array[] Outputs) Arrays(GraphBuilder graph, INetworkRunner runner, int samples) => (
        [.. graph.Graph.Nodes.Where(node => node.Op is InputOp).Select((node, i) => Dyadic((int)node.Type.Shape.Size * samples, i))],
        [.. RunArguments.CreateOutputs(runner).Select(array => array is long[] ? (Array)new long[array.Length * samples] : new float[array.Length * samples])]);

    private static float[][] Of(float[][] all, int sample, int samples) =>
        [.. all.Select(array => array.AsSpan(sample * (array.Length / samples), array.Length / samples).ToArray())];

    private static Array Slice(Array all, int sample, int length)
    {
        var part = all is long[] ? (Array)new long[length] : new float[length];
        Array.Copy(all, sample * length, part, 0, length);
        return part;
    }

    private static GraphBuilder[] Networks() => [Layers(), Images(PoolKind.Average, 16), Images(PoolKind.Max, 8), Images(PoolKind.Sum, 5), Rows()];

    // 150 outputs are more than two tiles, 20 no full eights; one relu is read twice, one sum is given to the caller.
    private static GraphBuilder Layers() => Frames().Input("x", Frame(70)).Input("z", Frame(150)).Real("w1", [150, 70], Weights(150 * 70, 1))
        .Real("b1", [150], Weights(150, 2)).Real("w2", [150, 150], Weights(150 * 150, 3)).Real("w3", [20, 150], Weights(20 * 150, 4))
        .Node("fc1", new DenseOp("w1", "b1"), Frame(150), "x").Node("r1", new ActivationOp(ActivationKind.Relu), Frame(150), "fc1")
        .Node("fc2", new DenseOp("w2", null), Frame(150), "r1").Node("add", new AddOp(), Frame(150), "fc2", "r1", "z")
        .Node("r2", new ActivationOp(ActivationKind.Relu), Frame(150), "add").Node("fc3", new DenseOp("w3", null), Frame(20), "r2")
        .Node("r3", new ActivationOp(ActivationKind.Relu), Frame(20), "fc3").Node("label", new ArgMaxOp(), Whole(Frame()), "r3")
        .Output("fc3", "r3", "label", "x");

    // The weights of a tile are more than the nearest cache holds, and no multiple of what is gone through at once.
    private static GraphBuilder Deep() => Frames().Input("x", Frame(333)).Real("w1", [140, 333], Weights(140 * 333, 1)).Real("b1", [140], Weights(140, 2))
        .Real("w2", [20, 140], Weights(20 * 140, 3)).Node("fc1", new DenseOp("w1", "b1"), Frame(140), "x")
        .Node("r1", new ActivationOp(ActivationKind.Relu), Frame(140), "fc1").Node("fc2", new DenseOp("w2", null), Frame(20), "r1").Output("fc1", "fc2");

    // Rows of output pixels longer and shorter than a register tile; a stride; 5 channels are no full eights.
    private static GraphBuilder Images(PoolKind pool, int channels) => Frames().Input("x", Frame(3, 18, 27))
        .Real("k1", [channels, 3, 3, 3], Weights(27 * channels, 1)).Real("b1", [channels], Weights(channels, 2))
        .Real("k2", [32, channels, 3, 3], Weights(288 * channels, 3)).Real("w", [10, 32 * 5 * 7], Weights(320 * 35, 4))
        .Node("c1", new ConvOp(2, 3, 1, 1, 1, 1, "k1", "b1"), Frame(channels, 18, 27), "x")
        .Node("r1", new ActivationOp(ActivationKind.Relu), Frame(channels, 18, 27), "c1")
        .Node("p", new PoolOp(pool, 2, 2, 0), Frame(channels, 9, 13), "r1")
        .Node("c2", new ConvOp(2, 3, 2, 1, 1, 1, "k2", null), Frame(32, 5, 7), "p").Node("r2", new ActivationOp(ActivationKind.Relu), Frame(32, 5, 7), "c2")
        .Node("flat", new ReshapeOp(), Frame(32 * 35), "r2").Node("fc", new DenseOp("w", null), Frame(10), "flat")
        .Node("soft", new SoftmaxOp(0), Frame(10), "fc").Output("fc", "soft", "p", "c2");

    // Weights shared along an axis have no tiles; what stands behind them has.
    private static GraphBuilder Rows() => Frames().Input("x", Frame(4, 12)).Real("w1", [16, 12], Weights(192, 1)).Real("w2", [9, 64], Weights(576, 2))
        .Node("fc1", new DenseOp("w1", null), Frame(4, 16), "x").Node("r1", new ActivationOp(ActivationKind.Relu), Frame(4, 16), "fc1")
        .Node("soft", new SoftmaxOp(1), Frame(4, 16), "r1").Node("flat", new ReshapeOp(), Frame(64), "soft")
        .Node("fc2", new DenseOp("w2", null), Frame(9), "flat").Node("r2", new ActivationOp(ActivationKind.Relu), Frame(9), "fc2").Output("r2", "r1");
}
