using System;
using System.Collections.Generic;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Passes;
using Snnc.Tests;
using Xunit;
using Xunit.Abstractions;

namespace Snnc.Models.Tests.RandomNetworks;

/// <summary>Programs drawn from seeds mean the same to both back ends, in every bit where nothing rounds.</summary>
public sealed class RandomNetworkTests(ITestOutputHelper output)
{
    /// <summary>What is tried for in turn, so that it occurs in small samples too.</summary>
    private static readonly string[] Features =
    [
        .. Compiler.Symbols.OperatorCatalog.Names, "stream", "block", "emit", "per_channel", "loops", "conv stack", "hybrid", "many steps", "8 bits",
        "16 bits", "image state", "",
    ];

    private static int Count => FullRun.IsOn ? 1000 : 2 * Features.Length;

    [Fact]
    public void Networks_OfAllSeeds_AgreeAndAreLively()
    {
        var covered = Coverage.Expected.ToDictionary(what => what, _ => 0);
        var (lively, exact, failures) = (0, 0, new List<string>());
        for (var seed = 0; seed < Count; seed++)
        {
            var network = DrawnNetwork.Draw((ulong)seed, Features[seed % Features.Length]);
            var plan = Agreement.PlanOf(PassPipeline.Run(network.Subject.Graph, PassOptions.Default), network.Subject, PassOptions.Default);
            var found = Coverage.Of(network.Subject.Compilation.Tree, network.Subject.Graph).Concat(Coverage.Of(plan));
            foreach (var what in found.Distinct().Where(covered.ContainsKey))
            {
                covered[what]++;
            }

            lively += Calibration.IsLively(Calibration.Activity(network.Subject)) ? 1 : 0;
            exact += network.Subject.Rounds(network.Subject.Graph).Count == 0 ? 1 : 0;
            if (Agreement.Fault(network.Subject) is { } fault)
            {
                failures.Add($"seed {seed}: {fault}\n{network.Program.Text}");
            }
        }

        output.WriteLine($"{Count} networks, {lively} of them with 1 to 60 % activity in every layer, {exact} exact in every node");
        output.WriteLine(string.Join(", ", covered.OrderBy(pair => pair.Value).Select(pair => $"{pair.Key}: {pair.Value}")));
        failures.ShouldBeEmpty();
        covered.Where(pair => pair.Value < Count / 100).Select(pair => pair.Key).ShouldBeEmpty("each is in one program of a hundred");
        lively.ShouldBeGreaterThanOrEqualTo((int)Math.Ceiling(0.8 * Count));
    }
}
