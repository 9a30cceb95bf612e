using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Passes;
using Snnc.Compiler.Text;
using Snnc.Execution;
using Snnc.Tests;

namespace Snnc.Models.Tests.RandomNetworks;

/// <summary>
/// Holds a program to what is true of every program: its graph is well formed before and after the passes, is read back as it is written and is that
/// of the formatted text; all back ends give the same, in every bit where nothing rounds, with the passes and without, and again the second time.
/// </summary>
internal static class Agreement
{
    private const double Rounding = 1e-4;

    /// <summary>What is wrong with a program, or null.</summary>
    public static string? Fault(Subject subject) => Guard(() => FormFault(subject) ?? RunFault(subject, PassOptions.Default, 2));

    /// <summary>What is wrong with a program where some passes are off, or null.</summary>
    public static string? Fault(Subject subject, PassOptions options) => Guard(() =>
        IrVerifier.Verify(PassPipeline.Run(subject.Graph, options)).Select(d => d.Message).FirstOrDefault() ?? RunFault(subject, options, 1));

    private static string? Guard(Func<string?> fault)
    {
        try
        {
            return fault();
        }
        catch (Exception e)
        {
            return e.ToString();
        }
    }

    private static string? FormFault(Subject subject)
    {
        var graph = subject.Graph;
        var passed = PassPipeline.Run(graph, PassOptions.Default);
        var broken = IrVerifier.Verify(graph).Concat(IrVerifier.Verify(passed)).Select(d => d.Message).FirstOrDefault();
        var (read, errors) = IrReader.Read(new SourceText("drawn.snnir", IrPrinter.Print(graph)));
        return broken
            ?? errors.Select(d => d.Message).FirstOrDefault()
            ?? (read is null || !Plain(read).Equals(Plain(graph)) ? "the graph is read back otherwise than it was written" : null)
            ?? (Plain(subject.Formatted).Equals(Plain(graph)) ? null : "formatting changes the graph");
    }

    private static string? RunFault(Subject subject, PassOptions options, int samples)
    {
        var passed = PassPipeline.Run(subject.Graph, options);
        var rounding = subject.Rounds(passed);
        var plain = new InterpreterRunner(subject.Graph, subject.Tensors);
        var interpreter = new InterpreterRunner(passed, subject.Tensors);
        var csharp = CSharpRunner.Compile(Planner.Plan(passed, options), subject.Tensors);
        var native = LlvmLibrary.Absence is null ? NativeRunner.Compile(Planner.Plan(passed, options), subject.Tensors) : null;
        var comparison = new RunComparison(rounding.Count == 0 ? 0 : Rounding);
        for (var sample = 0; sample < samples; sample++)
        {
            var inputs = subject.Sample(sample);
            var record = subject.Record(interpreter, sample);
            var fault = Difference(comparison, interpreter, csharp, subject, sample)
                ?? Inexact(record, subject.Record(csharp, sample), rounding, "back ends")
                ?? (native is null ? null : Difference(comparison, interpreter, native, subject, sample))
                ?? (native is null ? null : Inexact(record, subject.Record(native, sample), rounding, "native code and interpreter"))
                ?? Inexact(record, subject.Record(plain, sample), subject.Rounds(subject.Graph), "passes")
                ?? new RunComparison(0).Compare(csharp, csharp, sample, inputs, subject.StreamSteps)?.ToString()
                ?? new RunComparison(0).Compare(interpreter, interpreter, sample, inputs, subject.StreamSteps)?.ToString();
            if (fault is not null)
            {
                return $"sample {sample}: {fault}";
            }
        }

        return csharp.Warnings.Count > 0 ? csharp.Warnings[0] : null;
    }

    private static string? Difference(RunComparison comparison, INetworkRunner interpreter, INetworkRunner other, Subject subject, int sample) =>
        comparison.Compare(interpreter, other, sample, subject.Sample(sample), subject.StreamSteps) is { } difference
            ? $"{interpreter.Backend} and {other.Backend}: {difference}" : null;

    // Nodes that nothing rounded reaches are equal in every bit, beside others that are not.
    private static string? Inexact(RunRecord first, RunRecord second, IReadOnlySet<string> rounding, string between)
    {
        var names = first.Entries.Select(entry => entry.What).Distinct()
            .Where(name => !rounding.Any(node => name == node || name.StartsWith(node + ".", StringComparison.Ordinal)));
        foreach (var name in names)
        {
            var (one, other) = (first.Of(name), second.Of(name));
            var step = one.Zip(other).TakeWhile(pair => AreEqual(pair.First, pair.Second)).Count();

            // A pass may compute once what the program computes in every step, or not at all.
            if (one.Count == other.Count && step < one.Count)
            {
                return $"value {step} of {name} is not the same between {between}";
            }
        }

        return null;
    }

    private static bool AreEqual(double[] first, double[] second) =>
        first.Zip(second).All(pair => pair.First.Equals(pair.Second) || pair.First == pair.Second);

    private static Graph Plain(Graph graph) => graph with
    {
        Location = null,
        Containers = graph.Containers.Select(container => container with { Location = null }).ToEquatableArray(),
        Constants = graph.Constants.Select(constant => constant with { Location = null }).ToEquatableArray(),
        Nodes = graph.Nodes.Select(node => node with { Location = null }).ToEquatableArray(),
        Outputs = graph.Outputs.Select(item => item with { Location = null }).ToEquatableArray(),
    };
}
