using System.Collections.Generic;
using System.IO;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Passes;
using Snnc.Compiler.Plan;
using Snnc.Compiler.Targets;
using Snnc.Compiler.Text;
using Snnc.Tensors;
using Snnc.Tests;
using Xunit;

namespace Snnc.Compiler.Tests.Passes;

/// <summary>The plans of the programs in Samples/plans, line by line. SNNC_BLESS=1 writes them anew.</summary>
public sealed class PlannerTests
{
    private static readonly string Folder = Repository.PathOf("tests", "Snnc.Compiler.Tests", "Samples", "plans");

    public static TheoryData<string> Samples =>
        [.. Directory.EnumerateFiles(Folder, "*.snn").Select(path => Path.GetFileNameWithoutExtension(path)).Order()];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Plan_OfASample_IsTheBlessedText(string sample) => Blessed.Check(Path.Combine(Folder, sample + ".plan.expected"), PlanPrinter.Print(PlanOf(sample)));

    [Theory]
    [MemberData(nameof(Samples))]
    public void Plan_OfASample_HoldsEachNodeOnce_AfterWhatItReadsInItsStep(string sample)
    {
        var plan = PlanOf(sample);

        plan.Stages.SelectMany(stage => stage.Nodes).Select(node => node.Node.Name).ShouldBe(plan.Graph.Nodes.Select(node => node.Name), ignoreOrder: true);
        foreach (var stage in plan.Stages)
        {
            var before = plan.Stages.TakeWhile(other => other != stage).SelectMany(other => other.Nodes).Select(node => node.Node.Name).ToHashSet();
            foreach (var node in stage.Nodes)
            {
                (node.Node.ReadsOnlyPast || node.Node.Inputs.All(input => before.Contains(input.Node))).ShouldBeTrue(node.Node.Name);
                before.Add(node.Node.Name);
            }
        }
    }

    // 16 MiB of weights that are picked slowly from memory, as rows or in pieces. Twice 1.2 % are gone through in blocks, fast.
    [Theory]
    [InlineData(0.005, true)]
    [InlineData(0.012, false)]
    public void Plan_OfRareEvents_TakesRowsThatGainAndLoseLittleWhereTwiceAsMuchIsActive(double rate, bool takesRows)
    {
        const string Text = """
            network N {
                time { steps = 25; }
                input x: spikes[2048];
                x -> fc: dense(2048, weight = uniform(-0.1, 0.1, seed = 1), bias = none) -> h: leaky(beta = 0.9);
                output y: frame[2048] = last(h.v);
            }
            """;
        var costs = CpuCosts.Default with
        {
            EventRow = new LevelCosts(0.01, 0.01, 0.6), L3Bytes = 17 << 20, MemoryPieces = 1, MemoryBlocks = 100, StepSweep = CpuCosts.Default.TileSweep,
        };
        var options = PassOptions.Default with { Costs = costs, Activity = new ActivityProfile("N", new Dictionary<string, double> { ["x"] = rate }) };
        var graph = Compilation.Create(new SourceText("n.snn", Text), new FolderSources(), new FileTensorResolver()).Graphs.Single();

        var nodes = Planner.Plan(PassPipeline.Run(graph, options), options).Stages.SelectMany(stage => stage.Nodes);
        (nodes.Single(node => node.Node.Name == "fc").Kernel == Kernel.EventRows).ShouldBe(takesRows);
    }

    private static ExecutionPlan PlanOf(string sample)
    {
        var path = Path.Combine(Folder, sample + ".snn");
        var compilation = Compilation.Create(new SourceText(path, File.ReadAllText(path)), new FolderSources(), new FileTensorResolver());
        compilation.Diagnostics.ShouldBeEmpty();
        return Planner.Plan(PassPipeline.Run(compilation.Graphs.Single(), PassOptions.Default), PassOptions.Default);
    }
}
