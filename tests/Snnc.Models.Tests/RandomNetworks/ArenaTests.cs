using System.Collections.Generic;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Passes;
using Snnc.Compiler.Plan;
using Snnc.Execution;
using Snnc.Llvm.Products;
using Snnc.Runtime;
using Snnc.Tests;
using Xunit;

namespace Snnc.Models.Tests.RandomNetworks;

/// <summary>What shares memory is never missed: by going through the plan and noting who wrote last, and by running with all dead memory overwritten.</summary>
public sealed class ArenaTests
{
    private static int Count => FullRun.IsOn ? 1000 : 10;

    [Fact]
    public void Arena_OfDrawnNetworks_HoldsWhatIsRead()
    {
        var (failures, shared) = (new List<string>(), 0);
        for (var seed = 0; seed < 20 * Count; seed++)
        {
            var subject = DrawnNetwork.Draw((ulong)(9000 + seed), PlannedRuns.FeatureOf(seed)).Subject;
            var plan = Planner.Plan(PassPipeline.Run(subject.Graph, PassOptions.Default), PassOptions.Default);
            foreach (var user in new[] { SlotUsers.CSharp, SlotUsers.Native })
            {
                failures.AddRange(new MemoryWalk(plan, user).Faults.Take(1).Select(fault => $"seed {seed}, {user}: {fault}\n{PlanPrinter.Print(plan)}"));
                shared += Arena.Of(plan).BytesApartOf(user) > Arena.Of(plan).BytesOf(user) ? 1 : 0;
            }
        }

        failures.ShouldBeEmpty();
        shared.ShouldBeGreaterThan(Count);
    }

    [Fact]
    public void Plan_OfDrawnNetworks_IsWhatIsAllocated()
    {
        for (var seed = 0; seed < Count / 2; seed++)
        {
            var subject = DrawnNetwork.Draw((ulong)(9000 + seed), PlannedRuns.FeatureOf(seed)).Subject;
            var plan = Planner.Plan(PassPipeline.Run(subject.Graph, PassOptions.Default), PassOptions.Default);
            var (arena, states) = (Arena.Of(plan), StateMemory.Bytes(StateMemory.Of(plan)));
            if (arena.BytesOf(SlotUsers.CSharp) is > 0 and var bytes)
            {
                CSharpRunner.Compile(plan, subject.Tensors).Source.ShouldContain($" = new({bytes});");
            }

            if (LlvmLibrary.Absence is null && states is not null)
            {
                // What a snapshot holds begins within the header; what threads are given, and how far an inference is, stand before the arena, counts behind it.
                using var product = NativeProduct.Compile(plan, subject.Tensors, ProductOptions.Default);
                var rest = product.InstanceSize - product.StateSize - arena.BytesOf(SlotUsers.Native);
                rest.ShouldBeInRange(0, 5 * StateArray.Alignment, $"seed {seed}");
            }
        }
    }

    [Fact]
    public void Networks_WithDeadMemoryOverwritten_GiveTheSame()
    {
        var failures = new List<string>();
        for (var seed = 0; seed < Count; seed++)
        {
            var network = DrawnNetwork.Draw((ulong)(9000 + seed), PlannedRuns.FeatureOf(seed));
            var graph = PassPipeline.Run(network.Subject.Graph, PassOptions.Default);
            var plan = Planner.Plan(graph, PassOptions.Default) with { PoisonsMemory = true };
            failures.AddRange(PlannedRuns.Faults(plan, network.Subject).Select(fault => $"seed {seed}: {fault}\n{network.Program.Text}"));
        }

        failures.ShouldBeEmpty();
    }
}
