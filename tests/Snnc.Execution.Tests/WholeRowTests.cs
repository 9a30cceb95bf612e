using System;
using System.Collections.Generic;
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

/// <summary>Rows of weights beyond a core's own cache, and beyond its part of a shared one, give the bits that the interpreter gives.</summary>
public sealed class WholeRowTests
{
    // In so few steps rows are added step by step; in so many in blocks of inputs, for some steps more than a tile of time has.
    private const int Few = 7;
    private const int Many = 70;
    private const double Much = 1e9;

    // Only rows may be chosen.
    private static readonly LevelCosts Never = new(Much, Much, Much);
    private static readonly CpuCosts Rows =
        CpuCosts.Default with { EventTile = Never, ByteEventTile = Never, Stationary = Much, DenseRate = 1 / Much, SkipRate = 1 / Much };

    [LlvmTheory]
    [InlineData(389, 1)]
    [InlineData(389, 3)]
    [InlineData(520, 1)]
    [InlineData(1800, 1)]
    public void Run_RowsOfEarlierLists_AgreesInEveryBit(int neurons, int greatest)
    {
        Agree(Network(neurons).Node("h", Leaky(decay: "half"), Spikes(neurons), "fc").Output("h"), "fc", neurons, greatest);
    }

    [LlvmTheory]
    [InlineData(1)]
    [InlineData(3)]
    public void Run_FarRowsOfManySteps_AgreesInEveryBit(int greatest)
    {
        const int Neurons = 1800;

        Agree(Network(Neurons, Many).Node("h", Leaky(decay: "half"), Spikes(Neurons), "fc").Output("h"), "fc", Neurons, greatest, Many);
    }

    [LlvmFact]
    public void Run_FarRowsBeforeACycle_AgreesInEveryBit()
    {
        const int Neurons = 1800;
        var builder = Network(Neurons, Many).Node("late", new DelayOp(1, null, 1, 1), Spikes(Neurons), "h")
            .Node("h", Leaky(edges: 2, decay: "half"), Spikes(Neurons), "fc", "late").Output("h");

        Agree(builder, "fc", Neurons, 1, Many);
    }

    [LlvmTheory]
    [InlineData(389)]
    [InlineData(1800)]
    public void Run_RowsOfTheStepBefore_AgreesInEveryBit(int neurons)
    {
        var builder = Network(neurons).Real("v", [neurons, neurons], Weights(new Random(2), neurons * neurons))
            .Node("late", new DelayOp(1, null, 1, 1), Spikes(neurons), "h").Node("back", new DenseOp("v", null), Signal(neurons), "late")
            .Node("h", Leaky(edges: 2, decay: "half"), Spikes(neurons), "fc", "back").Output("h");

        Agree(builder, "back", neurons, 1);
    }

    private static GraphBuilder Network(int neurons, int time = Few) => new GraphBuilder(time).Input("x", Spikes(neurons))
        .Real("w", [neurons, neurons], Weights(new Random(1), neurons * neurons)).Real("b", [neurons], Weights(new Random(3), neurons))
        .Real("half", [], 0.5).Real("one", [], 1).Real("zero", [], 0).Node("fc", new DenseOp("w", "b"), Signal(neurons), "x");

    // Whose sums are exact, in whatever order they are added.
    private static double[] Weights(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => Math.Round((random.NextDouble() - 0.4) * 4096) / 4096)];

    private static void Agree(GraphBuilder builder, string connection, int neurons, int greatest, int time = Few)
    {
        var plan = Planner.Plan(builder.Graph, PassOptions.Default with
        {
            Tensors = builder.Tensors, Costs = Rows, Disabled = [PlanPass.Narrow],
            Activity = new ActivityProfile(builder.Graph.Name, new Dictionary<string, double> { ["x"] = 0.1 }),
        });
        var region = plan.Stages.SelectMany(stage => stage.Regions).Single(region => region.Nodes.Any(node => node.Node.Name == connection));
        region.Nodes.Single(node => node.Node.Name == connection).Kernel.ShouldBe(Kernel.EventRows);
        region.Kind.ShouldBe(time == Few ? RegionKind.Stepped : RegionKind.Tiled);
        var random = new Random(neurons);
        float[][] x = [[.. Enumerable.Range(0, neurons * time).Select(_ => random.NextDouble() < 0.03 ? random.Next(1, greatest + 1) : 0f)]];
        var expected = OutputsOf(new InterpreterRunner(builder.Graph, builder.Tensors), x);
        foreach (var runner in Planned(plan, builder))
        {
            OutputsOf(runner, x).ShouldBe(expected);
        }

        expected.Count(value => value != 0).ShouldBeGreaterThan(neurons / 10);
    }
}
