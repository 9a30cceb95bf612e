using System;
using System.Collections.Generic;
using System.Linq;
using Shouldly;
using Snnc.Compiler;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Passes;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Text;
using Snnc.Execution;
using Snnc.Tests;
using Xunit;
using Xunit.Abstractions;

namespace Snnc.Models.Tests.RandomNetworks;

/// <summary>Programs drawn from seeds mean the same to both back ends, in every bit where nothing rounds.</summary>
public sealed class RandomNetworkTests(ITestOutputHelper output)
{
    private const double Rounding = 1e-4;

    /// <summary>What is tried for in turn, so that it occurs in small samples too.</summary>
    private static readonly string[] Features = [.. Compiler.Symbols.OperatorCatalog.Names, "stream", "block", "emit", "", ""];

    private static int Count => FullRun.IsOn ? 1000 : 92;

    [Fact]
    public void Networks_OfAllSeeds_AgreeAndAreLively()
    {
        var covered = new HashSet<string>();
        var (lively, failures) = (0, new List<string>());
        for (var seed = 0; seed < Count; seed++)
        {
            var network = DrawnNetwork.Draw((ulong)seed, Features[seed % Features.Length]);
            covered.UnionWith(Coverage.Of(network.Compilation.Tree, network.Graph));
            lively += Calibration.IsLively(Calibration.Activity(network.Program, network.Graph)) ? 1 : 0;
            if (Fault(network) is { } fault)
            {
                failures.Add($"seed {seed}: {fault}\n{network.Program.Text}");
            }
        }

        output.WriteLine($"{Count} networks, {lively} of them with 1 to 60 % activity in every layer");
        failures.ShouldBeEmpty();
        Coverage.Expected.Except(covered).ShouldBeEmpty();
        lively.ShouldBeGreaterThanOrEqualTo((int)Math.Ceiling(0.8 * Count));
    }

    private static string? Fault(DrawnNetwork network)
    {
        try
        {
            return FormFault(network) ?? RunFault(network);
        }
        catch (Exception e) when (e is not ShouldAssertException)
        {
            return e.ToString();
        }
    }

    private static string? FormFault(DrawnNetwork network)
    {
        var graph = network.Graph;
        var passed = PassPipeline.Run(graph, PassOptions.Default);
        var broken = IrVerifier.Verify(graph).Concat(IrVerifier.Verify(passed)).Select(d => d.Message).FirstOrDefault();
        var (read, errors) = IrReader.Read(new SourceText("drawn.snnir", IrPrinter.Print(graph)));
        return broken
            ?? errors.Select(d => d.Message).FirstOrDefault()
            ?? (read is null || !Plain(read).Equals(Plain(graph)) ? "the graph is read back otherwise than it was written" : null)
            ?? (Plain(network.Formatted()).Equals(Plain(graph)) ? null : "formatting changes the graph");
    }

    private static string? RunFault(DrawnNetwork network)
    {
        var (program, graph) = (network.Program, network.Graph);
        var rounding = network.RoundingNodes();
        var interpreter = new InterpreterRunner(graph, program.Tensors);
        var csharp = CSharpRunner.Compile(PlainPlanner.Plan(PassPipeline.Run(graph, PassOptions.Default)), program.Tensors);
        var comparison = new RunComparison(rounding.Count == 0 ? 0 : Rounding);
        for (var sample = 0; sample < 2; sample++)
        {
            var difference = comparison.Compare(interpreter, csharp, sample, program.Sample(sample), program.StreamSteps)
                ?? new RunComparison(0).Compare(csharp, csharp, sample, program.Sample(sample), program.StreamSteps)
                ?? new RunComparison(0).Compare(interpreter, interpreter, sample, program.Sample(sample), program.StreamSteps);
            if (difference is not null)
            {
                return difference.ToString();
            }

            if (Inexact(program.Record(interpreter, sample), program.Record(csharp, sample), rounding) is { } inexact)
            {
                return $"sample {sample}: {inexact} differs in its last bits";
            }
        }

        return csharp.Warnings.Count > 0 ? csharp.Warnings[0] : null;
    }

    // Nodes that nothing rounded reaches are equal in every bit, beside others that are not.
    private static string? Inexact(RunRecord first, RunRecord second, IReadOnlySet<string> rounding) => first.Entries.Zip(second.Entries)
        .Where(pair => !rounding.Any(node => pair.First.What == node || pair.First.What.StartsWith(node + ".", StringComparison.Ordinal)))
        .Where(pair => !pair.First.Values.Zip(pair.Second.Values).All(values => values.First.Equals(values.Second) || values.First == values.Second))
        .Select(pair => $"{pair.First.What} in step {pair.First.Step}").FirstOrDefault();

    private static Graph Plain(Graph graph) => graph with
    {
        Location = null,
        Containers = graph.Containers.Select(container => container with { Location = null }).ToEquatableArray(),
        Constants = graph.Constants.Select(constant => constant with { Location = null }).ToEquatableArray(),
        Nodes = graph.Nodes.Select(node => node with { Location = null }).ToEquatableArray(),
        Outputs = graph.Outputs.Select(item => item with { Location = null }).ToEquatableArray(),
    };
}
