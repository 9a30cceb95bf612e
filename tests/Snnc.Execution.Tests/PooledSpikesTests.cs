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

namespace Snnc.Execution.Tests;

/// <summary>Spikes between a convolution and a pooling are kept as bits, and give what the interpreter gives.</summary>
public sealed class PooledSpikesTests
{
    [Theory]
    [InlineData(PoolKind.Average, 8, 2, 2, 0)]
    [InlineData(PoolKind.Average, 16, 2, 2, 0)]
    [InlineData(PoolKind.Max, 16, 2, 2, 0)]
    [InlineData(PoolKind.Sum, 32, 2, 2, 0)]
    [InlineData(PoolKind.Max, 64, 2, 2, 0)]
    [InlineData(PoolKind.Average, 16, 4, 2, 1)]
    [InlineData(PoolKind.Sum, 16, 3, 2, 1)]
    [InlineData(PoolKind.Max, 24, 3, 1, 1)]
    [InlineData(PoolKind.Sum, 8, 4, 3, 0)]
    public void Run_SpikesArePooled_KeepsBitsAndAgreesWithTheInterpreter(PoolKind kind, int channels, int kernel, int stride, int padding)
    {
        var graph = Pooled(kind, channels, kernel, stride, padding).Output("n");
        var plan = Planner.Plan(graph.Graph, PassOptions.Default);

        KeptOf(plan, "h1").ShouldBe(Kept.Bits);
        AgreeInTiles(graph, plan);
    }

    [Fact]
    public void Run_WhatIsPooledIsReadAsLists_HasNoNumbersAndIsShownToObservers()
    {
        var graph = Pooled(PoolKind.Average, 16, 2, 2, 0).Output("n");
        var rare = new ActivityProfile(graph.Graph.Name, graph.Graph.Nodes.ToDictionary(node => node.Name, _ => 0.01));
        var plan = Planner.Plan(graph.Graph, PassOptions.Default with { Activity = rare });
        KeptOf(plan, "p").ShouldBe(Kept.Lists | Kept.ListValues);

        var csharp = Agree(graph, plan);

        csharp.Source.ShouldContain("PoolBits.Average(_h1_bits[step], _p_shape, _p_lists);");
        csharp.Source.ShouldNotContain("ArenaArray<float> _p;");
        var record = new RunRecord(csharp.Nodes);
        csharp.Observer = record;
        csharp.Run(0, [SpikeTrain(9 * 2 * 10 * 9, 1)], RunArguments.CreateOutputs(csharp));
        record.Of("p").Count.ShouldBe(9);
    }

    // A second reader takes the spikes themselves, from lists that are made of the same bits.
    [Fact]
    public void Run_PooledSpikesAreListedToo_AgreesWithTheInterpreter()
    {
        var graph = Pooled(PoolKind.Max, 16, 2, 2, 0).Real("k3", [8, 16, 3, 3], Weights(1152, 9))
            .Node("c3", new ConvOp(2, 3, 1, 1, 1, 1, "k3", null), Signal(8, 10, 9), "h1").Node("h3", Leaky(decay: "half"), Spikes(8, 10, 9), "c3")
            .Node("m", new DecodeOp(DecodeKind.Sum, null), Frame(8, 10, 9), "h3").Output("n", "m");
        var plan = Planner.Plan(graph.Graph, PassOptions.Default);

        KeptOf(plan, "h1").ShouldBe(Kept.Bits | Kept.Lists);
        AgreeInTiles(graph, plan);
    }

    [Fact]
    public void Plan_SpikesAreReadAsNumbersToo_KeepsRowsAlone()
    {
        var graph = Pooled(PoolKind.Max, 16, 2, 2, 0).Output("n", "h1");
        var plan = Planner.Plan(graph.Graph, PassOptions.Default);

        KeptOf(plan, "h1").ShouldBe(Kept.Rows | Kept.NaturalRows);
        AgreeInTiles(graph, plan);
    }

    private static Kept KeptOf(ExecutionPlan plan, string node) => plan.Stages.SelectMany(stage => stage.Nodes).Single(own => own.Node.Name == node).Kept;

    // In tiles of all steps and of a few, of which the last is shorter.
    private static void AgreeInTiles(GraphBuilder graph, ExecutionPlan plan)
    {
        foreach (var steps in new[] { 9, 4 })
        {
            Agree(graph, Plans.WithSteps(plan, steps));
        }
    }

    private static GraphBuilder Pooled(PoolKind kind, int channels, int kernel, int stride, int padding)
    {
        var (rows, columns) = (((10 + (2 * padding) - kernel) / stride) + 1, ((9 + (2 * padding) - kernel) / stride) + 1);
        return new GraphBuilder(9).Input("x", Spikes(2, 10, 9)).Real("k1", [channels, 2, 3, 3], Weights(channels * 18, 1))
            .Real("k2", [8, channels, 2, 2], Weights(channels * 32, 3)).Real("half", [], 0.5).Real("one", [], 1).Real("zero", [], 0)
            .Node("c1", new ConvOp(2, 3, 1, 1, 1, 1, "k1", null), Signal(channels, 10, 9), "x")
            .Node("h1", Leaky(decay: "half"), Spikes(channels, 10, 9), "c1")
            .Node("p", new PoolOp(kind, kernel, stride, padding), kind == PoolKind.Average ? Signal(channels, rows, columns) : Spikes(channels, rows, columns), "h1")
            .Node("c2", new ConvOp(2, 2, 1, 0, 1, 1, "k2", null), Signal(8, rows - 1, columns - 1), "p")
            .Node("h2", Leaky(decay: "half"), Spikes(8, rows - 1, columns - 1), "c2")
            .Node("n", new DecodeOp(DecodeKind.Sum, null), Frame(8, rows - 1, columns - 1), "h2");
    }
}
