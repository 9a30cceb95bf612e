using System;
using System.Collections.Generic;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Passes;
using Snnc.Compiler.Plan;
using Snnc.Compiler.Tests.Ir;
using Snnc.Tests;

namespace Snnc.Execution.Tests;

/// <summary>Runs a graph with the interpreter and as C# and (where libLLVM is) as native code, which must agree in every bit of every node, state
/// and output.</summary>
internal static class Backends
{
    // Multiples of 2^-12 of moderate size: sums of products of them are exact in single precision, so that their order cannot matter.
    public static float[] Dyadic(int length, int seed, int range = 4, double density = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => random.NextDouble() < density ? random.Next(-range * 64, (range * 64) + 1) / 64f : 0)];
    }

    public static double[] Weights(int length, int seed) => [.. Dyadic(length, seed, range: 1).Select(value => (double)value)];

    public static float[] SpikeTrain(int length, int seed, double rate = 0.3)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => random.NextDouble() < rate ? 1f : 0)];
    }

    public static CSharpRunner CSharp(GraphBuilder graph) => CSharpRunner.Compile(PlainPlanner.Plan(graph.Graph), graph.Tensors);

    public static NativeRunner Native(GraphBuilder graph) => NativeRunner.Compile(PlainPlanner.Plan(graph.Graph), graph.Tensors, isObserved: true);

    /// <summary>A plan as users run it: as C# without warnings, and (where libLLVM is) as native code that nobody watches.</summary>
    public static IEnumerable<INetworkRunner> Planned(ExecutionPlan plan, GraphBuilder graph)
    {
        var csharp = CSharpRunner.Compile(plan, graph.Tensors);
        csharp.Warnings.ShouldBeEmpty(csharp.Source);
        return LlvmLibrary.Absence is null ? [csharp, NativeRunner.Compile(plan, graph.Tensors)] : [csharp];
    }

    /// <summary>The outputs of one inference, all of real numbers, one after the other.</summary>
    public static float[] OutputsOf(INetworkRunner runner, float[][] inputs)
    {
        var outputs = RunArguments.CreateOutputs(runner);
        runner.Run(0, inputs, outputs);
        return [.. outputs.SelectMany(output => (float[])output)];
    }

    /// <summary>Compares on inputs that are drawn for each of three samples, and gives the C# runner.</summary>
    public static CSharpRunner Agree(GraphBuilder graph, Func<Compiler.Ir.ValueType, int, int, float[]>? draw = null, int streamSteps = 0,
        double tolerance = 0)
    {
        using var _ = new DefaultCulture();
        var csharp = CSharp(graph);
        csharp.Warnings.ShouldBeEmpty(csharp.Source);
        Compare(graph, csharp, streamSteps, draw, tolerance, LlvmLibrary.Absence is null ? Native(graph) : null);
        return csharp;
    }

    /// <summary>Compares a runner (and native code, where it is given) with the interpreter on inputs that are drawn for each of three
    /// samples.</summary>
    public static void Compare(GraphBuilder graph, CSharpRunner csharp, int streamSteps = 0, Func<Compiler.Ir.ValueType, int, int, float[]>? draw = null,
        double tolerance = 0, NativeRunner? native = null)
    {
        var interpreter = new InterpreterRunner(graph.Graph, graph.Tensors);
        for (var sample = 0; sample < 3; sample++)
        {
            var seed = sample * 100;
            var inputs = graph.Graph.Nodes.Where(node => node.Op is InputOp).Select(node => Draw(graph.Graph.Time, node, draw, seed++, streamSteps))
                .ToArray();
            new RunComparison(tolerance).Compare(interpreter, csharp, sample, inputs, streamSteps)?.ToString().ShouldBeNull(csharp.Source);
            if (native is not null)
            {
                new RunComparison(tolerance).Compare(interpreter, native, sample, inputs, streamSteps)?.ToString().ShouldBeNull("native");
            }
        }
    }

    /// <summary>Compares a plan as users run it, as C# and as native code, with the interpreter on three samples, and gives the C# runner.</summary>
    public static CSharpRunner Agree(GraphBuilder graph, ExecutionPlan plan, int streamSteps = 0, Func<Compiler.Ir.ValueType, int, int, float[]>? draw = null)
    {
        var csharp = CSharpRunner.Compile(plan, graph.Tensors);
        csharp.Warnings.ShouldBeEmpty(csharp.Source);
        Compare(graph, csharp, streamSteps, draw, native: LlvmLibrary.Absence is null ? NativeRunner.Compile(plan, graph.Tensors) : null);
        return csharp;
    }

    private static float[] Draw(TimeBase time, Node node, Func<Compiler.Ir.ValueType, int, int, float[]>? draw, int seed, int streamSteps)
    {
        var steps = node.Type.Kind == ValueKind.Frame ? 1 : time.Steps ?? streamSteps;
        var length = (int)node.Type.Shape.Size * steps;
        return draw?.Invoke(node.Type, length, seed) ?? (node.Type.Kind == ValueKind.Spikes ? SpikeTrain(length, seed) : Dyadic(length, seed));
    }

    // Emitting must not depend on how the machine writes numbers.
    private sealed class DefaultCulture : IDisposable
    {
        private readonly System.Globalization.CultureInfo _before = System.Globalization.CultureInfo.CurrentCulture;

        public DefaultCulture()
        {
            var commas = (System.Globalization.CultureInfo)System.Globalization.CultureInfo.InvariantCulture.Clone();
            commas.NumberFormat.NumberDecimalSeparator = ",";
            commas.NumberFormat.NegativeSign = "~";
            System.Globalization.CultureInfo.CurrentCulture = commas;
        }

        public void Dispose() => System.Globalization.CultureInfo.CurrentCulture = _before;
    }
}
