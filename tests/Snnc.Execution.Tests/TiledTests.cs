using System;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Passes;
using Snnc.Compiler.Plan;
using Snnc.Compiler.Targets;
using Snnc.Compiler.Tests.Ir;
using Snnc.Tests;
using Xunit;
using static Snnc.Compiler.Tests.Ir.GraphBuilder;
using static Snnc.Execution.Tests.Backends;
using static Snnc.Execution.Tests.Models;
using static Snnc.Execution.Tests.Plans;

namespace Snnc.Execution.Tests;

/// <summary>Plans in tiles of steps, region by region, give what the interpreter gives.</summary>
public sealed class TiledTests
{
    [Theory]
    [InlineData(Kernel.EventTiles)]
    [InlineData(Kernel.DenseTiles)]
    [InlineData(Kernel.StationaryTiles)]
    [InlineData(Kernel.SkipTiles)]
    public void Run_DenseLayers_AgreesWithTheInterpreter(string kernel) => AgreeTiled(Layers(), plan => With(plan, kernel));

    // What is kept for a kernel is what the plan says and no more.
    [Theory]
    [InlineData(Kernel.StationaryTiles, 4)]
    [InlineData(Kernel.StationaryTiles, 23)]
    [InlineData(Kernel.SkipTiles, 4)]
    [InlineData(Kernel.SkipTiles, 23)]
    public void Run_KernelThatCostsLeast_AgreesWithTheInterpreter(string kernel, int steps)
    {
        var cheap = CpuCosts.Default with { TileSweep = 1e-6 };
        cheap = kernel == Kernel.SkipTiles ? cheap with { SkipRate = 1e9, RelistEvent = 1e-9 } : cheap with { Stationary = 1e-9, StationaryRow = new LevelCosts(1e-9, 1e-9, 1e-9), RelistEvent = 1e-9 };
        AgreeTiled(Layers(), plan =>
        {
            var own = Planner.Plan(plan.Graph, PassOptions.Default with { Costs = cheap });
            own.Stages.SelectMany(stage => stage.Nodes).Count(node => node.Kernel == kernel).ShouldBe(3);
            return WithSteps(own, steps);
        });
    }

    [Theory]
    [InlineData(Kernel.EventTiles, PoolKind.Average)]
    [InlineData(Kernel.EventTiles, PoolKind.Max)]
    [InlineData(Kernel.DenseTiles, PoolKind.Sum)]
    public void Run_Convolutions_AgreesWithTheInterpreter(string kernel, PoolKind pool) =>
        AgreeTiled(Images(pool), plan => Change(With(plan, kernel), node => node.Node.Op is PoolOp ? node with { Kernel = Kernel.PoolRows } : node));

    // A row of windows has more weights than the nearest cache holds.
    [Theory]
    [InlineData(Kernel.EventTiles)]
    [InlineData(Kernel.DenseTiles)]
    public void Run_ConvolutionOfManyChannels_AgreesWithTheInterpreter(string kernel) => AgreeTiled(
        new GraphBuilder(5).Input("x", Spikes(32, 4, 9)).Real("k", [64, 32, 3, 3], Weights(18432, 1)).Real("half", [], 0.5).Real("one", [], 1).Real("zero", [], 0)
            .Node("c", new ConvOp(2, 3, 1, 1, 1, 1, "k", null), Signal(64, 4, 9), "x").Node("h", Leaky(decay: "half"), Spikes(64, 4, 9), "c").Output("h"),
        plan => With(plan, kernel));

    // Rows of pixels that are no full vectors, longer and shorter than a word of bits; windows that reach far beyond the image; numbers other than 1.
    [Theory]
    [InlineData(2, 8, 5, 41, 5, 2, 2, false)]
    [InlineData(2, 16, 6, 16, 3, 1, 1, true)]
    [InlineData(2, 24, 9, 33, 3, 3, 4, true)]
    [InlineData(1, 8, 7, 70, 4, 3, 0, true)]
    [InlineData(3, 40, 5, 21, 2, 2, 1, false)]
    [InlineData(8, 16, 1, 9, 1, 1, 2, true)]
    [InlineData(23, 16, 5, 7, 3, 1, 1, true)]
    [InlineData(35, 8, 3, 2, 2, 1, 1, false)]
    [InlineData(3, 24, 4, 6, 3, 1, 1, true)]
    [InlineData(2, 136, 3, 3, 2, 1, 0, false)]
    public void Run_ConvolutionsOfOddSizes_AgreesWithTheInterpreter(
        int channels, int outputs, int height, int width, int kernel, int stride, int padding, bool hasValues)
    {
        var graph = Convolutions(9, (channels, height, width), outputs, new ConvOp(2, kernel, stride, padding, 1, 1, "k1", "b1"), hasValues, last: 8);
        AgreeTiled(graph, plan => With(plan, Kernel.EventTiles));
        AgreeTiled(graph, plan => With(plan, Kernel.DenseTiles));
    }

    // Sums that the caller is given lie with their channels first: they are turned, a row of pixels at a time where it is long.
    [Theory]
    [InlineData(8, 8, 9)]
    [InlineData(24, 3, 24)]
    [InlineData(8, 4, 33)]
    [InlineData(16, 3, 34)]
    public void Run_ConvolutionAlone_AgreesWithTheInterpreter(int outputs, int height, int width)
    {
        var graph = Image(outputs, height, width).Node("n", new DecodeOp(DecodeKind.Sum, null), Frame(outputs, height, width), "h").Output("n", "c");
        AgreeTiled(graph, plan => WithSteps(With(plan, Kernel.EventTiles), 4));
        AgreeTiled(graph, plan => With(plan, Kernel.DenseTiles));
    }

    // Behind a convolution states lie with their channels last. What a decoder finds when all has run, and the rows that others read, are in natural order.
    [Theory]
    [InlineData(8, 8, 9)]
    [InlineData(24, 3, 24)]
    [InlineData(16, 3, 34)]
    public void Run_StatesBehindAConvolutionAreRead_AgreesWithTheInterpreter(int outputs, int height, int width)
    {
        var (image, size) = (Frame(outputs, height, width), outputs * height * width);
        var last = Image(outputs, height, width).Node("n", new DecodeOp(DecodeKind.Last, null), image, "h:v").Output("n");
        var flat = Image(outputs, height, width).Node("flat", new ReshapeOp(), Signal(size), "h:v")
            .Node("n", new DecodeOp(DecodeKind.Last, null), Frame(size), "flat").Output("n", "h");
        var all = Image(outputs, height, width).Real("w", [5, size], Weights(5 * size, 2)).Node("flat", new ReshapeOp(), Signal(size), "h:v")
            .Node("fc", new DenseOp("w", null), Signal(5), "flat").Node("o", Leaky(decay: "half"), Spikes(5), "fc")
            .Node("g", Leaky(decay: "half"), Spikes(outputs, height, width), "h:v")
            .Node("n", new DecodeOp(DecodeKind.Last, null), image, "h:v").Node("m", new DecodeOp(DecodeKind.Max, null), image, "h:v")
            .Output("n", "m", "h:v", "o", "g");
        foreach (var graph in new[] { last, flat, all })
        {
            var plan = Planner.Plan(graph.Graph, PassOptions.Default);
            plan.Stages.SelectMany(stage => stage.Regions).ShouldContain(region => region.Kind == RegionKind.Tiled
                && region.Nodes.Select(node => node.Node.Name).SequenceEqual(new[] { "c", "h" }));
            Agree(graph, WithSteps(plan, 4));
            Agree(graph, plan);
        }
    }

    // Of states there are rows and no lists, however little of them is expected to be other than 0.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Run_LayerThatReadsAStateOfLittle_AgreesWithTheInterpreter(bool isScheduled)
    {
        var graph = new GraphBuilder(23).Input("x", Spikes(70)).Real("w1", [150, 70], Weights(150 * 70, 1)).Real("w2", [20, 150], Weights(20 * 150, 3))
            .Real("half", [], 0.5).Real("one", [], 1).Real("zero", [], 0).Node("fc1", new DenseOp("w1", null), Signal(150), "x")
            .Node("h", Leaky(decay: "half"), Spikes(150), "fc1").Node("view", new ReshapeOp(), Signal(150), "h:v")
            .Node("fc2", new DenseOp("w2", null), Signal(20), "view").Node("o", Leaky(decay: "half"), Spikes(20), "fc2").Output("o");
        var little = new ActivityProfile(graph.Graph.Name, graph.Graph.Nodes.ToDictionary(node => node.Name, _ => 0.01));

        Agree(graph, Planner.Plan(graph.Graph, PassOptions.Default with { Activity = little, Disabled = isScheduled ? [] : [PlanPass.Sparsity] }));
    }

    // The population goes step by step, and lies in natural order; spikes alone are kept with channels last.
    [Fact]
    public void Run_StateOfAPopulationBeforeAConvolutionIsRead_AgreesWithTheInterpreter() => AgreeTiled(
        new GraphBuilder(11).Input("x", Signal(2, 6, 7)).Real("k", [8, 2, 3, 3], Weights(144, 1)).Real("half", [], 0.5).Real("one", [], 1).Real("zero", [], 0)
            .Node("h", Leaky(decay: "half"), Spikes(2, 6, 7), "x").Node("c", new ConvOp(2, 3, 1, 1, 1, 1, "k", null), Signal(8, 6, 7), "h")
            .Node("o", Leaky(decay: "half"), Spikes(8, 6, 7), "c").Node("g", Leaky(decay: "half"), Spikes(2, 6, 7), "h:v").Output("o", "g"),
        plan => WithSteps(plan, 4));

    [Fact]
    public void Run_RecurrentLayer_AgreesWithTheInterpreter() => AgreeTiled(Recurrent(), plan => plan);

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(7)]
    public void Run_TilesOfFewSteps_CarryStatesAndListsOver(int steps)
    {
        AgreeTiled(Layers(), plan => WithSteps(plan, steps));
        AgreeTiled(Recurrent(), plan => WithSteps(plan, steps));
    }

    // Rare spikes go straight into a state, which more than the first-level cache holds; now one source fires, now several, and some twice at a target.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Run_RareSpikes_AgreesWithTheInterpreter(bool hasTwins)
    {
        var graph = Scattered(hasTwins);
        var plan = Planner.Plan(graph.Graph, PassOptions.Default);
        plan.Stages.SelectMany(stage => stage.Nodes).ShouldContain(node => node.Into != null);
        var inputs = new[] { Dyadic(9000 * 40, 1) };
        var expected = OutputsOf(new InterpreterRunner(graph.Graph, graph.Tensors), inputs);
        expected.Count(value => value != 0).ShouldBe(6);
        Planned(plan, graph).ShouldAllBe(runner => OutputsOf(runner, inputs).SequenceEqual(expected));
    }

    // More weights than a core's own cache holds: in blocks of inputs where they are active enough, and step by step where not.
    [Theory]
    [InlineData(600)]
    [InlineData(200)]
    [InlineData(100)]
    [InlineData(10)]
    [InlineData(0)]
    public void Run_FarWeights_AgreesWithTheInterpreter(int activePermille)
    {
        var graph = Far();
        float[][] inputs = [[.. Enumerable.Range(0, 23 * 333).Select(i => i * 7919L % 1000 < activePermille ? 1 + (i % 2) : 0f)]];
        var expected = OutputsOf(new InterpreterRunner(graph.Graph, graph.Tensors), inputs);
        expected.ShouldContain(value => value != 0);
        foreach (var steps in new[] { 10, 23 })
        {
            var plan = WithSteps(With(Planner.Plan(graph.Graph, PassOptions.Default), Kernel.EventTiles), steps);
            Planned(plan, graph).ShouldAllBe(runner => OutputsOf(runner, inputs).SequenceEqual(expected));
        }
    }

    [Fact]
    public void Run_Tiled_AllocatesNothing()
    {
        var csharp = Compile(Layers(), plan => plan);
        var inputs = new[] { SpikeTrain(70 * 23, 1) };
        var (first, second) = (RunArguments.CreateOutputs(csharp), RunArguments.CreateOutputs(csharp));
        // Twice, since the runtime itself allocates once in a while as long as code is not optimised.
        csharp.Run(0, inputs, first);
        csharp.Run(0, inputs, first);
        var before = GC.GetAllocatedBytesForCurrentThread();
        csharp.Run(0, inputs, second);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        second.ShouldBe(first);
        allocated.ShouldBe(0);
    }

    [Fact]
    public void SaveState_StreamWithALoopThroughTime_GoesOnFromThere()
    {
        var graph = Ring(Stream().Input("x", Signal(20)));
        var (whole, part) = (Compile(graph, plan => plan), Compile(graph, plan => plan));
        var inputs = Enumerable.Range(0, 12).Select(step => Dyadic(20, step)).ToArray();

        var expected = inputs.Select(input => StepOf(whole, input)).ToArray();
        inputs.Take(6).ToList().ForEach(input => StepOf(part, input));
        var other = (CSharpRunner)part.CreateAnother();
        other.LoadState(part.SaveState());

        inputs.Skip(6).Select(input => StepOf(other, input)).ShouldBe(expected.Skip(6));
        AgreeTiled(graph, plan => plan, streamSteps: 12);
    }

    private static void AgreeTiled(GraphBuilder graph, Func<ExecutionPlan, ExecutionPlan> change, int streamSteps = 0) =>
        Agree(graph, change(Planner.Plan(graph.Graph, PassOptions.Default)), streamSteps);

    private static CSharpRunner Compile(GraphBuilder graph, Func<ExecutionPlan, ExecutionPlan> change) =>
        CSharpRunner.Compile(change(Planner.Plan(graph.Graph, PassOptions.Default)), graph.Tensors);

    // 20 neurons are no full eights, 150 more than two tiles; counts of spikes have values.
    private static GraphBuilder Layers() => new GraphBuilder(23).Input("x", Spikes(70)).Real("w1", [150, 70], Weights(150 * 70, 1))
        .Real("b1", [150], Weights(150, 2)).Real("w2", [20, 150], Weights(20 * 150, 3)).Real("w3", [3, 20], Weights(60, 4))
        .Real("beta", [150], Weights(150, 5)).Real("half", [], 0.5).Real("one", [], 1).Real("zero", [], 0).Real("start", [20], Weights(20, 6))
        .Node("fc1", new DenseOp("w1", "b1"), Signal(150), "x").Node("h1", Leaky(), Spikes(150), "fc1")
        .Node("fc2", new DenseOp("w2", null), Signal(20), "h1").Node("h2", Leaky(decay: "half", initial: "start"), Spikes(20), "fc2")
        .Node("fc3", new DenseOp("w3", null), Signal(3), "h2").Node("o", Integrator(), Signal(3), "fc3")
        .Node("scores", new DecodeOp(DecodeKind.Last, null), Frame(3), "o:v").Node("counts", new DecodeOp(DecodeKind.Sum, null), Frame(150), "h1")
        .Node("peak", new DecodeOp(DecodeKind.Max, null), Frame(20), "h2:v")
        .Output("scores", "counts", "peak", "h2", "o", "h1:v", "x");

    private static GraphBuilder Far() => new GraphBuilder(23).Input("x", Signal(333)).Real("w", [410, 333], Weights(410 * 333, 1))
        .Real("b", [410], Weights(410, 2)).Real("half", [], 0.5).Real("one", [], 1).Real("zero", [], 0)
        .Node("fc", new DenseOp("w", "b"), Signal(410), "x").Node("h", Leaky(decay: "half"), Spikes(410), "fc")
        .Node("n", new DecodeOp(DecodeKind.Sum, null), Frame(410), "h").Output("n", "h:v");

    // Six neurons fire, each in some steps.
    private static GraphBuilder Scattered(bool hasTwins)
    {
        const int neurons = 9000, synapses = 9000, firing = 6;
        int[] indices = [.. Enumerable.Range(0, synapses)];
        var neuron = new NeuronOp(
            "scattered",
            [new Port("e", ElementType.Real, 1), new Port("i", ElementType.Real, 1)],
            [new State("v", 0, Overflow.None, "zero")],
            [
                Set("v", Real(BinaryOp.Add, V, new PortExpr(ExprType.Real, "e"))),
                Set("v", new FmaExpr(Constant("half"), V, I)),
                new SpikeStmt(Test(BinaryOp.Greater, V, Constant("threshold")), null, [Set("v", Constant("zero"))]),
            ]);
        return new GraphBuilder(40).Input("x", Signal(neurons))
            .Int("to", [synapses], [.. indices.Select(k => k / firing % (hasTwins ? 700 : synapses) * 1777.0 % neurons)])
            .Int("from", [synapses], [.. indices.Select(k => (k % firing) * 1777.0)])
            .Real("threshold", [neurons], [.. indices.Select(k => k % 1777 == 0 ? 3.0 : 1e6)])
            .Real("w", [], 0.7).Real("half", [], 0.5).Real("zero", [], 0).Node("back", new DelayOp(1, null, 1, 1), Spikes(neurons), "h")
            .Node("rec", new SparseOp(new CooPattern("to", "from"), "w", null), Signal(neurons), "back")
            .Node("h", neuron, Spikes(neurons), "rec", "x").Node("n", new DecodeOp(DecodeKind.Sum, null), Frame(neurons), "h").Output("n");
    }

    private static GraphBuilder Recurrent() => Ring(new GraphBuilder(23).Input("x", Signal(20)));

    private static GraphBuilder Ring(GraphBuilder graph) => graph.Real("win", [100, 20], Weights(2000, 1))
        .Real("wrec", [100, 100], [.. Weights(10000, 2).Select(weight => weight / 8)]).Real("wout", [10, 100], Weights(1000, 3))
        .Real("half", [], 0.5).Real("one", [], 1).Real("zero", [], 0)
        .Node("in", new DenseOp("win", null), Signal(100), "x").Node("back", new DelayOp(1, null, 1, 1), Spikes(100), "h")
        .Node("rec", new DenseOp("wrec", null), Signal(100), "back").Node("h", Leaky(edges: 2, decay: "half"), Spikes(100), "in", "rec")
        .Node("fc", new DenseOp("wout", null), Signal(10), "h").Node("o", Leaky(decay: "half"), Spikes(10), "fc").Output("o", "o:v");

    private static GraphBuilder Image(int outputs, int height, int width) => new GraphBuilder(11).Input("x", Spikes(2, height, width))
        .Real("k", [outputs, 2, 3, 3], Weights(outputs * 18, 1)).Real("half", [], 0.5).Real("one", [], 1).Real("zero", [], 0)
        .Node("c", new ConvOp(2, 3, 1, 1, 1, 1, "k", null), Signal(outputs, height, width), "x")
        .Node("h", Leaky(decay: "half"), Spikes(outputs, height, width), "c");

    private static GraphBuilder Images(PoolKind pool) => new GraphBuilder(9).Input("x", Spikes(2, 9, 7)).Real("k1", [16, 2, 3, 3], Weights(288, 1))
        .Real("b1", [16], Weights(16, 2)).Real("k2", [8, 16, 2, 2], Weights(512, 3)).Real("w", [5, 48], Weights(240, 4)).Real("beta", [16, 9, 7], Weights(1008, 5))
        .Real("half", [], 0.5).Real("one", [], 1).Real("zero", [], 0).Real("start", [8, 3, 2], Weights(48, 6))
        .Node("c1", new ConvOp(2, 3, 1, 1, 1, 1, "k1", "b1"), Signal(16, 9, 7), "x").Node("h1", Leaky(), Spikes(16, 9, 7), "c1")
        .Node("p", new PoolOp(pool, 2, 2, 0), Signal(16, 4, 3), "h1")
        .Node("c2", new ConvOp(2, 2, 1, 0, 1, 1, "k2", null), Signal(8, 3, 2), "p")
        .Node("h2", Leaky(decay: "half", initial: "start"), Spikes(8, 3, 2), "c2").Node("flat", new ReshapeOp(), Spikes(48), "h2")
        .Node("fc", new DenseOp("w", null), Signal(5), "flat").Node("o", Leaky(decay: "half"), Spikes(5), "fc")
        .Node("n", new DecodeOp(DecodeKind.Sum, null), Frame(5), "o").Node("m", new DecodeOp(DecodeKind.Sum, null), Frame(48), "flat").Output("n", "o", "m");

    private static float[] StepOf(CSharpRunner runner, float[] input)
    {
        var outputs = RunArguments.CreateOutputs(runner);
        runner.Step([input], outputs, new bool[outputs.Length]);
        return [.. outputs.SelectMany(output => (float[])output)];
    }
}
