using System;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Passes;
using Snnc.Compiler.Plan;
using Snnc.Compiler.Targets;
using Snnc.Compiler.Tests.Ir;
using Xunit;
using static Snnc.Compiler.Tests.Ir.GraphBuilder;
using static Snnc.Execution.Tests.Backends;
using static Snnc.Execution.Tests.Models;
using static Snnc.Execution.Tests.Plans;

namespace Snnc.Execution.Tests;

/// <summary>Layers planned with two kernels run that one which suits what is active in a tile of steps.</summary>
public sealed class SwitchTests
{
    private const int Steps = 23;
    private const int Inputs = 70;
    private const double NearBreakEven = 0.4;
    private const double ForPooled = 0.18;

    // Some tiles have few spikes, some many, some none.
    [Theory]
    [InlineData(4)]
    [InlineData(23)]
    public void Run_DenseLayersWhereTheRateChanges_AgreesWithTheInterpreter(int tileSteps)
    {
        var graph = Layers(Weights(150 * Inputs, 1));
        Agree(graph, WithSteps(Switched(graph, "fc1", "fc2"), tileSteps), Inputs);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(23)]
    public void Run_ConvolutionsWhereTheRateChanges_AgreesWithTheInterpreter(int tileSteps)
    {
        var graph = Images();
        Agree(graph, WithSteps(Switched(graph, "c1", "c2", "fc"), tileSteps), 2 * 9 * 7);
    }

    // In C# eight sums of products that are rounded are added up in another order than those of events.
    [Fact]
    public void Run_FewSpikesThenManyThenFew_TakesTheKernelThatSuitsEachTime()
    {
        var graph = Rounded();
        var plan = Switched(graph, "fc");
        CSharpRunner CSharp(ExecutionPlan plan) => CSharpRunner.Compile(plan, graph.Tensors);
        var (switched, events, products) = (CSharp(plan), CSharp(One(plan, Kernel.EventTiles)), CSharp(One(plan, Kernel.DenseTiles)));
        float[][] few = [SpikeTrain(Inputs * Steps, 1, 0.2)], many = [SpikeTrain(Inputs * Steps, 2, 0.8)];
        OutputsOf(events, few).SequenceEqual(OutputsOf(products, few)).ShouldBeFalse();
        OutputsOf(events, many).SequenceEqual(OutputsOf(products, many)).ShouldBeFalse();

        foreach (var (inputs, suits) in new[] { (few, events), (many, products), (few, events) })
        {
            OutputsOf(switched, inputs).SequenceEqual(OutputsOf(suits, inputs)).ShouldBeTrue();
        }
    }

    [Fact]
    public void Run_TwoThreads_AgreesWithOne()
    {
        var graph = Layers(Weights(150 * Inputs, 1));
        var plan = Switched(graph, "fc1", "fc2");
        var shared = Change(plan, Share);
        float[][] many = [SpikeTrain(Inputs * Steps, 2, 0.8)];
        var expected = OutputsOf(new InterpreterRunner(graph.Graph, graph.Tensors), many);
        foreach (var runner in Planned(shared, graph))
        {
            runner.Threads = 2;
            OutputsOf(runner, many).ShouldBe(expected, runner.Backend);
        }
    }

    private static PlanRegion Share(PlanRegion region) => region.Kind == RegionKind.Tiled && region.Nodes[0].Node.Name == "fc1"
        ? region with { Sharing = new TileSharing(3, 1, 1, "share its tiles") }
        : region;

    private static void Agree(GraphBuilder graph, ExecutionPlan plan, int size)
    {
        double RateOf(int step) => (step / 4 % 4) switch { 0 => 0.05, 1 => 0.9, 2 => 0, _ => NearBreakEven };
        float[][] inputs = [[.. Enumerable.Range(0, Steps).SelectMany(step => SpikeTrain(size, step, RateOf(step)))]];
        var expected = OutputsOf(new InterpreterRunner(graph.Graph, graph.Tensors), inputs);
        expected.ShouldContain(value => value != 0);
        foreach (var runner in Planned(plan, graph))
        {
            OutputsOf(runner, inputs).SequenceEqual(expected).ShouldBeTrue(runner.Backend);
        }
    }

    // It costs nothing to have inputs in both forms: so small layers have two kernels too.
    private static ExecutionPlan Switched(GraphBuilder graph, params string[] layers)
    {
        var rates = graph.Graph.Nodes.ToDictionary(node => node.Name, node => node.Name == "p" ? 0.12 : NearBreakEven);
        var options = PassOptions.Default with { Activity = new ActivityProfile(graph.Graph.Name, rates), Costs = CpuCosts.Default with { Search = 0 } };
        var plan = Planner.Plan(graph.Graph, options);
        var switched = plan.Stages.SelectMany(stage => stage.Nodes).Where(node => node.Switch is not null).ToList();
        switched.Select(node => node.Node.Name).ShouldBe(layers, PlanPrinter.Print(plan));
        switched.ShouldAllBe(node => node.Kernel == Kernel.EventTiles && node.Switch!.Kernel == Kernel.DenseTiles);
        return plan;
    }

    // The same with one kernel for all tiles.
    private static ExecutionPlan One(ExecutionPlan plan, string kernel) =>
        Change(plan, (NodePlan node) => node.Switch is null ? node : node with { Kernel = kernel, Switch = null });

    private static GraphBuilder Rounded() => new GraphBuilder(Steps).Input("x", Spikes(Inputs))
        .Real("w", [8, Inputs], [.. Enumerable.Range(0, 8 * Inputs).Select(i => Math.Sin(i + 1))]).Real("half", [], 0.5).Real("one", [], 1).Real("zero", [], 0)
        .Node("fc", new DenseOp("w", null), Signal(8), "x").Node("h", Leaky(decay: "half"), Spikes(8), "fc").Output("h", "h:v");

    private static GraphBuilder Layers(double[] weights) => new GraphBuilder(Steps).Input("x", Spikes(Inputs)).Real("w1", [150, Inputs], weights)
        .Real("w2", [20, 150], Weights(20 * 150, 3)).Real("beta", [150], Weights(150, 5)).Real("half", [], 0.5).Real("one", [], 1).Real("zero", [], 0)
        .Node("fc1", new DenseOp("w1", null), Signal(150), "x").Node("h1", Leaky(), Spikes(150), "fc1")
        .Node("fc2", new DenseOp("w2", null), Signal(20), "h1").Node("h2", Leaky(decay: "half"), Spikes(20), "fc2")
        .Node("counts", new DecodeOp(DecodeKind.Sum, null), Frame(20), "h2")
        .Output("counts", "h1:v");

    private static GraphBuilder Images() => new GraphBuilder(Steps).Input("x", Spikes(2, 9, 7)).Real("k1", [16, 2, 3, 3], Weights(288, 1))
        .Real("b1", [16], Weights(16, 2)).Real("k2", [8, 16, 2, 2], Weights(512, 3)).Real("w", [5, 48], Weights(240, 4))
        .Real("half", [], 0.5).Real("one", [], 1).Real("zero", [], 0)
        .Node("c1", new ConvOp(2, 3, 1, 1, 1, 1, "k1", "b1"), Signal(16, 9, 7), "x").Node("h1", Leaky(decay: "half"), Spikes(16, 9, 7), "c1")
        .Node("p", new PoolOp(PoolKind.Sum, 2, 2, 0), Signal(16, 4, 3), "h1")
        .Node("c2", new ConvOp(2, 2, 1, 0, 1, 1, "k2", null), Signal(8, 3, 2), "p")
        .Node("h2", Leaky(decay: "half"), Spikes(8, 3, 2), "c2").Node("flat", new ReshapeOp(), Spikes(48), "h2")
        .Node("fc", new DenseOp("w", null), Signal(5), "flat").Node("o", Leaky(decay: "half"), Spikes(5), "fc")
        .Node("n", new DecodeOp(DecodeKind.Sum, null), Frame(5), "o").Output("n", "o:v");
}
