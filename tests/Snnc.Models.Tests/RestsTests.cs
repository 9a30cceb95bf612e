using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using Shouldly;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Passes;
using Snnc.Compiler.Plan;
using Snnc.Execution;
using Snnc.Runtime;
using Snnc.Tensors;
using Snnc.Tests;
using Xunit;

namespace Snnc.Models.Tests;

/// <summary>Neurons that rest after a spike are kept out of the steps of their population, of which nobody is aware.</summary>
public sealed class RestsTests
{
    private const int Steps = 150;

    private const string Cell = """
        state v = 0, g = 0, left = 0;
        input i;
        update { g += i; }
        update when left <= 0 { v = 0.9 * v + g; }
        update { g = 0.5 * g; }
        update when left > 0 { left -= 1; }
        """;

    // Few neurons; more states than the first-level cache holds; one, four and two vectors in a turn; the reset first and last, several states held, a test of the counter, one that is reached from above, resets of what is not held.
    [Theory]
    [InlineData(40, Cell + "spike when v > 1 { v = 0; left = 7; }", "v held for 7 steps")]
    [InlineData(4136, Cell + "spike when v > 1 { v = 0; left = 7; }", "v held for 7 steps")]
    [InlineData(4160, Cell + "spike when v > 1 { v = 0; left = 7; }", "v held for 7 steps")]
    [InlineData(96, Cell + "spike when v >= 1 { v = 0; left = 7; }", "v held for 7 steps")]
    [InlineData(168, Cell + "spike when v >= 1 && left <= 0 { left = 1; v = -0.5; g = g * 0.5; }", "v held for 1 steps")]
    [InlineData(168, Cell + "spike when left < 1 && v > 1 { v = 1; left = 255; }", "v held for 255 steps")]
    [InlineData(
        168,
        """
        state v = 0, u = 1, w = 0, left = 0;
        input i;
        update when left == 0 { v = v + i; u = u - 0.5 * v; }
        update { w = left >= 0 ? 0.5 * w + i : 0; }
        update { left = max(left - 1, 0); }
        spike when u < -2 { u = 0.25; v = 0; w = w + 1; left = 4; }
        """,
        "v, u held for 4 steps")]
    public void Run_NeuronsThatRest_AgreesWithTheInterpreter(int size, string cell, string rest)
    {
        var graph = Compiled(cell, size);
        var plan = Planner.Plan(graph, PassOptions.Default);
        PlanPrinter.Print(plan).ShouldContain($"rests apart: {rest}");
        var csharp = CSharpRunner.Compile(plan, new FileTensorResolver());
        csharp.Warnings.ShouldBeEmpty(csharp.Source);
        Compare(graph, csharp, size);
        if (LlvmLibrary.Absence is null)
        {
            Compare(graph, NativeRunner.Compile(plan, new FileTensorResolver()), size);
            Compare(graph, NativeRunner.Compile(plan, new FileTensorResolver(), isObserved: true), size);
        }
    }

    [Fact]
    public void RunUntil_InPieces_GivesWhatOneRunDoes()
    {
        var plan = Planner.Plan(Compiled(Cell + "spike when v > 1 { v = 0; left = 7; }", 40, "output s = mean(n);"), PassOptions.Default);
        InPieces(CSharpRunner.Compile(plan, new FileTensorResolver()));
        if (LlvmLibrary.Absence is null)
        {
            InPieces(NativeRunner.Compile(plan, new FileTensorResolver(), mayEndEarly: true));
        }
    }

    // Whoever looks, in a step or at what is saved, sees numbers of those that rest too.
    [Fact]
    public void States_NeuronsThatRest_AreWhatTheInterpreterHolds()
    {
        var graph = Compiled(Cell + "spike when v > 1 { v = 0; left = 7; }", 40);
        var runner = CSharpRunner.Compile(Planner.Plan(graph, PassOptions.Default), new FileTensorResolver());
        var (expected, seen) = (new States(), new States());
        RunWith(expected, new InterpreterRunner(graph, new FileTensorResolver()));
        RunWith(seen, runner);
        RunWith(null, runner);

        expected.All.Count.ShouldBe(3 * Steps);
        seen.All.ShouldBe(expected.All);
        expected.All[^1].ShouldContain(left => left > 1);
        foreach (var state in expected.All.TakeLast(3))
        {
            runner.SaveState().AsSpan().IndexOf(MemoryMarshal.AsBytes(state.AsSpan())).ShouldBeGreaterThan(0);
        }
    }

    [Theory]
    [InlineData(Cell + "spike when v > 1 { v = v - 1; left = 7; }")]
    [InlineData(Cell + "spike when v > 1 { v = 2; left = 7; }")]
    [InlineData(Cell + "spike when v > 1 || g > 9 { v = 0; left = 7; }")]
    [InlineData(Cell + "spike when v != 1 { v = 1; left = 7; }")]
    [InlineData(Cell + "spike when v > 1 { v = 0; left = v > 2 ? 7 : 8; }")]
    [InlineData(Cell + "update { g = g + v; } spike when v > 1 { v = 0; left = 7; }")]
    [InlineData(Cell + "update when left > 3 { g = 0; } spike when v > 1 { v = 0; left = 7; }")]
    [InlineData(Cell + "update { left = max(left - 2, 0); } spike when v > 1 { v = 0; left = 7; }")]
    [InlineData("state v = 0, left = 9; input i; update when left <= 0 { v = v + i; } update { left = max(left - 1, 0); } spike when v > 1 { v = 0; left = 7; }")]
    [InlineData("state v = 0, left = 0; input i; update { v = v + i; } update { left = max(left - 1, 0); } spike when v > 1 && left <= 0 { v = 0; left = 7; }")]
    public void Plan_RestsThatDoMore_AreCounted(string cell) =>
        PlanPrinter.Print(Planner.Plan(Compiled(cell, 40), PassOptions.Default)).ShouldNotContain("rests apart");

    [Fact]
    public void Plan_HeldStateThatIsRead_IsCounted() =>
        PlanPrinter.Print(Planner.Plan(Compiled(Cell + "spike when v > 1 { v = 0; left = 7; }", 40, "output y = n; output v = last(n.v);"), PassOptions.Default))
            .ShouldNotContain("rests apart");

    private static void RunWith(IStepObserver? observer, INetworkRunner runner)
    {
        runner.Observer = observer;
        runner.Run(0, [SpikeTrain(40 * Steps, 1)], RunArguments.CreateOutputs(runner));
    }

    private static void InPieces(INetworkRunner runner)
    {
        float[] inputs = SpikeTrain(40 * Steps, 1);
        var (whole, pieces) = (RunArguments.CreateOutputs(runner), RunArguments.CreateOutputs(runner));
        runner.Run(0, [inputs], whole);
        runner.RunUntil(0.999999f, 1, 0, [inputs], pieces).ShouldBe(Steps);
        pieces.ShouldBe(whole);
    }

    private static void Compare(Graph graph, INetworkRunner runner, int size)
    {
        var interpreter = new InterpreterRunner(graph, new FileTensorResolver());
        for (var sample = 0; sample < 2; sample++)
        {
            float[][] inputs = [SpikeTrain(size * Steps, sample)];
            var (expected, outputs) = (RunArguments.CreateOutputs(interpreter), RunArguments.CreateOutputs(runner));
            interpreter.Run(sample, inputs, expected);
            runner.Run(sample, inputs, outputs);
            ((float[])expected[0]).Sum().ShouldBeGreaterThan(size / 2);
            outputs.ShouldBe(expected);
            new RunComparison(0).Compare(interpreter, runner, sample, inputs, 0)?.ToString().ShouldBeNull();
        }
    }

    private static Graph Compiled(string cell, int size, string output = "output y = n; output c = count(n);") => PassPipeline.Run(
        ModelProgram.Of($$"""
            neuron rester { {{cell}} }
            network Rest {
                time { step = 1 ms; steps = {{Steps}}; }
                input x: spikes[{{size}}];
                x -> n.i; n[{{size}}]: rester; n -> sparse(probability(0.01, seed = 1), weight = -0.125, delay = 1 step) -> n.i;
                {{output}}
                activity { n = 0.001; }
            }
            """).Graph,
        PassOptions.Default);

    private static float[] SpikeTrain(int length, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => random.NextDouble() < 0.3 ? 1f : 0)];
    }

    private sealed class States : IStepObserver
    {
        public List<float[]> All { get; } = [];

        public void OnValues(int node, int step, ReadOnlySpan<float> values)
        {
        }

        public void OnValues(int node, int step, ReadOnlySpan<long> values)
        {
        }

        public void OnStates(int node, int state, int step, ReadOnlySpan<float> values) => All.Add(values.ToArray());

        public void OnStates(int node, int state, int step, ReadOnlySpan<long> values)
        {
        }
    }
}
