using System;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Passes;
using Snnc.Compiler.Plan;
using Snnc.Compiler.Tests.Ir;
using Snnc.Tests;
using Xunit;
using static Snnc.Compiler.Tests.Ir.GraphBuilder;
using static Snnc.Execution.Tests.Models;

namespace Snnc.Execution.Tests;

/// <summary>Weights that take fewer bits, since they are whole multiples of a step, give the bits that the interpreter gives.</summary>
public sealed class NarrowWeightTests
{
    private const int Time = 11;

    [Theory]
    [InlineData(100, 300, 500, 16)]
    [InlineData(100, 300, 127, 8)]
    [InlineData(130, 70, 32767, 16)]
    [InlineData(64, 65, 8000, 16)]
    [InlineData(71, 200, 4000, 16)]
    [InlineData(600, 500, 3000, 16)]
    [InlineData(1100, 500, 100, 8)]
    [InlineData(90, 300, 40000, 32)]
    public void Run_WholeMultiples_AgreesInEveryBit(int hidden, int inputs, int greatest, int bits)
    {
        var builder = Layers(new Random(hidden + greatest), hidden, inputs, greatest, on: true);
        var plan = PlanOf(builder);
        BitsOf(plan, "fc1").ShouldBe(bits);
        Agree(builder, plan, inputs, bits < 32);
    }

    // A bias off the steps may make sums round; so it is left alone, and so are weights that lie on no grid, small connections, and all where it is turned off.
    [Fact]
    public void Plan_SumsThatMayRound_KeepsNumbers()
    {
        BitsOf(PlanOf(Layers(new Random(1), 100, 300, 500, on: true)), "fc1").ShouldBe(16);
        BitsOf(PlanOf(Layers(new Random(1), 100, 300, 500, on: false)), "fc1").ShouldBe(32);
        BitsOf(PlanOf(Layers(new Random(1), 100, 300, 500, on: true)), "fc2").ShouldBe(32);
        BitsOf(PlanOf(Layers(new Random(1), 100, 300, 500, on: true), PlanPass.Narrow), "fc1").ShouldBe(32);
        var builder = Layers(new Random(1), 100, 300, 500, on: true);
        BitsOf(Planner.Plan(builder.Graph, PassOptions.Default), "fc1").ShouldBe(32);
    }

    [Fact]
    public void Plan_OfNarrowWeights_SaysSo()
    {
        var plan = PlanOf(Layers(new Random(1), 100, 300, 500, on: true));

        PlanPrinter.Print(plan).ShouldContain("weights of 16 bits, exact");
        CSharpRunner.Compile(plan, Layers(new Random(1), 100, 300, 500, on: true).Tensors).Source.ShouldContain("TiledNarrowWeights.Pack(");
    }

    // What an input brings may be counts, of any size.
    [Theory]
    [InlineData(500)]
    [InlineData(100)]
    public void Run_Counts_AgreesInEveryBit(int greatest)
    {
        var builder = Layers(new Random(7), 100, 300, greatest, on: true);
        Agree(builder, PlanOf(builder), 300, isNarrow: true, count: 5);
    }

    // Spikes of the step before, and of the same step: rows of the lists of single steps.
    [Theory]
    [InlineData(2000, 16)]
    [InlineData(120, 8)]
    public void Run_RecurrentLayer_AgreesInEveryBit(int greatest, int bits)
    {
        var random = new Random(greatest);
        var builder = new GraphBuilder(Time).Input("x", Spikes(70)).Real("w1", [90, 70], Multiples(random, 90, 70, greatest))
            .Real("w2", [90, 90], Multiples(random, 90, 90, greatest)).Real("half", [], 0.5).Real("one", [], 1).Real("zero", [], 0)
            .Node("fc1", new DenseOp("w1", null), Signal(90), "x").Node("late", new DelayOp(1, null, 1, 1), Spikes(90), "h")
            .Node("back", new DenseOp("w2", null), Signal(90), "late").Node("h", Leaky(edges: 2, decay: "half"), Spikes(90), "fc1", "back").Output("h");
        IrVerifier.Verify(builder.Graph).ShouldBeEmpty();
        var plan = PlanOf(builder);
        plan.Stages.SelectMany(stage => stage.Nodes).Single(node => node.Node.Name == "back").Kernel.ShouldBe(Kernel.EventRows);
        BitsOf(plan, "back").ShouldBe(bits);

        Agree(builder, plan, 70, isNarrow: plan.Stages.SelectMany(stage => stage.Nodes).Any(node => node.Kernel == Kernel.EventTiles));
    }

    // Weights that come when the network is loaded may be others than those it was planned for.
    [Fact]
    public void Load_OtherWeights_AreRight()
    {
        var (planned, loaded) = (Layers(new Random(1), 100, 300, 500, on: true), Layers(new Random(2), 100, 300, 50000, on: true));
        var csharp = CSharpRunner.Compile(PlanOf(planned), loaded.Tensors);

        new RunComparison(0).Compare(new InterpreterRunner(loaded.Graph, loaded.Tensors), csharp, 0, [Draw(1, 300, 0.3, 1)], 0)?.ToString().ShouldBeNull();
    }

    private static void Agree(GraphBuilder builder, ExecutionPlan plan, int inputs, bool isNarrow, int count = 1)
    {
        var csharp = CSharpRunner.Compile(plan, builder.Tensors);
        csharp.Source.Contains("TiledNarrowWeights", StringComparison.Ordinal).ShouldBe(isNarrow);
        var interpreter = new InterpreterRunner(builder.Graph, builder.Tensors);
        var native = LlvmLibrary.Absence is null ? NativeRunner.Compile(plan, builder.Tensors) : null;
        foreach (var (sample, density) in new[] { 0.02, 0.1, 0.4, 1 }.Index())
        {
            float[][] x = [Draw(sample, inputs, density, count)];
            new RunComparison(0).Compare(interpreter, csharp, sample, x, 0)?.ToString().ShouldBeNull(csharp.Source);
            if (native is not null)
            {
                var (expected, actual) = (RunArguments.CreateOutputs(interpreter), RunArguments.CreateOutputs(native));
                interpreter.Run(sample, x, expected);
                native.Run(sample, x, actual);
                actual.ShouldBe(expected);
            }
        }
    }

    private static float[] Draw(int seed, int inputs, double density, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, inputs * Time).Select(_ => random.NextDouble() < density ? random.Next(1, count + 1) : 0f)];
    }

    private static ExecutionPlan PlanOf(GraphBuilder builder, params string[] disabled) =>
        Planner.Plan(builder.Graph, PassOptions.Default with { Tensors = builder.Tensors, Disabled = [.. disabled] });

    private static int BitsOf(ExecutionPlan plan, string node) =>
        plan.Stages.SelectMany(stage => stage.Nodes).Single(other => other.Node.Name == node).WeightBits;

    private static double[] Multiples(Random random, int outputs, int inputs, int greatest) => [.. Enumerable.Range(0, outputs).SelectMany(_ =>
    {
        var step = Math.Pow(2, -random.Next(10, 14));
        return Enumerable.Range(0, inputs).Select(input => step * (input == 0 ? -greatest : input == 1 ? 1 : random.Next(-greatest, greatest + 1)));
    })];

    private static GraphBuilder Layers(Random random, int hidden, int inputs, int greatest, bool on) => new GraphBuilder(Time).Input("x", Spikes(inputs))
        .Real("w1", [hidden, inputs], Multiples(random, hidden, inputs, greatest))
        .Real("b1", [hidden], [.. Enumerable.Range(0, hidden).Select(_ => on ? random.Next(-64, 65) / 64.0 : random.NextDouble() / 3)])
        .Real("w2", [10, hidden], [.. Enumerable.Range(0, 10 * hidden).Select(_ => random.Next(-64, 65) / 64.0)])
        .Real("half", [], 0.5).Real("one", [], 1).Real("zero", [], 0)
        .Node("fc1", new DenseOp("w1", "b1"), Signal(hidden), "x").Node("h", Leaky(decay: "half"), Spikes(hidden), "fc1")
        .Node("fc2", new DenseOp("w2", null), Signal(10), "h").Node("o", Leaky(decay: "half"), Spikes(10), "fc2").Output("o", "h", "fc1");
}
