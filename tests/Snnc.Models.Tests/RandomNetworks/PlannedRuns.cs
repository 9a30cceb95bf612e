using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Plan;
using Snnc.Execution;
using Snnc.Tests;

namespace Snnc.Models.Tests.RandomNetworks;

/// <summary>Runs drawn networks by plans that a test changed, in every form that code has.</summary>
internal static class PlannedRuns
{
    // What moves values about, and keeps them.
    private static readonly string[] Features =
        ["stream", "block", "loops", "conv stack", "image state", "hybrid", "many steps", "delay", "sparse", "concat", ""];

    /// <summary>What the network of a seed is drawn to have.</summary>
    public static string FeatureOf(int seed) => Features[seed % Features.Length];

    /// <summary>Where C#, native code, and native code that is watched differ from the interpreter.</summary>
    public static IEnumerable<string> Faults(ExecutionPlan plan, Subject subject)
    {
        RecordedRun Run(INetworkRunner runner) => RecordedRun.Watched(runner, 0, subject.Sample(0), subject.StreamSteps);
        var expected = Run(new InterpreterRunner(plan.Graph, subject.Tensors));
        INetworkRunner[] native = LlvmLibrary.Absence is not null ? []
            : [NativeRunner.Compile(plan, subject.Tensors), NativeRunner.Compile(plan, subject.Tensors, isObserved: true)];
        return native.Append(CSharpRunner.Compile(plan, subject.Tensors))
            .Select(runner => new RunComparison(1e-4).Compare(0, expected, Run(runner))).OfType<RunDifference>().Select(difference => $"{difference}");
    }
}
