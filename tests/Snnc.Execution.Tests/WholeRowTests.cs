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

namespace Snnc.Execution.Tests;

/// <summary>Rows of weights beyond a core's own cache, and beyond its part of a shared one, give the bits that the interpreter gives.</summary>
public sealed class WholeRowTests
{
    private const int Time = 7;
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
        var builder = Network(neurons).Node("h", Leaky(decay: "half"), Spikes(neurons), "fc").Output("h");

        Agree(builder, "fc", neurons, greatest);
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

    private static GraphBuilder Network(int neurons) => new GraphBuilder(Time).Input("x", Spikes(neurons))
        .Real("w", [neurons, neurons], Weights(new Random(1), neurons * neurons)).Real("b", [neurons], Weights(new Random(3), neurons))
        .Real("half", [], 0.5).Real("one", [], 1).Real("zero", [], 0).Node("fc", new DenseOp("w", "b"), Signal(neurons), "x");

    // Whose sums are exact, in whatever order they are added.
    private static double[] Weights(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => Math.Round((random.NextDouble() - 0.4) * 4096) / 4096)];

    private static void Agree(GraphBuilder builder, string connection, int neurons, int greatest)
    {
        var plan = Planner.Plan(builder.Graph, PassOptions.Default with { Tensors = builder.Tensors, Costs = Rows, Disabled = [PlanPass.Narrow] });
        plan.Stages.SelectMany(stage => stage.Nodes).Single(node => node.Node.Name == connection).Kernel.ShouldBe(Kernel.EventRows);
        var random = new Random(neurons);
        float[][] x = [[.. Enumerable.Range(0, neurons * Time).Select(_ => random.NextDouble() < 0.03 ? random.Next(1, greatest + 1) : 0f)]];
        var expected = OutputsOf(new InterpreterRunner(builder.Graph, builder.Tensors), x);
        foreach (var runner in Planned(plan, builder))
        {
            OutputsOf(runner, x).ShouldBe(expected);
        }

        expected.Count(value => value != 0).ShouldBeGreaterThan(neurons / 10);
    }
}
