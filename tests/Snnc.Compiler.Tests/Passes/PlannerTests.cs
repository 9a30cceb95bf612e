using System.IO;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Passes;
using Snnc.Compiler.Plan;
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

    private static ExecutionPlan PlanOf(string sample)
    {
        var path = Path.Combine(Folder, sample + ".snn");
        var compilation = Compilation.Create(new SourceText(path, File.ReadAllText(path)), new FolderSources(), new FileTensorResolver());
        compilation.Diagnostics.ShouldBeEmpty();
        return Planner.Plan(PassPipeline.Run(compilation.Graphs.Single(), PassOptions.Default), PassOptions.Default);
    }
}
