using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Passes;
using Snnc.Compiler.Plan;
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

    /// <summary>The plan of what passes made of a program, by its weights.</summary>
    public static ExecutionPlan PlanOf(Graph passed, Subject subject, PassOptions options) => Planner.Plan(passed, options with { Tensors = subject.Tensors });

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
        var plain = new InterpreterRunner(subject.Graph, subject.Tensors);
        var interpreter = new InterpreterRunner(passed, subject.Tensors);
        var plan = PlanOf(passed, subject, options);
        var csharp = CSharpRunner.Compile(plan, subject.Tensors);
        var native = LlvmLibrary.Absence is null ? NativeRunner.Compile(plan, subject.Tensors) : null;

        // Native code that is watched has a plan of its own, but for streams; passes change little of it. It is compiled of one network in two.
        var watched = native is null || !options.Equals(PassOptions.Default) || passed.Nodes.Count % 2 > 0 ? null
            : NativeRunner.Compile(passed.Time.IsStream ? plan : PlainPlanner.Plan(passed), subject.Tensors, isObserved: true);
        for (var sample = 0; sample < samples; sample++)
        {
            RecordedRun Watched(INetworkRunner runner) => RecordedRun.Watched(runner, sample, subject.Sample(sample), subject.StreamSteps);
            RecordedRun Unwatched(INetworkRunner runner) => RecordedRun.Unwatched(runner, sample, subject.Sample(sample), subject.StreamSteps);
            var (expected, compiled) = (Watched(interpreter), Watched(csharp));
            string? Difference(string what, RecordedRun run) => Agreement.Difference(subject, passed, what, expected, run);
            var fault = Difference("C#", compiled)
                ?? Difference("C# that nobody watches", Unwatched(csharp))
                ?? (native is null ? null : Difference("native code", Unwatched(native)))
                ?? (watched is null ? null : Difference("native code that is watched", Watched(watched)))
                ?? Inexact(expected, Watched(plain), RoundingIn(subject, subject.Graph), "passes")
                ?? new RunComparison(0).Compare(sample, compiled, Watched(csharp))?.ToString()
                ?? new RunComparison(0).Compare(sample, expected, Watched(interpreter))?.ToString();
            if (fault is not null)
            {
                return $"sample {sample}: {fault}";
            }
        }

        return BatchFault(subject, passed, interpreter, csharp) ?? BatchFault(subject, passed, interpreter, native) ?? csharp.Warnings.FirstOrDefault();
    }

    // Samples that a batch runs together are those that run one by one.
    private static string? BatchFault(Subject subject, Graph graph, INetworkRunner interpreter, INetworkRunner? runner)
    {
        const int Samples = 3;
        if (runner is null || runner.IsStream)
        {
            return null;
        }

        float[][][] inputs = [.. Enumerable.Range(0, Samples).Select(subject.Sample)];
        Array[] OfAll(Array[] arrays) => [.. arrays.Select(array => Array.CreateInstance(array.GetType().GetElementType()!, Samples * array.Length))];
        var outputs = OfAll(RunArguments.CreateOutputs(runner));
        runner.RunBatch(0, 0, Samples, [.. runner.Inputs.Select((_, i) => inputs.SelectMany(input => input[i]).ToArray())], outputs);
        double[] Part(Array values, int sample) =>
            [.. values.Cast<object>().Chunk(values.Length / Samples).ElementAt(sample).Select(Convert.ToDouble)];
        RecordedRun Of(int sample) => new(
            [], [.. runner.Outputs.Select((output, i) => new RunRecord.Entry($"output {output.Name}", output.Kind, -1, Part(outputs[i], sample)))]);
        return Enumerable.Range(0, Samples).Select(sample => Difference(
            subject, graph, $"a batch of {runner.Backend}, sample {sample}", RecordedRun.Unwatched(interpreter, sample, inputs[sample]), Of(sample)))
            .OfType<string>().FirstOrDefault();
    }

    private static string? Difference(Subject subject, Graph graph, string what, RecordedRun expected, RecordedRun run)
    {
        var rounding = RoundingIn(subject, graph);
        var difference = new RunComparison(rounding.Count == 0 ? 0 : Rounding).Compare(0, expected, run)?.ToString()
            ?? Inexact(expected, run, rounding, "the two");
        return difference is null ? null : $"interpreter and {what}: {difference}";
    }

    private static HashSet<string> RoundingIn(Subject subject, Graph graph)
    {
        var nodes = subject.Rounds(graph);
        return [.. nodes, .. graph.Outputs.Where(output => nodes.Contains(output.Value.Node)).Select(output => $"output {output.Name}")];
    }

    // Nodes that nothing rounded reaches are equal in every bit, beside others that are not; so are the outputs that show them.
    private static string? Inexact(RecordedRun first, RecordedRun second, HashSet<string> rounding, string between)
    {
        var (firsts, seconds) = (ValuesOf(first), ValuesOf(second));
        var names = firsts.Select(group => group.Key)
            .Where(name => !rounding.Any(node => name == node || name.StartsWith(node + ".", StringComparison.Ordinal)));
        foreach (var name in names)
        {
            var (one, other) = (firsts[name].ToList(), seconds[name].ToList());
            var step = one.Zip(other).TakeWhile(pair => AreEqual(pair.First, pair.Second)).Count();

            // A pass may compute once what the program computes in every step, or not at all.
            if (one.Count == other.Count && step < one.Count)
            {
                return $"value {step} of {name} is not the same between {between}";
            }
        }

        return null;
    }

    private static ILookup<string, double[]> ValuesOf(RecordedRun run) => run.Shown.Concat(run.Given).ToLookup(entry => entry.What, entry => entry.Values);

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
