using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using Shouldly;
using Snnc.Compiler.CSharp;
using Snnc.Compiler.Passes;
using Snnc.Compiler.Plan;
using Snnc.Execution;
using Snnc.Runtime;
using Snnc.Tests;
using Xunit;

namespace Snnc.Models.Tests.RandomNetworks;

/// <summary>Nodes that share their code give what they give by themselves, and what is emitted grows with what differs.</summary>
public sealed class SharedCodeTests
{
    private static int Count => FullRun.IsOn ? 1000 : 10;

    [Fact]
    public void Networks_ThatShareCode_GiveTheSame()
    {
        var failures = new List<string>();
        for (var seed = 0; seed < Count; seed++)
        {
            var network = DrawnNetwork.Draw((ulong)(9500 + seed), PlannedRuns.FeatureOf(seed));
            var graph = PassPipeline.Run(network.Subject.Graph, PassOptions.Default);
            var plan = Planner.Plan(graph, PassOptions.Default) with { SharesCode = true };
            failures.AddRange(PlannedRuns.Faults(plan, network.Subject).Select(fault => $"seed {seed}: {fault}\n{network.Program.Text}"));
        }

        failures.ShouldBeEmpty();
    }

    // Populations of several equations, which are alike in nothing but these.
    [Fact]
    public void Network_OfManyNodes_GivesTheSame()
    {
        var chain = Chain(60);
        var plan = PlanOf(chain);
        plan.SharesCode.ShouldBeTrue();
        PlannedRuns.Faults(plan, chain).ShouldBeEmpty();
    }

    [Fact]
    public void Text_OfTwiceAsManyNodes_HasNoMoreMethodsOfPopulations()
    {
        var (few, many) = (TextOf(Chain(60)), TextOf(Chain(120)));
        MethodsOf(many).ShouldBe(MethodsOf(few));
        MethodsOf(few).ShouldBeLessThan(10);
        many.Length.ShouldBeLessThan(21 * few.Length / 10);
    }

    private static int MethodsOf(string text) => Regex.Count(text, "private void Step_.*<TLanes>");

    private static string TextOf(Subject chain) => CSharpEmitter.Emit(PlanOf(chain), CSharpOptions.Default);

    private static ExecutionPlan PlanOf(Subject chain) => Planner.Plan(PassPipeline.Run(chain.Graph, PassOptions.Default), PassOptions.Default);

    // Weights are multiples of 2^-3: sums are the same in any order.
    private static Subject Chain(int pairs)
    {
        var tensors = new TensorStore();
        var text = new StringBuilder("network Chain {\n    time { step = 1 ms; steps = 6; }\n    weights w = \"chain.npz\";\n    input x: spikes[20];\n");
        foreach (var i in Enumerable.Range(0, pairs))
        {
            tensors.Set($"w{i}", [20, 20], Enumerable.Range(0, 400).Select(k => ((((k * 7) + (i * 5)) % 31) - 9) * 0.125));
            var population = i % 3 == 2 ? $"if_neuron(threshold = {(i % 4) + 1})" : $"lif(tau = {(i % 9) + 1} ms, threshold = 0.5)";
            text.AppendLine($"    {(i == 0 ? "x" : $"n{i - 1}")} -> c{i}: dense(20, weight = w[\"w{i}\"], bias = none) -> n{i}: {population};");
        }

        text.Append($"    output y = n{pairs - 1};\n}}\n");
        return new Subject(text.ToString(), tensors, _ => [[.. Enumerable.Range(0, 120).Select(i => i % 3 == 0 ? 1f : 0f)]]);
    }
}
