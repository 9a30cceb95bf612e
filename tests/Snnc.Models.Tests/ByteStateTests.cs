using System;
using System.Globalization;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Passes;
using Snnc.Compiler.Plan;
using Snnc.Execution;
using Snnc.Tensors;
using Snnc.Tests;
using Xunit;

namespace Snnc.Models.Tests;

/// <summary>States that hold small whole numbers are bytes, of which nobody is aware.</summary>
public sealed class ByteStateTests
{
    private const int Steps = 90;

    // Full eights but no sixteens; a word and a rest; more states than the first-level cache holds.
    [Theory]
    [InlineData(40, 0.1)]
    [InlineData(40, 0.001)]
    [InlineData(168, 0.1)]
    [InlineData(168, 0.001)]
    [InlineData(4136, 0.001)]
    public void Run_CountersOfAllKinds_AgreesWithTheInterpreter(int size, double activity)
    {
        var graph = Resting(size, activity, "left = 2, other = 7");
        var plan = Planner.Plan(graph, PassOptions.Default);
        var population = plan.Stages.SelectMany(stage => stage.Nodes).First(node => node.Node.Name == "n");
        population.ByteStates.ShouldBe(["left", "other"]);
        population.ResetsApart.ShouldBe(activity < 0.01);
        StateMemory.Of(plan).Single(state => state.State == "left").Bytes.ShouldBe((size + 63) / 64 * 64);

        var csharp = CSharpRunner.Compile(plan, new FileTensorResolver());
        csharp.Warnings.ShouldBeEmpty(csharp.Source);
        Compare(graph, csharp);
        if (LlvmLibrary.Absence is null)
        {
            Compare(graph, NativeRunner.Compile(plan, new FileTensorResolver()));
            Compare(graph, NativeRunner.Compile(plan, new FileTensorResolver(), isObserved: true));
        }
    }

    [Fact]
    public void SaveState_CountersInBytes_AreLoaded()
    {
        var runner = CSharpRunner.Compile(Planner.Plan(Resting(40, 0.1, "left = 2, other = 7"), PassOptions.Default), new FileTensorResolver());
        runner.Run(0, [SpikeTrain(40 * Steps, 1)], RunArguments.CreateOutputs(runner));
        var other = (CSharpRunner)runner.CreateAnother();
        other.SaveState().ShouldNotBe(runner.SaveState());

        other.LoadState(runner.SaveState());

        other.SaveState().ShouldBe(runner.SaveState());
    }

    [Theory]
    [InlineData("left = 0.5, other = 256")]
    [InlineData("left = -1, other = 1.5")]
    public void Plan_StatesThatStartWithOtherNumbers_AreNoBytes(string states) => ByteStatesOf(Resting(40, 0.1, states)).ShouldBeEmpty();

    [Theory]
    [InlineData("update { left -= 1; } spike when v > 1 && left <= 0 { v = 0; left = 3; }")]
    [InlineData("update when left > 1 { left -= 1; v += left; } spike when v > 1 && left <= 1 { v = 0; left = 3; }")]
    [InlineData("update { left = max(left - 1, 0); } spike when v > left { v = 0; left = 3; }")]
    [InlineData("update { left = max(left - 1, 0); } spike when v > 1 && left <= 0.5 { v = 0; left = 3; }")]
    [InlineData("update { left = max(left - 1, 0); } spike when v > 1 && left <= 0 { v = 0; left = 2.5; }")]
    [InlineData("update { left = max(left - 1, 0); } spike when v > 1 && left <= 0 { v = 0; left = 300; }")]
    public void Plan_StatesThatBytesDoNotHold_AreNoBytes(string body) =>
        ByteStatesOf(Compiled($"neuron rester {{ state v = 0, left = 0; input i; update {{ v += i; }} {body} }}", 40, 0.1)).ShouldBeEmpty();

    [Fact]
    public void Plan_StateThatIsRead_IsNoByte() =>
        ByteStatesOf(Resting(40, 0.1, "left = 2, other = 7", " output l = last(n.left);")).ShouldBe(["other"]);

    private static string[] ByteStatesOf(Graph graph) =>
        [.. Planner.Plan(graph, PassOptions.Default).Stages.SelectMany(stage => stage.Nodes).SelectMany(node => node.ByteStates)];

    private static void Compare(Graph graph, INetworkRunner runner)
    {
        for (var sample = 0; sample < 2; sample++)
        {
            float[][] inputs = [SpikeTrain((int)graph.Nodes[0].Type.Shape.Size * Steps, sample)];
            var interpreter = new InterpreterRunner(graph, new FileTensorResolver());
            new RunComparison(0).Compare(interpreter, runner, sample, inputs, 0)?.ToString().ShouldBeNull();
        }
    }

    private static Graph Resting(int size, double activity, string states, string output = "") => Compiled($$"""
        neuron rester {
            state v = 0, {{states}};
            input i, back;
            update when left <= 0 { v = 0.5 * v + i; }
            update { v += back; }
            update when left > 0 { v = v * 0.25; }
            update when left > 0 { left -= 1; }
            update { other = max(other - 3, 0); }
            update when other == 0 { other = 20; }
            spike when v >= 1 && left < 1 && (other != 5 || left == 0) && !(other >= 18) && other > 0 { v = v - 1; left = 4; if v > 0.5 { other = 255; } }
        }
        """, size, activity, " n -> sparse(probability(0.05, seed = 1), weight = -0.125, delay = 1 step) -> n.back;", output);

    private static Graph Compiled(string neuron, int size, double activity, string back = "", string output = "")
    {
        var text = $$"""
            {{neuron}}
            network Rest {
                time { step = 1 ms; steps = {{Steps}}; }
                input x: spikes[{{size}}];
                x -> n.i; n[{{size}}]: rester;{{(back == "" ? " n -> sparse(probability(0.05, seed = 1), weight = 0.125, delay = 1 step) -> n.i;" : back)}}
                output y = n; output c = count(n);{{output}}
                activity { n = {{activity.ToString(CultureInfo.InvariantCulture)}}; }
            }
            """;
        return PassPipeline.Run(ModelProgram.Of(text).Graph, PassOptions.Default);
    }

    private static float[] SpikeTrain(int length, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => random.NextDouble() < 0.3 ? 1f : 0)];
    }
}
